package org.glia.api.model;

import org.glia.api.data.Schema;

/// What a step of a pipeline learns from a table that has no column of the kinds it works on: to leave rows as they are.
public record Untouched() implements Model {

    @Override
    public Transformer transformer(Schema schema) {
        return features -> features;
    }
}

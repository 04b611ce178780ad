package org.glia.api.model;

import java.util.List;

/// What an author wants people to read about a model: tables such as coefficients with their standard errors.
public record Report(List<Table> tables) {

    public Report {
        tables = List.copyOf(tables);
    }

    public static Report of(Table... tables) {
        return new Report(List.of(tables));
    }
}

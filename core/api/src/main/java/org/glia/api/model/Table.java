package org.glia.api.model;

import org.glia.api.data.Dataset;

/// Numbers and words for people, as a table with a title.
public record Table(String title, Dataset rows) {
}

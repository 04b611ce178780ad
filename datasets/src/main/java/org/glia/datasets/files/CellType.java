package org.glia.datasets.files;

/// What people can say a column of a text file holds.
public enum CellType {
    /// Numbers; any other cell is an error.
    NUMERIC("a number"),
    /// One of a set of levels.
    NOMINAL("a level"),
    /// Free text.
    TEXT("text"),
    /// ISO 8601 dates or times; any other cell is an error.
    TIME("a date or time such as 2001-03-31 or 2001-03-31T10:15");

    private final String noun;

    CellType(String noun) {
        this.noun = noun;
    }

    /// A cell of it, with its article.
    String noun() {
        return noun;
    }
}

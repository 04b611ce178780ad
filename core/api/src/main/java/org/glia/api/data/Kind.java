package org.glia.api.data;

/// What the cells of a column are. Later versions may add kinds: a `switch` over them needs a `default`.
public enum Kind {
    /// One real number a row; NaN is missing.
    NUMERIC,
    /// One of a finite set of levels a row; code -1 is missing.
    NOMINAL,
    /// Free text; the empty `Optional` is missing.
    TEXT,
    /// A point in time, milliseconds since 1970-01-01T00:00Z.
    TIME,
    /// A fixed number of real numbers a row, held together (an image, a sparse bag of words), with a shape.
    BLOCK,
    /// A list of equally wide steps whose length differs from row to row.
    SEQUENCE
}

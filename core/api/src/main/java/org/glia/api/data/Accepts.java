package org.glia.api.data;

/// What an algorithm can take: kinds of feature columns, and properties of the data that it must know how to handle.
/// Data that demands what is not accepted is refused before the fit. A transformer works on the columns whose kind it
/// accepts and passes the others through. Later versions may add words: a `switch` over them needs a `default`.
public enum Accepts {
    /// Numeric columns and blocks.
    NUMERIC("numeric columns"),
    /// Nominal columns.
    NOMINAL("nominal columns"),
    /// Text columns.
    TEXT("text columns"),
    /// Columns of times.
    TIME("time columns"),
    /// Sequences of unequal length.
    SEQUENCE("sequences"),
    /// Blocks stored sparsely; without this word they are refused, since reading them densely may not fit in memory.
    SPARSE("sparse columns"),
    /// Makes use of a block's shape (convolutions). Never demanded by data.
    SHAPED("blocks with a shape"),
    /// Missing cells in features.
    MISSING("missing values"),
    /// Infinite numbers in features.
    INFINITE("infinite numbers"),
    /// Levels at prediction that the training rows did not have: they come with codes behind the known ones. Without
    /// this word they count as missing, and are refused where missing values are.
    UNSEEN("unseen levels"),
    /// A column of weights.
    WEIGHTS("weights"),
    /// Several targets at once.
    MULTI_TARGET("several targets"),
    /// Rows without a target: unlabelled rows.
    MISSING_TARGET("rows without a target");

    private final String words;

    Accepts(String words) {
        this.words = words;
    }

    /// How messages call it.
    public String words() {
        return words;
    }
}

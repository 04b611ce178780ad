package org.glia.trees;

/// Looks for the best split of one node on one feature, by a criterion. Scratch memory that is used by one thread at a time.
sealed interface Scan permits ClassScan, SquaredScan, AbsoluteScan {

    static Scan of(Criterion criterion, Sample sample, Information information) {
        return switch (criterion) {
            case GINI, ENTROPY -> new ClassScan(sample, criterion == Criterion.ENTROPY, information);
            case SQUARED -> new SquaredScan(sample);
            case ABSOLUTE -> new AbsoluteScan(sample);
        };
    }

    /// Sets out to look at a node, whose value, weight and cost are known.
    void begin(Node node);

    /// The best border between codes: those up to `last` go left. Missing cells are tried on either side.
    void border(Cells cells, Split best, int minLeaf);

    /// The one border behind `last`, where no cell is missing and some lie on either side.
    void only(Cells cells, int last, Split best, int minLeaf);

    /// The best set of codes that goes left, by the criterion's own order of the levels where trying all sets takes too
    /// long. Missing cells are one more level.
    void levels(Cells cells, Split best, int minLeaf);
}

package org.glia.trees;

/// How a forest measures what features matter: a setting.
enum Importance {
    /// By how much the splits on a feature make the impurity less; favours features with many values.
    IMPURITY,
    /// By how much worse trees answer for rows that they have not seen when the feature's cells are shuffled among these.
    PERMUTATION
}

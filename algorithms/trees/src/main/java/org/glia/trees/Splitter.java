package org.glia.trees;

/// Which borders are tried: a setting of trees.
enum Splitter {
    /// All.
    BEST,
    /// One of each feature, drawn.
    RANDOM
}

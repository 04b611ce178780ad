package org.glia.experiments.statistics;

/// What the sign test does with pairs that do not differ.
public enum Ties {

    /// They are left out (Dixon and Mood 1946).
    DROP,

    /// Each side gets half of them, and an odd one is left out (Demsar 2006).
    SPLIT
}

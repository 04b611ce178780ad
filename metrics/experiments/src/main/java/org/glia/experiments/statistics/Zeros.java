package org.glia.experiments.statistics;

/// What the Wilcoxon signed-rank test does with pairs that do not differ.
public enum Zeros {

    /// They are left out before ranks are given (Wilcoxon 1945).
    WILCOX,

    /// They take part in the ranking, then their ranks are left out (Pratt 1959).
    PRATT,

    /// They take part, and each side gets half of their ranks (Demsar 2006, who leaves one out if their number is odd;
    /// here, as in SciPy's `zsplit`, none is). They speak for no difference, so this is the cautious choice.
    SPLIT
}

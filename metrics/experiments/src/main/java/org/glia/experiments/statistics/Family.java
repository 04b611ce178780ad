package org.glia.experiments.statistics;

import java.util.List;

/// The pairs of recipes that are tested together, whose p-values are adjusted for each other where there are several.
record Family(List<List<String>> pairs) {

    int size() {
        return pairs.size();
    }

    boolean isAdjusted() {
        return size() > 1;
    }

    /// Puts the adjusted p beside the plain one.
    void put(Rows rows, double holm) {
        if (isAdjusted()) {
            rows.number("p (Holm)", holm);
        }
    }

    /// What a conclusion adds to the name of its test.
    String suffix() {
        return isAdjusted() ? ", Holm" : "";
    }

    /// @param scope what the family is limited to, empty if to nothing
    void explain(Findings findings, String scope) {
        if (isAdjusted()) {
            findings.treatment.add(("p is adjusted by Holm for the %d pairs%s; the intervals are for each pair on its "
                    + "own").formatted(size(), scope));
        }
    }
}

package org.glia.trees;

import org.apache.commons.math3.special.Gamma;

/// Pearson's chi-squared test of whether classes and branches of a split are independent.
final class Significance {

    private Significance() {
    }

    /// The probability of classes that differ between the branches at least as much, if the split had nothing to do with them;
    /// 1 where there is one branch or one class only.
    ///
    /// @param counts the weight of each class in each branch, `branches x classes`
    static double pValue(double[] counts, int branches, int classes) {
        var byBranch = new double[branches];
        var byClass = new double[classes];
        double total = 0;
        for (int branch = 0; branch < branches; branch++) {
            for (int c = 0; c < classes; c++) {
                double count = counts[branch * classes + c];
                byBranch[branch] += count;
                byClass[c] += count;
                total += count;
            }
        }
        int filledBranches = filled(byBranch);
        int filledClasses = filled(byClass);
        if (filledBranches < 2 || filledClasses < 2) {
            return 1;
        }
        double statistic = 0;
        for (int branch = 0; branch < branches; branch++) {
            for (int c = 0; c < classes; c++) {
                double expected = byBranch[branch] * byClass[c] / total;
                if (expected > 0) {
                    double distance = counts[branch * classes + c] - expected;
                    statistic += distance * distance / expected;
                }
            }
        }
        return tail(statistic, (filledBranches - 1) * (filledClasses - 1));
    }

    /// The probability that a chi-squared variable is larger.
    static double tail(double statistic, int degrees) {
        return Gamma.regularizedGammaQ(degrees / 2.0, statistic / 2);
    }

    private static int filled(double[] counts) {
        int filled = 0;
        for (double count : counts) {
            filled += count > 0 ? 1 : 0;
        }
        return filled;
    }

    /// Makes leaves, from the bottom up, of splits into two leaves whose p-value is above the given one.
    static Tree prune(Tree tree, double significance) {
        var leaf = new boolean[tree.size()];
        int k = tree.width();
        for (int node = tree.size() - 1; node >= 0; node--) {
            if (tree.isLeaf(node)) {
                leaf[node] = true;
                continue;
            }
            int left = tree.left(node);
            int right = tree.right()[node];
            if (leaf[left] && leaf[right]) {
                var counts = new double[2 * k];
                System.arraycopy(tree.values(), left * k, counts, 0, k);
                System.arraycopy(tree.values(), right * k, counts, k, k);
                leaf[node] = pValue(counts, 2, k) > significance;
            }
        }
        return tree.pruned(leaf);
    }
}

package org.glia.trees;

/// Decreases of impurity by feature.
final class Importances {

    private Importances() {
    }

    /// As shares of their sum, all 0 where nothing was decreased.
    static double[] shares(double[] decreases) {
        double total = 0;
        for (double decrease : decreases) {
            total += Math.max(0, decrease);
        }
        var shares = new double[decreases.length];
        for (int f = 0; f < shares.length && total > 0; f++) {
            shares[f] = Math.max(0, decreases[f]) / total;
        }
        return shares;
    }
}

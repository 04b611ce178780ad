package org.glia.compute.optimise;

/// Waits for losses to become better, and tells when it has waited in vain for long enough.
public final class Patience {

    private final int epochs;
    private final double tolerance;
    private double best = Double.POSITIVE_INFINITY;
    private int waited;

    /// @param epochs    how many without a better loss exhaust it; 0 for never
    /// @param tolerance a loss counts as better if it is smaller than the best by more than this
    public Patience(int epochs, double tolerance) {
        this.epochs = epochs;
        this.tolerance = tolerance;
    }

    /// Whether this loss is better than all before; NaN never is.
    public boolean better(double loss) {
        boolean better = loss < best - tolerance;
        if (better) {
            best = loss;
            waited = 0;
        } else {
            waited++;
        }
        return better;
    }

    public boolean exhausted() {
        return epochs > 0 && waited >= epochs;
    }

    /// Begins to wait anew; the best loss stays what it is.
    public void renew() {
        waited = 0;
    }

    /// The smallest loss that counted as better, infinite before the first.
    public double best() {
        return best;
    }
}

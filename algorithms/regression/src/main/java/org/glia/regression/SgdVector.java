package org.glia.regression;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;

/// The weights of one output of `sgd` while it learns. They are `scale * stored`, so that shrinking all of them takes one
/// multiplication; and the sum of the weights after each update, for their mean, is `summed + scales * stored`, so that it
/// changes only where the weights do.
final class SgdVector {

    /// Below it the scale is multiplied into the weights, lest sums lose digits to weights that are stored too large.
    private static final double LEAST_SCALE = 1e-3;

    private final int d;
    private final double[] stored;
    private double scale = 1;
    private double intercept;
    private long updates;
    /// Empty unless means are wanted.
    private final double[] summed;
    private double scales;
    private double interceptSum;
    /// What the L1 penalty could have taken from each weight so far, and what it has (Tsuruoka, Tsujii and Ananiadou 2009); the
    /// latter is empty without one.
    private double due;
    private final double[] paid;

    SgdVector(int d, boolean average, boolean l1) {
        this.d = d;
        this.stored = new double[d];
        this.summed = new double[average ? d : 0];
        this.paid = new double[l1 ? d : 0];
    }

    /// Where another vector stood.
    ///
    /// @param weights  the last ones, and the intercept
    /// @param sums     of the weights after each update, and of the intercepts; empty where means are not wanted
    /// @param penalties what the L1 penalty took from each weight, and what it could have taken; empty without one
    record State(double[] weights, double[] sums, double[] penalties, long updates) {
    }

    static SgdVector of(State state) {
        int d = state.weights().length - 1;
        var vector = new SgdVector(d, state.sums().length > 0, state.penalties().length > 0);
        System.arraycopy(state.weights(), 0, vector.stored, 0, d);
        vector.intercept = state.weights()[d];
        vector.updates = state.updates();
        if (state.sums().length > 0) {
            System.arraycopy(state.sums(), 0, vector.summed, 0, d);
            vector.interceptSum = state.sums()[d];
        }
        if (state.penalties().length > 0) {
            System.arraycopy(state.penalties(), 0, vector.paid, 0, d);
            vector.due = state.penalties()[d];
        }
        return vector;
    }

    State state() {
        fold();
        var weights = Arrays.copyOf(stored, d + 1);
        weights[d] = intercept;
        var sums = summed.length == 0 ? new double[0] : Arrays.copyOf(summed, d + 1);
        if (sums.length > 0) {
            sums[d] = interceptSum;
        }
        var penalties = paid.length == 0 ? new double[0] : Arrays.copyOf(paid, d + 1);
        if (penalties.length > 0) {
            penalties[d] = due;
        }
        return new State(weights, sums, penalties, updates);
    }

    long updates() {
        return updates;
    }

    double score(Rows rows, int i) {
        return Math.fma(scale, rows.dot(i, stored), intercept);
    }

    boolean isFinite() {
        return Double.isFinite(scale * Doubles.largest(stored, 0, d)) && Double.isFinite(intercept);
    }

    /// An update.
    ///
    /// @param shrink what all weights are multiplied by
    /// @param step   what row i is multiplied by before it is added
    /// @param l1     what the L1 penalty takes from a weight
    void update(Rows rows, int i, double shrink, double step, double l1, boolean hasIntercept) {
        if (shrink != 1) {
            scale *= shrink;
            if (scale < LEAST_SCALE) {
                fold();
            }
        }
        if (step != 0) {
            rows.add(i, step / scale, stored);
            if (summed.length > 0) {
                rows.add(i, -scales * step / scale, summed);
            }
            intercept += hasIntercept ? step : 0;
        }
        if (paid.length > 0) {
            due += l1;
            penalise(rows, i);
        }
        if (summed.length > 0) {
            scales += scale;
            interceptSum += intercept;
        }
        updates++;
    }

    private void penalise(Rows rows, int i) {
        switch (rows) {
            case Rows.Dense dense -> {
                for (int j = 0; j < d; j++) {
                    pay(j);
                }
            }
            case Rows.Sparse(var x, var kept) -> {
                for (int k = x.rowStarts()[i]; k < x.rowStarts()[i + 1]; k++) {
                    pay(x.columnIndices()[k]);
                }
            }
        }
    }

    /// Takes from a weight what it has not yet paid, but never beyond 0.
    private void pay(int j) {
        double before = stored[j];
        if (before == 0) {
            return;
        }
        double after = before > 0 ? Math.max(0, before - (due + paid[j]) / scale) : Math.min(0, before + (due - paid[j]) / scale);
        paid[j] += scale * (after - before);
        stored[j] = after;
        if (summed.length > 0) {
            summed[j] -= scales * (after - before);
        }
    }

    private void fold() {
        if (summed.length > 0) {
            Doubles.axpy(scales, stored, 0, summed, 0, d);
            scales = 0;
        }
        Doubles.scale(scale, stored, 0, d);
        scale = 1;
    }

    /// What predicts in a state: the last weights or their mean, the intercept behind them.
    static double[] answer(State state) {
        if (state.sums().length == 0 || state.updates() == 0) {
            return state.weights();
        }
        var means = state.sums().clone();
        Doubles.scale(1.0 / state.updates(), means, 0, means.length);
        return means;
    }
}

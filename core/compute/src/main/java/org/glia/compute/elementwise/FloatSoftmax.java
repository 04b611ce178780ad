package org.glia.compute.elementwise;

import java.util.Objects;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Floats;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.vector.Width;

/// FloatSoftmax, log-softmax and log-sum-exp of the rows of an `n x k` matrix of scores. For columns, pass the transpose.
///
/// From each row its greatest score is taken away first, so that no exponential overflows. Sums go from left to right in
/// rows of up to 32 scores, and in the order of [Floats#sum] in longer ones; bits depend on neither threads, vectors nor
/// layout. Narrow rows are served many at a time. A row with a NaN, or in which all scores are -infinity, has
/// probabilities NaN; with +infinity, NaN there and 0 elsewhere.
///
/// Probabilities are at most about 3 ulp from those of the scores less the greatest, as rounded, and sums add k / 2.
/// Each takes O(nk) time and O(k) memory for each thread.
public final class FloatSoftmax {

    /// Rows of up to so many scores are transposed, many at a time.
    private static final int NARROW = 32;
    /// Fewer rows than this are not worth vectors.
    private static final int MANY = 16;
    /// Multiplications that take about as long as one score.
    private static final long COST = 16;
    /// About how many scores one piece of work takes.
    private static final int PIECE = 1 << 13;

    private static final float[] NONE = {};

    private FloatSoftmax() {
    }

    /// What becomes of the scores.
    enum Output {
        /// They stay.
        NOTHING,
        /// Their softmax.
        PROBABILITIES,
        /// The logarithm of that.
        LOGARITHMS
    }

    /// Replaces scores by probabilities: `exp(a_ij) / sum_l exp(a_il)`.
    public static void rows(FloatStrided a, Parallel parallel) {
        pieces(a, Output.PROBABILITIES, NONE, 0, parallel);
    }

    /// Replaces scores by probabilities, and writes `log(sum_l exp(a_il))` of each row to `logSums` from place `at` on.
    public static void rows(FloatStrided a, float[] logSums, int at, Parallel parallel) {
        Objects.checkFromIndexSize(at, a.rows(), logSums.length);
        pieces(a, Output.PROBABILITIES, logSums, at, parallel);
    }

    /// Replaces scores by the logarithms of probabilities: `a_ij - log(sum_l exp(a_il))`.
    public static void logRows(FloatStrided a, Parallel parallel) {
        pieces(a, Output.LOGARITHMS, NONE, 0, parallel);
    }

    /// Writes `log(sum_l exp(a_il))` of each row to `logSums` from place `at` on: -infinity of no scores.
    public static void logSumExp(FloatStrided a, float[] logSums, int at, Parallel parallel) {
        Objects.checkFromIndexSize(at, a.rows(), logSums.length);
        pieces(a, Output.NOTHING, logSums, at, parallel);
    }

    /// `log(sum_i exp(x_i))` of n elements: -infinity of none.
    public static float logSumExp(float[] x, int at, int n) {
        var logSum = new float[1];
        rows(new FloatStrided(x, at, 1, n, n, 1), Output.NOTHING, logSum, 0);
        return logSum[0];
    }

    /// What multinomial logistic regression needs of its scores: replaces them by residuals, probability less 1 in the row's
    /// own class and probability elsewhere (the gradient of the loss), and writes each row's loss, the negative logarithm of
    /// its own class's probability, to `losses` from place `at` on.
    ///
    /// @param classes of row i, element `classesAt + i`, from 0 to k - 1
    /// @throws IndexOutOfBoundsException if there is no such class
    public static void residuals(FloatStrided scores, int[] classes, int classesAt, float[] losses, int at,
            Parallel parallel) {
        int n = scores.rows();
        Objects.checkFromIndexSize(classesAt, n, classes.length);
        Objects.checkFromIndexSize(at, n, losses.length);
        parallel.chunked(n, piece(scores), (chunk, from, to) -> {
            var own = new float[to - from];
            for (int i = from; i < to; i++) {
                own[i - from] = scores.get(i, Objects.checkIndex(classes[classesAt + i], scores.columns()));
            }
            rows(scores.block(from, 0, to - from, scores.columns()), Output.PROBABILITIES, losses, at + from);
            for (int i = from; i < to; i++) {
                int place = scores.at(i, classes[classesAt + i]);
                scores.array()[place] -= 1;
                losses[at + i] -= own[i - from];
            }
        });
    }

    private static int piece(FloatStrided a) {
        return Math.max(256, PIECE / Math.max(1, a.columns()));
    }

    private static void pieces(FloatStrided a, Output output, float[] logSums, int at, Parallel parallel) {
        parallel.chunked(a.rows(), piece(a), (chunk, from, to) ->
                rows(a.block(from, 0, to - from, a.columns()), output, logSums, at + from));
    }

    private static void rows(FloatStrided a, Output output, float[] logSums, int at) {
        if (a.columns() > NARROW) {
            wideRows(a, output, logSums, at);
            return;
        }
        int from = 0;
        if (a.rows() >= MANY && a.columns() > 0 && Width.pays(COST * a.rows() * a.columns())) {
            from = FloatVectorSoftmax.rows(a, output, logSums, at);
        }
        narrowRows(a, from, output, logSums, at);
    }

    private static void narrowRows(FloatStrided a, int from, Output output, float[] logSums, int at) {
        int k = a.columns();
        var exps = new float[k];
        for (int i = from; i < a.rows(); i++) {
            float most = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < k; j++) {
                most = Math.max(most, a.get(i, j));
            }
            float shift = shift(most);
            float sum = 0;
            for (int j = 0; j < k; j++) {
                exps[j] = FloatElementary.exp(a.get(i, j) - shift);
                sum += exps[j];
            }
            float logSum = output == Output.LOGARITHMS || logSums.length > 0 ? FloatElementary.log(sum) : 0;
            if (logSums.length > 0) {
                logSums[at + i] = shift + logSum;
            }
            float share = 1 / sum;
            for (int j = 0; j < k && output != Output.NOTHING; j++) {
                a.set(i, j, output == Output.LOGARITHMS ? a.get(i, j) - shift - logSum : exps[j] * share);
            }
        }
    }

    private static void wideRows(FloatStrided a, Output output, float[] logSums, int at) {
        int k = a.columns();
        var shifted = new float[k];
        var exps = new float[k];
        for (int i = 0; i < a.rows(); i++) {
            read(a, i, shifted);
            float shift = shift(Floats.max(shifted, 0, k));
            add(-shift, shifted);
            FloatElementwise.exp(shifted, 0, exps, 0, k);
            float sum = Floats.sum(exps, 0, k);
            float logSum = output == Output.LOGARITHMS || logSums.length > 0 ? FloatElementary.log(sum) : 0;
            if (logSums.length > 0) {
                logSums[at + i] = shift + logSum;
            }
            if (output == Output.PROBABILITIES) {
                scale(1 / sum, exps);
                write(exps, a, i);
            } else if (output == Output.LOGARITHMS) {
                add(-logSum, shifted);
                write(shifted, a, i);
            }
        }
    }

    private static void read(FloatStrided a, int i, float[] row) {
        if (a.columnStride() == 1) {
            System.arraycopy(a.array(), a.at(i, 0), row, 0, row.length);
        } else {
            for (int j = 0; j < row.length; j++) {
                row[j] = a.get(i, j);
            }
        }
    }

    private static void write(float[] row, FloatStrided a, int i) {
        if (a.columnStride() == 1) {
            System.arraycopy(row, 0, a.array(), a.at(i, 0), row.length);
        } else {
            for (int j = 0; j < row.length; j++) {
                a.set(i, j, row[j]);
            }
        }
    }

    private static void add(float summand, float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] += summand;
        }
    }

    // unlike that of Floats, it keeps NaN where the factor is 0
    private static void scale(float factor, float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    /// Infinities are not taken away: their differences would be NaN.
    private static float shift(float most) {
        return Math.abs(most) < Float.POSITIVE_INFINITY ? most : 0;
    }
}

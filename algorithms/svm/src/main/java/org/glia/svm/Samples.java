package org.glia.svm;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// The training rows that count, as a kernel sees them.
///
/// @param kernel  with a number as gamma
/// @param vectors all rows of the table
/// @param rows    where each point stands in the table
/// @param points  those of positive weight
record Samples(SvmKernel kernel, Vectors vectors, int[] rows, Points points) {

    /// Standard deviations that differ by more than this say that features have different units.
    private static final double DIFFERENT_SCALES = 1000;

    /// @param rows the rows that count, in any order
    /// @throws DataException if kernels overflow
    static Samples of(Dataset data, int[] rows, SvmKernel kernel, String name, Run run) {
        var vectors = Vectors.of(data, kernel);
        var chosen = vectors.select(rows);
        var resolved = kernel;
        if (chosen instanceof Vectors.Numbers(Matrix numbers)) {
            var weights = weights(data, rows);
            resolved = resolve(kernel, numbers, weights);
            if (!numbers.isSparse()) {
                if ((long) numbers.rows() * numbers.columns() > Integer.MAX_VALUE) {
                    throw new DataException("%d rows of %d numbers are too many for a kernel; try `linearsvm`, or fewer rows"
                            .formatted(numbers.rows(), numbers.columns()));
                }
                warnOfScales(data, numbers, weights, name, run);
            }
        }
        var points = Encoding.of(resolved, chosen).points(chosen);
        if (!Arrays.stream(points.diagonal()).allMatch(Double::isFinite)) {
            throw new DataException(("the kernels of these rows are too large for numbers; write `standardize | %s`, "
                    + "or choose a smaller gamma").formatted(name));
        }
        return new Samples(resolved, vectors, rows, points);
    }

    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static double[] weights(Dataset data, int[] rows) {
        return data.weights().map(all -> Arrays.stream(rows).mapToDouble(row -> all[row]).toArray()).orElseGet(() -> {
            var ones = new double[rows.length];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    /// The support vectors, and where they stood.
    SupportSet support(int[] chosen) {
        int[] places = Arrays.stream(chosen).map(point -> rows[point]).toArray();
        return new SupportSet(kernel, vectors.copy(places), places);
    }

    // ---- gamma

    private static SvmKernel resolve(SvmKernel kernel, Matrix rows, double[] weights) {
        return switch (kernel) {
            case SvmKernel.Rbf(var gamma) -> new SvmKernel.Rbf(number(gamma, rows, weights));
            case SvmKernel.Polynomial(int degree, var gamma, double coef0) ->
                    new SvmKernel.Polynomial(degree, number(gamma, rows, weights), coef0);
            case SvmKernel.Sigmoid(var gamma, double coef0) -> new SvmKernel.Sigmoid(number(gamma, rows, weights), coef0);
            default -> kernel;
        };
    }

    private static SvmKernel.Gamma.Value number(SvmKernel.Gamma gamma, Matrix rows, double[] weights) {
        return switch (gamma) {
            case SvmKernel.Gamma.Value value -> value;
            case SvmKernel.Gamma.Auto auto -> new SvmKernel.Gamma.Value(1.0 / Math.max(1, rows.columns()));
            case SvmKernel.Gamma.Scale scale -> {
                double variance = variance(rows, weights);
                double factor = 1 / (Math.max(1, rows.columns()) * variance);
                yield new SvmKernel.Gamma.Value(variance > 0 && factor > 0 && Double.isFinite(factor) ? factor : 1);
            }
        };
    }

    /// Of all numbers of the rows together.
    private static double variance(Matrix rows, double[] weights) {
        double total = Arrays.stream(weights).sum() * rows.columns();
        var row = new double[rows.columns()];
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            rows.read(i, i + 1, row, 0);
            mean += weights[i] * Arrays.stream(row).sum() / total;
        }
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            rows.read(i, i + 1, row, 0);
            double squares = 0;
            for (double value : row) {
                squares += (value - mean) * (value - mean);
            }
            variance += weights[i] * squares / total;
        }
        return variance;
    }

    // ---- scales

    private static void warnOfScales(Dataset data, Matrix rows, double[] weights, String name, Run run) {
        int d = rows.columns();
        double total = Arrays.stream(weights).sum();
        var means = new double[d];
        var squares = new double[d];
        var row = new double[d];
        double before = 0;
        for (int i = 0; i < weights.length; i++) {
            rows.read(i, i + 1, row, 0);
            before += weights[i];
            for (int j = 0; j < d; j++) {
                double difference = row[j] - means[j];
                means[j] += weights[i] / before * difference;
                squares[j] += weights[i] * difference * (row[j] - means[j]);
            }
        }
        int widest = -1;
        int narrowest = -1;
        for (int j = 0; j < d; j++) {
            // what varies by rounding alone is constant
            if (Math.sqrt(squares[j] / total) > 1e-12 * Math.abs(means[j])) {
                widest = widest < 0 || squares[j] > squares[widest] ? j : widest;
                narrowest = narrowest < 0 || squares[j] < squares[narrowest] ? j : narrowest;
            }
        }
        if (widest >= 0 && squares[widest] > DIFFERENT_SCALES * DIFFERENT_SCALES * squares[narrowest]) {
            var names = data.schema().featureNames();
            boolean named = names.size() == d;
            run.warn(("the features have very different scales (the standard deviation of %s is %.2g, that of %s %.2g), "
                    + "so the largest decide alone; write `standardize | %s`")
                    .formatted(named ? "`" + names.get(widest) + "`" : "one",
                            Math.sqrt(squares[widest] / total),
                            named ? "`" + names.get(narrowest) + "`" : "another", Math.sqrt(squares[narrowest] / total), name));
        }
    }
}

package org.glia.preprocessing;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Opening;
import org.glia.api.run.Run;
import org.glia.api.run.Step;

/// Weight, mean, sum of squared deviations, smallest and largest number of every part, over the cells that are not
/// missing in rows of positive weight. Chunks compute theirs in two passes (the second corrects the mean, too), pairs
/// are joined as Chan, Golub and LeVeque (1983) do: sums of squares never cancel.
record Summary() implements Step<Summary.Chunk, Summary.Sums> {

    /// A chunk needs no state of its own.
    record Chunk() implements Opening<Chunk> {

        @Override
        public Chunk open(Dataset rows) {
            return this;
        }
    }

    /// One element for each part.
    ///
    /// @param total    the weight of all rows
    /// @param missing  the weight of the missing cells
    /// @param weight   the weight of the other cells
    /// @param mean     NaN where the weight is 0
    /// @param squares  the weighted sum of squared deviations from the mean
    /// @param smallest positive infinity where the weight is 0
    /// @param largest  negative infinity where the weight is 0
    record Sums(double total, double[] missing, double[] weight, double[] mean, double[] squares, double[] smallest,
                double[] largest) {

        private static Sums none(int parts) {
            var smallest = new double[parts];
            var largest = new double[parts];
            Arrays.fill(smallest, Double.POSITIVE_INFINITY);
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            return new Sums(0, new double[parts], new double[parts], new double[parts], new double[parts], smallest, largest);
        }

        private Sums withTotal(double rows) {
            return new Sums(rows, missing, weight, mean, squares, smallest, largest);
        }

        boolean isEmpty(int part) {
            return !(weight[part] > 0);
        }

        /// Whether all numbers of the part are the same.
        boolean isConstant(int part) {
            return smallest[part] == largest[part];
        }

        /// The standard deviation with the weight as divisor.
        double deviation(int part) {
            return isConstant(part) ? 0 : Math.sqrt(squares[part] / weight[part]);
        }

        private void see(int part, double value, double rowWeight) {
            weight[part] += rowWeight;
            mean[part] += rowWeight * value;
            smallest[part] = Math.min(smallest[part], value);
            largest[part] = Math.max(largest[part], value);
        }
    }

    /// @throws DataException if no row has weight
    static Sums of(Dataset data, Run run) {
        var sums = run.chunks(data, new Chunk()).aggregate(new Summary());
        if (!(sums.total > 0)) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        return sums;
    }

    @Override
    public Sums accumulate(Dataset rows, Chunk local) {
        var weights = rows.weights().orElseGet(() -> {
            var ones = new double[rows.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        var features = NumericFeatures.of(rows);
        var sums = Sums.none(features.stream().mapToInt(feature -> feature.field().width()).sum());
        var dense = features.stream().filter(feature -> !feature.isSparse()).toList();
        var parts = NumericFeatures.parts(dense);
        var cells = NumericFeatures.cells(rows.rows(), parts.length);
        NumericFeatures.read(rows, dense, cells, parts.length);
        accumulate(cells, parts, weights, sums);
        double total = Arrays.stream(weights).sum();
        features.stream().filter(NumericFeatures.Feature::isSparse)
                .forEach(block -> accumulate(block.csr(), block.first(), weights, total, sums));
        return sums.withTotal(total);
    }

    private static void accumulate(double[] cells, int[] parts, double[] weights, Sums sums) {
        for (int row = 0, at = 0; row < weights.length; row++, at += parts.length) {
            if (weights[row] > 0) {
                for (int j = 0; j < parts.length; j++) {
                    double value = cells[at + j];
                    if (Double.isNaN(value)) {
                        sums.missing[parts[j]] += weights[row];
                    } else {
                        sums.see(parts[j], value, weights[row]);
                    }
                }
            }
        }
        for (int part : parts) {
            sums.mean[part] /= sums.weight[part];
        }
        var rest = new double[sums.mean.length];
        for (int row = 0, at = 0; row < weights.length; row++, at += parts.length) {
            if (weights[row] > 0) {
                for (int j = 0; j < parts.length; j++) {
                    double deviation = cells[at + j] - sums.mean[parts[j]];
                    if (!Double.isNaN(deviation)) {
                        rest[parts[j]] += weights[row] * deviation;
                        sums.squares[parts[j]] += weights[row] * deviation * deviation;
                    }
                }
            }
        }
        for (int part : parts) {
            correct(part, rest[part], sums);
        }
    }

    private static void accumulate(CsrMatrix block, int first, double[] weights, double total, Sums sums) {
        var values = block.values();
        var columns = block.columnIndices();
        var stored = new double[block.columns()];
        var storedRows = new int[block.columns()];
        int weightedRows = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                weightedRows++;
                for (int k = block.rowStarts()[row]; k < block.rowStarts()[row + 1]; k++) {
                    stored[columns[k]] += weights[row];
                    storedRows[columns[k]]++;
                    if (Double.isNaN(values[k])) {
                        sums.missing[first + columns[k]] += weights[row];
                    } else {
                        sums.see(first + columns[k], values[k], weights[row]);
                    }
                }
            }
        }
        var rest = new double[block.columns()];
        for (int j = 0; j < stored.length; j++) {
            int part = first + j;
            double zeros = storedRows[j] == weightedRows ? 0 : total - stored[j];
            if (zeros > 0) {
                sums.see(part, 0, zeros);
            }
            sums.mean[part] /= sums.weight[part];
            rest[j] = -zeros * sums.mean[part];
            sums.squares[part] = zeros * sums.mean[part] * sums.mean[part];
        }
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                for (int k = block.rowStarts()[row]; k < block.rowStarts()[row + 1]; k++) {
                    if (!Double.isNaN(values[k])) {
                        double deviation = values[k] - sums.mean[first + columns[k]];
                        rest[columns[k]] += weights[row] * deviation;
                        sums.squares[first + columns[k]] += weights[row] * deviation * deviation;
                    }
                }
            }
        }
        for (int j = 0; j < stored.length; j++) {
            correct(first + j, rest[j], sums);
        }
    }

    /// Puts right what rounding left in the mean, given the weighted sum of the deviations from it.
    private static void correct(int part, double rest, Sums sums) {
        if (sums.weight[part] > 0) {
            sums.mean[part] += rest / sums.weight[part];
            sums.squares[part] = Math.max(0, sums.squares[part] - rest * rest / sums.weight[part]);
        }
    }

    @Override
    public Sums merge(Sums left, Sums right) {
        for (int part = 0; part < left.mean.length; part++) {
            left.missing[part] += right.missing[part];
            left.smallest[part] = Math.min(left.smallest[part], right.smallest[part]);
            left.largest[part] = Math.max(left.largest[part], right.largest[part]);
            if (right.isEmpty(part)) {
                continue;
            }
            if (left.isEmpty(part)) {
                left.mean[part] = right.mean[part];
                left.squares[part] = right.squares[part];
            } else {
                double weight = left.weight[part] + right.weight[part];
                double share = right.weight[part] / weight;
                double delta = right.mean[part] - left.mean[part];
                left.mean[part] += delta * share;
                left.squares[part] += right.squares[part] + delta * delta * left.weight[part] * share;
            }
            left.weight[part] += right.weight[part];
        }
        return left.withTotal(left.total + right.total);
    }
}

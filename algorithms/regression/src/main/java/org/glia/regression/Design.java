package org.glia.regression;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;

/// The features of a chunk of rows, as the passes of a fit use them: dense, or sparse as they came.
sealed interface Design {

    /// Sum of `v[at + j]` times the row's feature j.
    double dot(int row, double[] v, int at);

    /// Adds `factor` times the row to `into[at ...]`.
    void addTo(int row, double factor, double[] into, int at);

    /// Adds `weight` times the squared distance to `origin` to `into`; sparse rows know the origin 0 only.
    void addSquares(int row, double weight, double[] origin, double[] into);

    /// `(x - mean) / deviation`, copied; sparse rows are scaled only.
    Design scaled(Moments moments);

    static Design of(Matrix features) {
        return features.isSparse() ? new Sparse(features.csr()) : new Dense(features.toArray(), features.columns());
    }

    /// @param x row-major
    /// @param d features
    record Dense(double[] x, int d) implements Design {

        @Override
        public double dot(int row, double[] v, int at) {
            // Eight sums that do not wait for each other: one would spend its time on the latency of the addition.
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double s4 = 0;
            double s5 = 0;
            double s6 = 0;
            double s7 = 0;
            int k = row * d;
            int end = k + d;
            for (; k + 8 <= end; k += 8, at += 8) {
                s0 += x[k] * v[at];
                s1 += x[k + 1] * v[at + 1];
                s2 += x[k + 2] * v[at + 2];
                s3 += x[k + 3] * v[at + 3];
                s4 += x[k + 4] * v[at + 4];
                s5 += x[k + 5] * v[at + 5];
                s6 += x[k + 6] * v[at + 6];
                s7 += x[k + 7] * v[at + 7];
            }
            for (; k < end; k++, at++) {
                s0 += x[k] * v[at];
            }
            return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
        }

        @Override
        public void addTo(int row, double factor, double[] into, int at) {
            for (int k = row * d, end = k + d; k < end; k++, at++) {
                into[at] += factor * x[k];
            }
        }

        @Override
        public void addSquares(int row, double weight, double[] origin, double[] into) {
            for (int j = 0, k = row * d; j < d; j++, k++) {
                double distance = x[k] - origin[j];
                into[j] += weight * distance * distance;
            }
        }

        @Override
        public Design scaled(Moments moments) {
            var scaled = new double[x.length];
            for (int k = 0; k < x.length; k++) {
                int j = k % d;
                scaled[k] = (x[k] - moments.means()[j]) / moments.deviations()[j];
            }
            return new Dense(scaled, d);
        }
    }

    record Sparse(CsrMatrix rows) implements Design {

        @Override
        public double dot(int row, double[] v, int at) {
            double sum = 0;
            for (int k = rows.rowStarts()[row]; k < rows.rowStarts()[row + 1]; k++) {
                sum += rows.values()[k] * v[at + rows.columnIndices()[k]];
            }
            return sum;
        }

        @Override
        public void addTo(int row, double factor, double[] into, int at) {
            for (int k = rows.rowStarts()[row]; k < rows.rowStarts()[row + 1]; k++) {
                into[at + rows.columnIndices()[k]] += factor * rows.values()[k];
            }
        }

        @Override
        public void addSquares(int row, double weight, double[] origin, double[] into) {
            for (int k = rows.rowStarts()[row]; k < rows.rowStarts()[row + 1]; k++) {
                into[rows.columnIndices()[k]] += weight * rows.values()[k] * rows.values()[k];
            }
        }

        @Override
        public Design scaled(Moments moments) {
            var values = rows.values().clone();
            for (int k = 0; k < values.length; k++) {
                values[k] /= moments.deviations()[rows.columnIndices()[k]];
            }
            return new Sparse(new CsrMatrix(rows.rows(), rows.columns(), rows.rowStarts(), rows.columnIndices(), values));
        }
    }
}

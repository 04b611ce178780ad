package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;
import org.glia.clustering.Gmm.Covariance;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Softmax;

/// Some rows at a time before a mixture of normal distributions: which components they belong to, and the sums that make new
/// components of that.
///
/// Rows are turned on their side, feature by feature, so that loops run over rows: the compiler makes vectors of them, with the same
/// bits.
final class NormalTile {

    private static final int NUMBERS = 1 << 14;
    private static final int FEWEST_ROWS = 64;
    private static final int MOST_ROWS = 1024;
    /// Up to so many features, loops are faster than products of matrices.
    private static final int FEW_FEATURES = 12;
    /// A row that belongs less than this to a component adds less than rounding to it, however many there are.
    private static final double NEGLIGIBLE = 1e-30;

    private final int width;
    private final int k;
    /// Rows that fit, and the distance from a feature to the next.
    private final int size;
    private final double[] read;
    private final double[] x;
    private final double[] deviations;
    private final double[] whitened;
    private final double[] chosen;
    private final double[] sums;
    private final int[] places;
    /// Component c and row i at `c * size + i`: the logarithm of the component's share of the density, then the membership.
    private final double[] memberships;
    /// The logarithm of the density of each row.
    final double[] logDensities;
    private int count;

    NormalTile(int width, int k, int most) {
        int fitting = Math.clamp(NUMBERS / Math.max(1, width), FEWEST_ROWS, MOST_ROWS) / FEWEST_ROWS * FEWEST_ROWS;
        this.width = width;
        this.k = k;
        this.size = Math.clamp(most, 1, fitting);
        this.read = new double[Math.multiplyExact(size, width)];
        this.x = new double[size * width];
        this.deviations = new double[size * width];
        this.whitened = new double[size * width];
        this.chosen = new double[size];
        this.sums = new double[size];
        this.places = new int[size];
        this.memberships = new double[Math.multiplyExact(size, k)];
        this.logDensities = new double[size];
    }

    /// How many rows it holds.
    int rows() {
        return size;
    }

    /// Reads rows `from` to `to` (exclusive).
    ///
    /// @return the same, one after the other
    Strided read(Matrix cells, int from, int to) {
        count = to - from;
        cells.read(from, to, read, 0);
        for (int j = 0; j < width; j++) {
            for (int i = 0, at = j; i < count; i++, at += width) {
                x[j * size + i] = read[at];
            }
        }
        return Strided.of(count, width, read);
    }

    /// Finds the densities of the rows and their memberships. A row so far from all components that its density is 0 belongs to them
    /// by their constants alone, the widest most.
    void judge(Normals normals) {
        boolean tied = normals.covariance() == Covariance.TIED;
        if (tied) {
            deviate(normals.means(), 0);
            whiten(normals.factors(), 0);
        }
        for (int c = 0; c < k; c++) {
            Arrays.fill(sums, 0, count, 0);
            switch (normals.covariance()) {
                case FULL -> {
                    deviate(normals.means(), c * width);
                    whiten(normals.factors(), c * width * width);
                    for (int j = 0; j < width; j++) {
                        addSquares(whitened, j * size, 0, 1, sums, count);
                    }
                }
                case TIED -> {
                    for (int j = 0; j < width; j++) {
                        addSquares(whitened, j * size, normals.centres()[c * width + j], 1, sums, count);
                    }
                }
                case DIAGONAL -> {
                    for (int j = 0; j < width; j++) {
                        addSquares(x, j * size, normals.means()[c * width + j], normals.factors()[c * width + j], sums, count);
                    }
                }
                case SPHERICAL -> {
                    for (int j = 0; j < width; j++) {
                        addSquares(x, j * size, normals.means()[c * width + j], normals.factors()[c], sums, count);
                    }
                }
            }
            logarithms(sums, normals.constants()[c], memberships, c * size, count);
        }
        Softmax.rows(new Strided(memberships, 0, count, k, 1, size), logDensities, 0, Parallel.sequential());
        for (int i = 0; i < count; i++) {
            if (logDensities[i] == Double.NEGATIVE_INFINITY) {
                var constants = normals.constants().clone();
                Softmax.rows(Strided.of(1, k, constants), Parallel.sequential());
                for (int c = 0; c < k; c++) {
                    memberships[c * size + i] = constants[c];
                }
            }
        }
    }

    private void deviate(double[] means, int at) {
        for (int j = 0; j < width; j++) {
            subtract(x, j * size, means[at + j], deviations, count);
        }
    }

    /// `whitened = W deviations` with W lower triangular.
    private void whiten(double[] factors, int at) {
        if (width > FEW_FEATURES) {
            MatrixProducts.gemm(1, new Strided(factors, at, width, width, width, 1), new Strided(deviations, 0, width, count, size, 1),
                    0, new Strided(whitened, 0, width, count, size, 1), Parallel.sequential());
            return;
        }
        for (int j = 0; j < width; j++) {
            Arrays.fill(whitened, j * size, j * size + count, 0);
            for (int l = 0; l <= j; l++) {
                addMultiple(factors[at + j * width + l], deviations, l * size, whitened, j * size, count);
            }
        }
    }

    /// The component that row i belongs to most, the first of equals.
    int most(int i) {
        int best = 0;
        for (int c = 1; c < k; c++) {
            if (memberships[c * size + i] > memberships[best * size + i]) {
                best = c;
            }
        }
        return best;
    }

    double membership(int i, int c) {
        return memberships[c * size + i];
    }

    /// Makes the rows belong to one component each.
    void put(int[] labels) {
        Arrays.fill(memberships, 0);
        for (int i = 0; i < count; i++) {
            memberships[labels[i] * size + i] = 1;
        }
    }

    /// Adds what the rows tell of component c: its mass, the deviations from a mean, and their squares (or products, where the scatters
    /// are matrices; nothing where they are none).
    ///
    /// @param means     from which deviations are taken, component after component
    /// @param weights   of the rows, from place `at` on
    /// @param masses    k numbers
    /// @param moved     `k x d`
    /// @param scatters  `k x d x d` (full), `k x d` (diagonal and spherical), none (tied)
    void add(int c, Covariance covariance, double[] means, double[] weights, int at, double[] masses, double[] moved, double[] scatters) {
        int left = 0;
        double mass = 0;
        for (int i = 0; i < count; i++) {
            double membership = memberships[c * size + i];
            if (membership > NEGLIGIBLE && weights[at + i] > 0) {
                places[left] = i;
                double part = weights[at + i] * membership;
                chosen[left++] = part;
                mass += part;
            }
        }
        if (left == 0) {
            return;
        }
        masses[c] += mass;
        boolean full = covariance == Covariance.FULL;
        for (int i = 0; i < left && full; i++) {
            chosen[i] = Math.sqrt(chosen[i]);
        }
        for (int j = 0; j < width; j++) {
            gather(x, j * size, places, means[c * width + j], deviations, j * size, left);
            if (full) {
                Doubles.multiply(chosen, 0, deviations, j * size, left);
                moved[c * width + j] += Doubles.dot(chosen, 0, deviations, j * size, left);
            } else if (covariance == Covariance.TIED) {
                moved[c * width + j] += Doubles.dot(chosen, 0, deviations, j * size, left);
            } else {
                System.arraycopy(chosen, 0, sums, 0, left);
                Doubles.multiply(deviations, j * size, sums, 0, left);
                moved[c * width + j] += Doubles.sum(sums, 0, left);
                scatters[c * width + j] += Doubles.dot(sums, 0, deviations, j * size, left);
            }
        }
        if (full) {
            scatter(left, scatters, c * width * width);
        }
    }

    private void scatter(int left, double[] scatters, int at) {
        if (width > FEW_FEATURES) {
            MatrixProducts.syrk(1, new Strided(deviations, 0, width, left, size, 1), 1,
                    new Strided(scatters, at, width, width, width, 1), Parallel.sequential());
            return;
        }
        for (int j = 0; j < width; j++) {
            for (int l = 0; l <= j; l++) {
                scatters[at + j * width + l] += Doubles.dot(deviations, j * size, deviations, l * size, left);
                scatters[at + l * width + j] = scatters[at + j * width + l];
            }
        }
    }

    private static void subtract(double[] x, int at, double mean, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] = x[at + i] - mean;
        }
    }

    private static void addMultiple(double factor, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(factor, x[xAt + i], y[yAt + i]);
        }
    }

    private static void addSquares(double[] x, int at, double shift, double scale, double[] sums, int n) {
        for (int i = 0; i < n; i++) {
            double scaled = (x[at + i] - shift) * scale;
            sums[i] = Math.fma(scaled, scaled, sums[i]);
        }
    }

    private static void logarithms(double[] squares, double constant, double[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] = Math.fma(-0.5, squares[i], constant);
        }
    }

    private static void gather(double[] x, int xAt, int[] places, double mean, double[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] = x[xAt + places[i]] - mean;
        }
    }
}

package org.glia.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.glia.api.run.Parallel;
import org.glia.clustering.Gmm.Covariance;
import org.glia.compute.decomposition.Cholesky;
import org.glia.compute.decomposition.Triangular;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Elementary;

/// The parameters of a mixture of k normal distributions in d dimensions.
///
/// @param covariance  the form of the covariances
/// @param width       d
/// @param weights     k of them, summing to 1
/// @param means       `k x d`
/// @param covariances `k x d x d` (full), `d x d` (tied), `k x d` (diagonal) or k numbers (spherical)
record Components(Covariance covariance, int width, double[] weights, double[] means, double[] covariances) {

    private static final double LOG_2_PI = 1.8378770664093454836;
    /// What keeps components without rows from dividing by 0.
    private static final double HARDLY_ANY = 10 * Math.ulp(1.0);

    /// All rows about a point.
    ///
    /// @param centre   the point
    /// @param products the weighted products of the deviations from it, `d x d`
    record Scatter(double[] centre, double[] products) {
    }

    int count() {
        return weights.length;
    }

    /// The most likely components for rows with these sums.
    ///
    /// @param before         the means from which deviations were taken
    /// @param all            the scatter of all rows, for tied covariances
    /// @param regularization is added to all variances
    static Components of(Covariance covariance, double[] before, GmmStep.Sums sums, Scatter all, double regularization) {
        int k = sums.masses().length;
        int width = before.length / k;
        var masses = Arrays.stream(sums.masses()).map(mass -> mass + HARDLY_ANY).toArray();
        double total = Arrays.stream(masses).sum();
        var means = before.clone();
        var steps = new double[width * k];
        for (int c = 0; c < k; c++) {
            for (int j = c * width; j < (c + 1) * width; j++) {
                steps[j] = sums.moved()[j] / masses[c];
                means[j] += steps[j];
            }
        }
        var covariances = switch (covariance) {
            case FULL -> full(masses, steps, sums.scatters(), width, regularization);
            case TIED -> tied(masses, means, all, width, regularization);
            case DIAGONAL -> variances(masses, steps, sums.scatters(), width, regularization);
            case SPHERICAL -> {
                var variances = variances(masses, steps, sums.scatters(), width, regularization);
                yield IntStream.range(0, k).mapToDouble(c -> Doubles.sum(variances, c * width, width) / width).toArray();
            }
        };
        return new Components(covariance, width, Arrays.stream(masses).map(mass -> mass / total).toArray(), means, covariances);
    }

    private static double[] full(double[] masses, double[] steps, double[] scatters, int width, double regularization) {
        var covariances = new double[scatters.length];
        for (int c = 0; c < masses.length; c++) {
            for (int j = 0; j < width; j++) {
                for (int l = 0; l < width; l++) {
                    int at = (c * width + j) * width + l;
                    covariances[at] = scatters[at] / masses[c] - steps[c * width + j] * steps[c * width + l];
                }
                covariances[(c * width + j) * width + j] += regularization;
            }
        }
        return covariances;
    }

    /// What the means leave of the scatter of all rows.
    private static double[] tied(double[] masses, double[] means, Scatter all, int width, double regularization) {
        var covariances = all.products().clone();
        double total = Arrays.stream(masses).sum();
        var apart = new double[width];
        for (int c = 0; c < masses.length; c++) {
            for (int j = 0; j < width; j++) {
                apart[j] = means[c * width + j] - all.centre()[j];
            }
            for (int j = 0; j < width; j++) {
                Doubles.axpy(-masses[c] * apart[j], apart, 0, covariances, j * width, width);
            }
        }
        for (int j = 0; j < width; j++) {
            for (int l = 0; l <= j; l++) {
                double covariance = covariances[j * width + l] / total + (j == l ? regularization : 0);
                covariances[j * width + l] = covariance;
                covariances[l * width + j] = covariance;
            }
        }
        return covariances;
    }

    private static double[] variances(double[] masses, double[] steps, double[] scatters, int width, double regularization) {
        var variances = new double[steps.length];
        Arrays.setAll(variances, at -> scatters[at] / masses[at / width] - steps[at] * steps[at] + regularization);
        return variances;
    }

    /// What densities are computed with.
    ///
    /// @throws DataException if a covariance is not positive definite
    Normals normals() {
        int k = count();
        var constants = new double[k];
        for (int c = 0; c < k; c++) {
            constants[c] = Elementary.log(weights[c]) - 0.5 * width * LOG_2_PI;
        }
        double[] factors;
        double[] centres = {};
        switch (covariance) {
            case FULL -> {
                factors = new double[covariances.length];
                for (int c = 0; c < k; c++) {
                    constants[c] -= whitening(c, factors);
                }
            }
            case TIED -> {
                factors = new double[covariances.length];
                double half = whitening(0, factors);
                centres = new double[means.length];
                for (int c = 0; c < k; c++) {
                    constants[c] -= half;
                    for (int j = 0; j < width; j++) {
                        for (int l = 0; l <= j; l++) {
                            double apart = means[c * width + l] - means[l];
                            centres[c * width + j] = Math.fma(factors[j * width + l], apart, centres[c * width + j]);
                        }
                    }
                }
            }
            default -> {
                factors = new double[covariances.length];
                for (int at = 0; at < factors.length; at++) {
                    int c = covariance == Covariance.DIAGONAL ? at / width : at;
                    if (!(covariances[at] > 0 && covariances[at] < Double.POSITIVE_INFINITY)) {
                        throw collapsed(c);
                    }
                    factors[at] = 1 / Math.sqrt(covariances[at]);
                    constants[c] -= 0.5 * (covariance == Covariance.DIAGONAL ? 1 : width) * Elementary.log(covariances[at]);
                }
            }
        }
        return new Normals(covariance, width, constants, means, factors, centres);
    }

    /// Writes the inverse of the lower Cholesky factor of matrix c.
    ///
    /// @return half the logarithm of its determinant
    private double whitening(int c, double[] factors) {
        var cholesky = factor(c);
        var inverse = Triangular.invertLower(cholesky.l(), Parallel.sequential());
        System.arraycopy(inverse.array(), 0, factors, c * width * width, width * width);
        return 0.5 * cholesky.logDeterminant();
    }

    /// The Cholesky factor of the covariance of component c, or of the one for all.
    private Cholesky factor(int c) {
        try {
            return Cholesky.of(new Strided(covariances, c * width * width, width, width, width, 1), Parallel.sequential());
        } catch (Cholesky.NotPositiveDefinite e) {
            throw collapsed(c);
        }
    }

    private DataException collapsed(int c) {
        return new DataException(("the covariance of component %d has collapsed: its rows agree in a column or in a sum of some; "
                + "choose a larger regularization, fewer components or a simpler covariance").formatted(c));
    }

    /// The covariance of each component as a matrix.
    List<Matrix> matrices() {
        return IntStream.range(0, count()).<Matrix>mapToObj(this::matrix).toList();
    }

    private DenseMatrix matrix(int c) {
        int square = width * width;
        var cells = switch (covariance) {
            case FULL -> Arrays.copyOfRange(covariances, c * square, (c + 1) * square);
            case TIED -> covariances.clone();
            default -> {
                var diagonal = new double[square];
                for (int j = 0; j < width; j++) {
                    diagonal[j * width + j] = covariances[covariance == Covariance.DIAGONAL ? c * width + j : c];
                }
                yield diagonal;
            }
        };
        return new DenseMatrix(width, width, cells);
    }

    /// Lower triangular matrices that turn independent standard normal numbers into deviations, one for each component.
    List<Strided> spreads() {
        return matrices().stream().map(matrix -> Cholesky.of(Strided.of(matrix.dense()), Parallel.sequential()).l()).toList();
    }

    /// How many numbers there were to choose.
    int parameters() {
        int k = count();
        int free = switch (covariance) {
            case FULL -> k * width * (width + 1) / 2;
            case TIED -> width * (width + 1) / 2;
            case DIAGONAL -> k * width;
            case SPHERICAL -> k;
        };
        return free + k * width + k - 1;
    }
}

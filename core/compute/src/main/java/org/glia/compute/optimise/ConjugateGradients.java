package org.glia.compute.optimise;

import java.util.Optional;

import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.Convergence.End;

/// Solves linear equations with a symmetric matrix that has no negative eigenvalue, by conjugate gradients with a diagonal
/// preconditioner where the system has one (Hestenes and Stiefel 1952; Golub and Van Loan 2013, 11.5). Equations that have many
/// solutions are taken to the one nearest to the start, if they have any.
///
/// Each iteration takes a product and 10 n operations; about as many are needed as the root of the condition number, times the
/// digits wanted. Memory is 5 n numbers.
///
/// @param tolerance     stop when the residual is no longer than this share of the one at the start
/// @param maxIterations most iterations
public record ConjugateGradients(double tolerance, int maxIterations) {

    /// After so many steps the residual is computed afresh, since rounding has made it drift.
    private static final int REFRESH = 50;

    /// @throws IllegalArgumentException if a number is negative
    public ConjugateGradients {
        if (!(tolerance >= 0) || maxIterations < 0) {
            throw new IllegalArgumentException("tolerance=%s and maxIterations=%d must be 0 or more".formatted(tolerance, maxIterations));
        }
    }

    /// The solution from `start` on, which is not changed. The value that is told of is that of `x'Ax / 2 - b'x`, less the start's;
    /// the gradient is the length of the residual, relative to the start's.
    public Minimum solve(LinearSystem system, double[] start, Watcher watcher) {
        int n = start.length;
        var x = start.clone();
        var residual = new double[n];
        system.residual(x, residual);
        long products = 1;
        double whole = Doubles.norm(residual, 0, n);
        if (!Double.isFinite(whole)) {
            return new Minimum(x, new Convergence(End.UNDEFINED, 0, 0, products, 0, whole));
        }
        var diagonal = system.diagonal();
        var z = divided(residual, diagonal);
        var direction = z.clone();
        var product = new double[n];
        double square = Doubles.dot(residual, 0, z, 0, n);
        double left = whole == 0 ? 0 : 1;
        double lowest = Double.POSITIVE_INFINITY;
        double value = 0;
        int iteration = 0;
        var end = End.CONVERGED;
        watcher.iterated(0, 0, left);
        while (left > tolerance) {
            if (iteration == maxIterations) {
                end = End.ITERATIONS;
                break;
            }
            system.times(direction, product);
            products++;
            double bend = Doubles.dot(direction, 0, product, 0, n);
            if (!(bend > 0) || !Double.isFinite(bend)) {
                // Only rounding is left, or the right side has a part that no product reaches.
                end = bend <= 0 ? End.ROUNDING : End.UNDEFINED;
                break;
            }
            double step = square / bend;
            Doubles.axpy(step, direction, 0, x, 0, n);
            Doubles.axpy(-step, product, 0, residual, 0, n);
            value -= 0.5 * step * square;
            iteration++;
            left = Doubles.norm(residual, 0, n) / whole;
            boolean stalled = false;
            if (iteration % REFRESH == 0 || left <= tolerance) {
                system.residual(x, residual);
                products++;
                left = Doubles.norm(residual, 0, n) / whole;
                stalled = !(left < lowest);
                lowest = left;
            }
            watcher.iterated(iteration, value, left);
            if (stalled && left > tolerance) {
                end = End.ROUNDING;
                break;
            }
            z = divided(residual, diagonal);
            double next = Doubles.dot(residual, 0, z, 0, n);
            double factor = next / square;
            for (int i = 0; i < n; i++) {
                direction[i] = Math.fma(factor, direction[i], z[i]);
            }
            square = next;
        }
        return new Minimum(x, new Convergence(end, iteration, 0, products, value, left));
    }

    private static double[] divided(double[] residual, Optional<double[]> diagonal) {
        var z = residual.clone();
        if (diagonal.isPresent()) {
            for (int i = 0; i < z.length; i++) {
                double unit = diagonal.get()[i];
                z[i] = unit > 0 && Double.isFinite(unit) ? z[i] / unit : z[i];
            }
        }
        return z;
    }
}

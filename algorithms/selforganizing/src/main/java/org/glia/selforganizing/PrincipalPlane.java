package org.glia.selforganizing;

import org.glia.api.run.Chunks;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.decomposition.QR;
import org.glia.compute.decomposition.SymmetricEigen;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// The plane through the mean of the rows in which they vary most.
///
/// @param mean   of the rows
/// @param first  the direction in which they vary most, as long as their standard deviation in it
/// @param second the one in which they vary most of those at a right angle to that, as long as their standard deviation;
///               zeros where there is one feature only
record PrincipalPlane(double[] mean, double[] first, double[] second) {

    /// Directions that are followed at once: with so few features the plane is exact, otherwise as good as some iterations
    /// make it.
    private static final int DIRECTIONS = 8;
    private static final int ITERATIONS = 5;

    /// By orthogonal iteration: the covariance is applied to some directions again and again, which turn towards the first
    /// ones.
    static PrincipalPlane of(Chunks<MapRows> chunks, MapStep.Extent.Sums extent, Run run) {
        // always the same directions: the plane is a property of the rows
        var random = RandomStream.of(0, "directions", 0);
        int width = extent.means().length;
        int count = Math.min(width, DIRECTIONS);
        var directions = Strided.zeros(width, count);
        for (int i = 0; i < directions.array().length; i++) {
            directions.array()[i] = count == width ? (i / count == i % count ? 1 : 0) : random.nextGaussian();
        }
        for (int i = 0; i < ITERATIONS && count < width; i++) {
            directions = QR.of(product(chunks, extent, directions), run.parallel()).thinQ(run.parallel()).copy();
        }
        // within their space exactly (Rayleigh and Ritz)
        var inside = Strided.zeros(count, count);
        MatrixProducts.gemm(1, directions.transpose(), product(chunks, extent, directions), 0, inside, run.parallel());
        var eigen = SymmetricEigen.of(inside, run.parallel());
        var axes = Strided.zeros(width, count);
        MatrixProducts.gemm(1, directions, eigen.vectors(), 0, axes, run.parallel());
        return new PrincipalPlane(extent.means(), axis(axes, 0, eigen.values()[0] / extent.weight()),
                count == 1 ? new double[width] : axis(axes, 1, eigen.values()[1] / extent.weight()));
    }

    private static Strided product(Chunks<MapRows> chunks, MapStep.Extent.Sums extent, Strided directions) {
        var product = chunks.aggregate(new MapStep.Covariance(extent.means(), directions.array(), directions.columns()));
        return Strided.of(directions.rows(), directions.columns(), product);
    }

    /// The component of largest magnitude is positive, so that maps of like data lie alike.
    private static double[] axis(Strided axes, int column, double variance) {
        var axis = new double[axes.rows()];
        for (int j = 0; j < axis.length; j++) {
            axis[j] = axes.get(j, column);
        }
        double largest = 0;
        for (double component : axis) {
            largest = Math.abs(component) > Math.abs(largest) ? component : largest;
        }
        Doubles.scale(Math.signum(largest) * Math.sqrt(Math.max(0, variance)), axis, 0, axis.length);
        return axis;
    }

    /// Neurons spread over the plane, one standard deviation to each side, the longer side of the grid along the first
    /// direction.
    double[] weights(Grid grid) {
        int width = mean.length;
        var weights = new double[Math.multiplyExact(grid.neurons(), width)];
        var along = grid.width() >= grid.height() ? first : second;
        var across = grid.width() >= grid.height() ? second : first;
        double right = 0;
        double top = 0;
        for (int neuron = 0; neuron < grid.neurons(); neuron++) {
            right = Math.max(right, grid.x(neuron));
            top = Math.max(top, grid.y(neuron));
        }
        for (int neuron = 0; neuron < grid.neurons(); neuron++) {
            System.arraycopy(mean, 0, weights, neuron * width, width);
            Doubles.axpy(right > 0 ? 2 * grid.x(neuron) / right - 1 : 0, along, 0, weights, neuron * width, width);
            Doubles.axpy(top > 0 ? 2 * grid.y(neuron) / top - 1 : 0, across, 0, weights, neuron * width, width);
        }
        return weights;
    }
}

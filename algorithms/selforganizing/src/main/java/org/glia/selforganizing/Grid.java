package org.glia.selforganizing;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.recipe.Setting;

/// How the neurons of a map lie: row by row, from left to right and from the bottom to the top, neighbours at distance 1.
///
/// @param width    neurons in a row
/// @param height   rows
/// @param lattice  how rows stand on each other
/// @param toroidal whether the left edge joins the right one, and the upper one the lower one
public record Grid(
        @Setting(value = "neurons in a row of the map", min = 1, tune = "2..12") int width,
        @Setting(value = "rows of the map", min = 1, tune = "2..12") int height,
        @Setting("whether a neuron inside the map has four neighbours or six") Lattice lattice,
        @Setting("whether opposite edges of the map are joined") boolean toroidal) {

    /// How rows stand on each other.
    public enum Lattice {
        /// One above the other: a neuron has four neighbours.
        RECTANGULAR,
        /// Every other row is half a step to the right: a neuron has six neighbours.
        HEXAGONAL
    }

    private static final double ROW_OF_HEXAGONS = Math.sqrt(3) / 2;
    /// Squared distances are kept as whole numbers, four times as large.
    private static final int NEIGHBOUR = 4;
    /// The influences of all neurons on each other must fit into memory.
    private static final int MOST_NEURONS = 1 << 12;

    /// @throws IllegalArgumentException if the rows of hexagons would not meet at the seam of the torus, or there are too
    ///                                  many neurons
    public Grid {
        if (toroidal && lattice == Lattice.HEXAGONAL && height % 2 == 1 && height > 1) {
            throw new IllegalArgumentException(("rows of hexagons meet at the seam of a torus only if there are an even "
                    + "number of them, not height=%d; choose height=%d, or lattice=rectangular").formatted(height, height + 1));
        }
        if ((long) width * height > MOST_NEURONS) {
            throw new IllegalArgumentException("a map of width=%d and height=%d has more than %d neurons; choose a smaller one"
                    .formatted(width, height, MOST_NEURONS));
        }
    }

    public Grid() {
        this(8, 6, Lattice.RECTANGULAR, false);
    }

    int neurons() {
        return width * height;
    }

    /// Four times the squared distance of two neurons, a whole number; across the seams of a torus where that is shorter.
    int quarters(int a, int b) {
        int down = a / width - b / width;
        // in half steps, since every other row of hexagons is moved by one
        int right = 2 * (a % width - b % width) + shift(a / width) - shift(b / width);
        int least = squares(right, down);
        for (int x = -1; toroidal && x <= 1; x++) {
            for (int y = -1; y <= 1; y++) {
                least = Math.min(least, squares(right + 2 * x * width, down + y * height));
            }
        }
        return least;
    }

    private int squares(int halfSteps, int rows) {
        return halfSteps * halfSteps + (lattice == Lattice.HEXAGONAL ? 3 : 4) * rows * rows;
    }

    private int shift(int row) {
        return lattice == Lattice.HEXAGONAL ? row % 2 : 0;
    }

    boolean areNeighbours(int a, int b) {
        return quarters(a, b) == NEIGHBOUR;
    }

    /// Four times the squared distances of all neurons to each other, `neurons x neurons`.
    double[] allQuarters() {
        int k = neurons();
        var all = new double[k * k];
        Arrays.setAll(all, i -> quarters(i / k, i % k));
        return all;
    }

    /// Where a neuron lies, from left to right.
    double x(int neuron) {
        return neuron % width + shift(neuron / width) / 2.0;
    }

    /// Where a neuron lies, from the bottom to the top.
    double y(int neuron) {
        return neuron / width * (lattice == Lattice.HEXAGONAL ? ROW_OF_HEXAGONS : 1);
    }

    /// `neurons x 2`
    DenseMatrix positions() {
        var positions = new double[2 * neurons()];
        Arrays.setAll(positions, i -> i % 2 == 0 ? x(i / 2) : y(i / 2));
        return Matrix.of(neurons(), 2, positions);
    }

    /// The pairs of neighbours, each once, the lower number first: `{from, to}`.
    int[][] edges() {
        var pairs = IntStream.range(0, neurons()).boxed().flatMap(a -> around(a).filter(b -> b > a && areNeighbours(a, b))
                .distinct().sorted().mapToObj(b -> new int[] {a, b})).toList();
        return new int[][] {pairs.stream().mapToInt(pair -> pair[0]).toArray(),
            pairs.stream().mapToInt(pair -> pair[1]).toArray()};
    }

    /// The neurons in the rows and columns beside that of a neuron, which are all that can be its neighbours.
    private IntStream around(int neuron) {
        int left = neuron % width - 1;
        int below = neuron / width - 1;
        return IntStream.range(0, 9).filter(i -> toroidal || isInside(left + i % 3, below + i / 3))
                .map(i -> Math.floorMod(below + i / 3, height) * width + Math.floorMod(left + i % 3, width));
    }

    private boolean isInside(int column, int row) {
        return column >= 0 && column < width && row >= 0 && row < height;
    }
}

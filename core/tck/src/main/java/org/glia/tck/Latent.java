package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Accepts;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.SequenceColumn;
import org.glia.api.run.RandomStream;

/// Points of a plane that generated tables show in columns of any kind: whatever kind an estimator takes, it can learn
/// the same easy truth from it.
///
/// @param u      the first coordinate of each row, between about -6 and 6
/// @param v      the second coordinate
/// @param group  the group that each row was drawn from
/// @param random for the noise of the columns
record Latent(double[] u, double[] v, int[] group, RandomStream random) {

    private static final long DAY = 86_400_000L;
    private static final Levels HEIGHTS = Levels.of("low", "middle", "high");
    private static final Levels SIDES = Levels.of("left", "right");
    /// Which group rows are drawn from, over and over: no two groups are equally large, so that none ties with another.
    private static final int[] OF_TWO = {0, 1, 0, 1, 0, 1, 0, 1, 0, 0};
    private static final int[] OF_THREE = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 0};
    private static final int WORDS = 6;
    private static final double EDGE = 1.5;
    private static final double SPREAD = 0.6;
    private static final double RADIUS = 4;

    /// Rows around each of the corners of a regular polygon.
    ///
    /// @param groups 2 or 3
    static Latent groups(int rows, int groups, RandomStream random) {
        var pattern = groups == 2 ? OF_TWO : OF_THREE;
        var u = new double[rows];
        var v = new double[rows];
        var group = new int[rows];
        for (int row = 0; row < rows; row++) {
            group[row] = pattern[row % pattern.length];
            double angle = 2 * StrictMath.PI * group[row] / groups + StrictMath.PI;
            u[row] = RADIUS * StrictMath.cos(angle) + SPREAD * random.nextGaussian();
            v[row] = RADIUS * StrictMath.sin(angle) + SPREAD * random.nextGaussian();
        }
        return new Latent(u, v, group, random);
    }

    /// Rows spread evenly over a square.
    static Latent square(int rows, RandomStream random) {
        var u = random.doubles(rows, -RADIUS, RADIUS).toArray();
        var v = random.doubles(rows, -RADIUS, RADIUS).toArray();
        return new Latent(u, v, new int[rows], random);
    }

    /// Rows around the middle, and some (group 1) on a wide circle around them.
    static Latent outliers(int rows, int every, RandomStream random) {
        var u = new double[rows];
        var v = new double[rows];
        var group = new int[rows];
        for (int row = 0; row < rows; row++) {
            group[row] = row % every == every - 1 ? 1 : 0;
            double angle = 2 * StrictMath.PI * random.nextDouble();
            double radius = group[row] == 1 ? 3 * RADIUS : 0;
            u[row] = radius * StrictMath.cos(angle) + SPREAD * random.nextGaussian();
            v[row] = radius * StrictMath.sin(angle) + SPREAD * random.nextGaussian();
        }
        return new Latent(u, v, group, random);
    }

    int rows() {
        return u.length;
    }

    /// Adds columns of these kinds, all of which show the same points.
    ///
    /// @param kinds of [Accepts], those of columns; `SPARSE` and `SHAPED` ask for blocks
    void show(Dataset.Builder table, Collection<Accepts> kinds) {
        if (kinds.contains(Accepts.NUMERIC)) {
            table.numeric(List.of("x", "y", "sum", "noise"), numbers());
        }
        if (kinds.contains(Accepts.SHAPED)) {
            table.block("image", image(), 2, 2, 1);
        }
        if (kinds.contains(Accepts.SPARSE)) {
            table.block("bag", bag());
        }
        if (kinds.contains(Accepts.NOMINAL)) {
            table.nominal("height", HEIGHTS, codes(u, HEIGHTS.size())).nominal("side", SIDES, codes(v, SIDES.size()));
        }
        if (kinds.contains(Accepts.TEXT)) {
            table.text("words", texts());
        }
        if (kinds.contains(Accepts.TIME)) {
            table.time("day", times(u)).time("night", times(v));
        }
        if (kinds.contains(Accepts.SEQUENCE)) {
            table.column(Field.sequence("walk", 2), walks());
        }
    }

    /// The coordinates, their sum with noise, and noise alone.
    private DenseMatrix numbers() {
        var values = new double[4 * rows()];
        for (int row = 0; row < rows(); row++) {
            values[4 * row] = u[row];
            values[4 * row + 1] = v[row];
            values[4 * row + 2] = u[row] + v[row] + random.nextGaussian();
            values[4 * row + 3] = random.nextGaussian();
        }
        return Matrix.of(rows(), 4, values);
    }

    /// The coordinates with noise, their difference with more, and noise alone.
    private DenseMatrix image() {
        var values = new double[4 * rows()];
        for (int row = 0; row < rows(); row++) {
            values[4 * row] = near(u[row]);
            values[4 * row + 1] = near(v[row]);
            values[4 * row + 2] = u[row] - v[row] + random.nextGaussian();
            values[4 * row + 3] = random.nextGaussian();
        }
        return Matrix.of(rows(), 4, values);
    }

    /// The level that a coordinate lies in, of two or three.
    private int[] codes(double[] coordinate, int levels) {
        return Arrays.stream(coordinate).mapToInt(at -> bin(at, levels)).toArray();
    }

    private static int bin(double at, int levels) {
        return levels == 2 ? at < 0 ? 0 : 1 : at < -EDGE ? 0 : at < EDGE ? 1 : 2;
    }

    private String[] texts() {
        return IntStream.range(0, rows()).mapToObj(row -> "%s ground to the %s, walk %d".formatted(
                HEIGHTS.name(bin(u[row], 3)), SIDES.name(bin(v[row], 2)), random.nextInt(9))).toArray(String[]::new);
    }

    private long[] times(double[] coordinate) {
        return Arrays.stream(coordinate).mapToLong(at -> (long) ((at + 100) * DAY)).toArray();
    }

    /// Counts of words, of which a row has few.
    private CsrMatrix bag() {
        var starts = new int[rows() + 1];
        var words = new ArrayList<Integer>();
        var counts = new ArrayList<Double>();
        for (int row = 0; row < rows(); row++) {
            words.add(bin(u[row], 3));
            counts.add(StrictMath.abs(u[row]) + 1);
            words.add(3 + bin(v[row], 2));
            counts.add(StrictMath.abs(v[row]) + 1);
            if (random.nextInt(3) == 0) {
                words.add(WORDS - 1);
                counts.add(1.0);
            }
            starts[row + 1] = words.size();
        }
        return new CsrMatrix(rows(), WORDS, starts, words.stream().mapToInt(Integer::intValue).toArray(),
                counts.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// Two to five steps that go about the point.
    private SequenceColumn walks() {
        var starts = new int[rows() + 1];
        var steps = new ArrayList<double[]>();
        for (int row = 0; row < rows(); row++) {
            int length = 2 + random.nextInt(4);
            for (int step = 0; step < length; step++) {
                steps.add(new double[] {near(u[row]), near(v[row])});
            }
            starts[row + 1] = steps.size();
        }
        return new SequenceColumn(Matrix.of(steps.toArray(double[][]::new)), starts);
    }

    private double near(double at) {
        return at + SPREAD * random.nextGaussian();
    }

    /// A number for each row, a straight function of the coordinates with a little noise.
    double[] heights() {
        return IntStream.range(0, rows())
                .mapToDouble(row -> 10 + 4 * u[row] - 2 * v[row] + SPREAD * random.nextGaussian()).toArray();
    }
}

package org.glia.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.run.Opening;

/// What k-means keeps of the rows of a chunk from step to step.
final class KMeansRows {

    /// The number of the chunk's first row among all rows.
    final int first;
    final Matrix cells;
    final double[] weights;
    /// The cluster of each row.
    final int[] labels;
    /// In seeding, the squared distance of each row to the nearest seed.
    final double[] nearest;
    /// In seeding, for each of some candidates what `nearest` would be with it as a further seed.
    double[] tried = new double[0];
    /// In seeding, how likely each row is to be drawn.
    final double[] masses;
    /// Lower bounds of distances: to all centroids (Elkan), or to all but the own one (Hamerly).
    double[] lower = new double[0];

    private KMeansRows(int first, Matrix cells, double[] weights) {
        this.first = first;
        this.cells = cells;
        this.weights = weights;
        this.labels = new int[weights.length];
        this.nearest = new double[weights.length];
        this.masses = new double[weights.length];
    }

    /// Opens chunks of a table that [#numbered] made.
    ///
    /// @param number the column of row numbers
    record Open(String number) implements Opening<KMeansRows> {

        @Override
        public KMeansRows open(Dataset chunk) {
            var weights = chunk.weights().orElseGet(() -> {
                var ones = new double[chunk.rows()];
                Arrays.fill(ones, 1);
                return ones;
            });
            return new KMeansRows((int) chunk.numeric(number).value(0), chunk.features(), weights);
        }
    }

    /// Features and weights of the rows with a further column, its last, that numbers the rows: so chunks know where they are.
    static Dataset numbered(Dataset data) {
        var needed = data.columns(field -> field.role() == Role.FEATURE || field.role() == Role.WEIGHT);
        var name = "row";
        while (needed.schema().indexOf(name) >= 0) {
            name += "_";
        }
        var numbers = new double[data.rows()];
        Arrays.setAll(numbers, row -> row);
        return needed.with(Field.numeric(name).withRole(Role.ID), new NumericColumn(numbers));
    }

    int rows() {
        return weights.length;
    }

    int width() {
        return cells.columns();
    }

    /// A row that a step looked for.
    ///
    /// @param rank   what the step orders its finds by
    /// @param number the row's number among all rows
    /// @param label  its cluster
    /// @param weight its weight
    /// @param cells  its features
    record Found(double rank, int number, int label, double weight, double[] cells) {

        static final Comparator<Found> BY_RANK = Comparator.comparingDouble(Found::rank).thenComparingInt(Found::number);
    }

    Found found(double rank, int row) {
        return new Found(rank, first + row, labels[row], weights[row], cells.row(row));
    }

    /// Weights of stretches of rows, side by side.
    ///
    /// @param firsts the number of each stretch's first row
    /// @param sums   the sum of the masses of its rows
    record Stretches(int[] firsts, double[] sums) {

        static Stretches of(KMeansRows rows) {
            double sum = 0;
            for (double mass : rows.masses) {
                sum += mass;
            }
            return new Stretches(new int[] {rows.first}, new double[] {sum});
        }

        static Stretches join(Stretches left, Stretches right) {
            var firsts = Arrays.copyOf(left.firsts, left.firsts.length + right.firsts.length);
            System.arraycopy(right.firsts, 0, firsts, left.firsts.length, right.firsts.length);
            var sums = Arrays.copyOf(left.sums, left.sums.length + right.sums.length);
            System.arraycopy(right.sums, 0, sums, left.sums.length, right.sums.length);
            return new Stretches(firsts, sums);
        }

        double total() {
            double total = 0;
            for (double sum : sums) {
                total += sum;
            }
            return total;
        }
    }

    static List<Found> join(List<Found> left, List<Found> right, Comparator<Found> order, int most) {
        return Stream.concat(left.stream(), right.stream()).sorted(order).limit(most).toList();
    }
}

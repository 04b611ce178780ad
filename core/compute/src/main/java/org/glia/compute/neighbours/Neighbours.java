package org.glia.compute.neighbours;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;

/// An index of n rows of d numbers that finds the k nearest to a point, or all within a radius.
///
/// Results do not depend on the method, the number of threads, or the width of vectors, to the bit: rows are ordered by
/// distance, then by index. Rows are compared before roots are taken, so of two whose distances round to the same number the
/// one that is nearer by less than that comes first.
///
/// An index is data and may stand in a model; but building it anew from the rows takes little time and gives the same.
///
/// | method | build | memory, doubles | query |
/// |---|---|---|---|
/// | brute force | O(nd) | n, and the rows as they are | O(nd) |
/// | k-d tree | O(nd + n log n) | n(d + 1) + nd/14 | O(d log n) to O(nd) |
/// | ball tree | O(nd log n) | n(d + 1) + nd/28 | O(d log n) to O(nd) |
///
/// @param metric how far apart rows are
/// @param method how they are searched; never [Method#AUTO]
/// @param index  the rows, made ready
public record Neighbours(Metric metric, Method method, Index index) {

    /// How rows are searched.
    public enum Method {
        /// Brute force for few rows or more than 128 features; else a k-d tree, unless a trial shows that its queries visit so
        /// many rows that brute force is faster.
        AUTO,
        /// Each query against each row: for few rows, or where rows are long and fill their space.
        BRUTE_FORCE,
        /// A tree of boxes: for up to some dozen features, or where most rows lie near few planes.
        KD_TREE,
        /// A tree of balls: for many features of which combinations matter.
        BALL_TREE
    }

    private static final int MOST = Integer.MAX_VALUE - 64;
    /// With fewer rows no tree is faster, with more columns hardly any.
    private static final int FEW = 512;
    private static final int MANY = 128;
    /// The share of a tree from which on brute force is faster, by products and by sums; measured.
    private static final double WORTH_PRODUCTS = 0.12;
    private static final double WORTH_SUMS = 0.5;

    /// Makes the rows of a matrix (`n x d`) ready for searches.
    ///
    /// @param method which search; all find the same
    /// @throws IllegalArgumentException if a number is NaN or infinite, or if there are more numbers than a tree holds (2^31)
    public static Neighbours index(Matrix rows, Metric metric, Method method, Parallel parallel) {
        var form = Form.of(metric);
        checkFinite(rows, parallel);
        boolean tooLarge = (rows.rows() + 31L) * (rows.columns() + 1L) > MOST;
        if (method == Method.BRUTE_FORCE
                || method == Method.AUTO && (rows.rows() < FEW || rows.columns() > MANY || tooLarge)) {
            return new Neighbours(metric, Method.BRUTE_FORCE, Scan.of(rows, form, parallel));
        }
        if (tooLarge) {
            throw new IllegalArgumentException("%d rows of %d numbers are more than a tree holds; search by brute force"
                    .formatted(rows.rows(), rows.columns()));
        }
        var values = form.halved() ? directions(rows, parallel) : rows.dense().values();
        int d = form.halved() ? rows.columns() + 1 : rows.columns();
        if (method == Method.BALL_TREE) {
            return new Neighbours(metric, method, TreeBuilder.balls(values, rows.rows(), d, form, parallel));
        }
        var tree = TreeBuilder.boxes(values, rows.rows(), d, form, parallel);
        if (method == Method.AUTO && tree.share(form) > (Scan.multiplies(form, d) ? WORTH_PRODUCTS : WORTH_SUMS)) {
            return new Neighbours(metric, Method.BRUTE_FORCE, Scan.of(rows, form, parallel));
        }
        return new Neighbours(metric, Method.KD_TREE, tree);
    }

    private static double[] directions(Matrix rows, Parallel parallel) {
        int d = rows.columns();
        var values = new double[Math.multiplyExact(rows.rows(), d + 1)];
        parallel.chunked(rows.rows(), Scan.chunk(d), (chunk, from, to) -> {
            var tile = new double[(to - from) * (d + 1)];
            rows.read(from, to, tile, 0);
            Directions.scale(tile, 0, to - from, d);
            System.arraycopy(tile, 0, values, from * (d + 1), tile.length);
        });
        return values;
    }

    /// n
    public int rows() {
        return index.rows();
    }

    /// d
    public int columns() {
        return metric instanceof Metric.Cosine ? index.columns() - 1 : index.columns();
    }

    /// The `k` rows nearest to each query, all rows if there are fewer.
    ///
    /// @param queries `m x d`
    /// @throws IllegalArgumentException if `k` is less than 1, if queries have another number of columns than rows, or if one
    ///                                  of their numbers is NaN or infinite
    public Neighbourhoods nearest(Matrix queries, int k, Parallel parallel) {
        return nearest(asked(queries), Math.min(positive(k), rows()), parallel);
    }

    /// The `k` rows nearest to each row, itself left out; all others if there are fewer. Rows that agree with it in all
    /// features are not left out.
    ///
    /// @throws IllegalArgumentException if `k` is less than 1
    public Neighbourhoods nearestOthers(int k, Parallel parallel) {
        return nearest(everyRow(), Math.min(positive(k), Math.max(0, rows() - 1)), parallel);
    }

    /// The `k` rows nearest to each of some rows, that row left out.
    ///
    /// @param rows indices, in any order
    /// @throws IllegalArgumentException  if `k` is less than 1
    /// @throws IndexOutOfBoundsException if there is no such row
    public Neighbourhoods nearestOthers(int[] rows, int k, Parallel parallel) {
        return nearest(someRows(rows), Math.min(positive(k), Math.max(0, rows() - 1)), parallel);
    }

    /// All rows at a distance of at most `radius` from each query.
    ///
    /// @param queries `m x d`
    /// @param radius  0 finds equal rows, infinity all rows
    /// @throws IllegalArgumentException if the radius is negative or NaN, if queries have another number of columns than rows,
    ///                                  if one of their numbers is NaN or infinite, or if more rows are found than an
    ///                                  array holds
    public Neighbourhoods within(Matrix queries, double radius, Parallel parallel) {
        return within(asked(queries), radius, parallel);
    }

    /// All rows at a distance of at most `radius` from each row, itself left out.
    ///
    /// @throws IllegalArgumentException if the radius is negative or NaN, or if more rows are found than an array holds
    public Neighbourhoods othersWithin(double radius, Parallel parallel) {
        return within(everyRow(), radius, parallel);
    }

    /// All rows at a distance of at most `radius` from each of some rows, that row left out.
    ///
    /// @param rows indices, in any order
    /// @throws IllegalArgumentException  if the radius is negative or NaN, or if more rows are found than an array holds
    /// @throws IndexOutOfBoundsException if there is no such row
    public Neighbourhoods othersWithin(int[] rows, double radius, Parallel parallel) {
        return within(someRows(rows), radius, parallel);
    }

    private static int positive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is %d, but at least 1 neighbour must be asked for".formatted(k));
        }
        return k;
    }

    /// Queries in the order in which they are worked at.
    private interface Queries {

        int count();

        /// Copies queries, as rows are stored.
        void read(int from, int to, double[] into);

        /// The number of a query in the result.
        int number(int i);

        /// The row that is left out, -1 for none.
        int leftOut(int i);
    }

    private Queries asked(Matrix queries) {
        if (queries.columns() != columns()) {
            throw new IllegalArgumentException("queries have %d columns, but the rows they are held against have %d"
                    .formatted(queries.columns(), columns()));
        }
        return new Queries() {
            @Override
            public int count() {
                return queries.rows();
            }

            @Override
            public void read(int from, int to, double[] into) {
                queries.read(from, to, into, 0);
                checkFinite(into, from, to - from, queries.columns(), "query");
                if (metric instanceof Metric.Cosine) {
                    Directions.scale(into, 0, to - from, queries.columns());
                }
            }

            @Override
            public int number(int i) {
                return i;
            }

            @Override
            public int leftOut(int i) {
                return -1;
            }
        };
    }

    private Queries everyRow() {
        var order = index.order();
        return rows(order.length == 0 ? rows() : order.length, order, true);
    }

    private Queries someRows(int[] rows) {
        for (int row : rows) {
            Objects.checkIndex(row, rows());
        }
        return rows(rows.length, rows, false);
    }

    private Queries rows(int count, int[] rows, boolean numberedByRow) {
        return new Queries() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public void read(int from, int to, double[] into) {
                for (int i = from; i < to; i++) {
                    index.read(leftOut(i), into, (i - from) * index.columns());
                }
            }

            @Override
            public int number(int i) {
                return numberedByRow ? leftOut(i) : i;
            }

            @Override
            public int leftOut(int i) {
                return rows.length == 0 ? i : rows[i];
            }
        };
    }

    private Neighbourhoods nearest(Queries queries, int k, Parallel parallel) {
        int m = queries.count();
        if ((long) m * k > MOST) {
            throw new IllegalArgumentException("%d neighbours of each of %d queries are more than an array holds; ask for fewer"
                    .formatted(k, m));
        }
        var indices = new int[m * k];
        var distances = new double[m * k];
        var starts = new int[m + 1];
        Arrays.setAll(starts, i -> i * k);
        if (k > 0) {
            var form = Form.of(metric);
            search(queries, () -> Selection.nearest(form, k), parallel, (from, selections) -> {
                for (int i = 0; i < selections.length; i++) {
                    selections[i].drain(indices, distances, queries.number(from + i) * k);
                }
            });
        }
        return new Neighbourhoods(starts, indices, distances);
    }

    /// What was found for some queries, one after the other.
    private record Found(int from, int[] ends, int[] indices, double[] distances) {
    }

    private Neighbourhoods within(Queries queries, double radius, Parallel parallel) {
        if (!(radius >= 0)) {
            throw new IllegalArgumentException("the radius is %s, but a distance is 0 or more".formatted(radius));
        }
        var form = Form.of(metric);
        int m = queries.count();
        var counts = new int[m];
        var parts = new ConcurrentLinkedQueue<Found>();
        search(queries, () -> Selection.within(form, radius), parallel, (from, selections) -> {
            var ends = new int[selections.length];
            int end = 0;
            for (int i = 0; i < ends.length; i++) {
                counts[queries.number(from + i)] = selections[i].count();
                end = Math.addExact(end, selections[i].count());
                ends[i] = end;
            }
            var indices = new int[end];
            var distances = new double[end];
            for (int i = 0; i < ends.length; i++) {
                selections[i].drain(indices, distances, ends[i] - selections[i].count());
            }
            parts.add(new Found(from, ends, indices, distances));
        });
        var starts = new int[m + 1];
        for (int i = 0; i < m; i++) {
            long end = (long) starts[i] + counts[i];
            if (end > MOST) {
                throw new IllegalArgumentException(("more than %d rows lie within %s of the %d queries; ask for fewer queries "
                        + "at a time or a smaller radius").formatted(MOST, radius, m));
            }
            starts[i + 1] = (int) end;
        }
        var indices = new int[starts[m]];
        var distances = new double[starts[m]];
        for (var part : parts) {
            for (int i = 0, at = 0; i < part.ends.length; at = part.ends[i++]) {
                int start = starts[queries.number(part.from + i)];
                System.arraycopy(part.indices, at, indices, start, part.ends[i] - at);
                System.arraycopy(part.distances, at, distances, start, part.ends[i] - at);
            }
        }
        return new Neighbourhoods(starts, indices, distances);
    }

    /// Takes what was found for the queries from number `from` on.
    private interface Taker {
        void take(int from, Selection[] selections);
    }

    private void search(Queries queries, Supplier<Selection> selection, Parallel parallel, Taker taker) {
        var form = Form.of(metric);
        int m = queries.count();
        int d = index.columns();
        // how many go together changes no result, so that threads may share out few queries
        int together = Math.clamp(Math.ceilDiv(m, 2 * parallel.threads()), Math.min(16, index.together()), index.together());
        var lanes = Lanes.of((long) m * d * (index instanceof Scan ? rows() : Math.min(rows(), 16 * Lanes.BUCKET)));
        parallel.chunked(m, together, (chunk, from, to) -> {
            var block = new double[Math.multiplyExact(to - from, d)];
            queries.read(from, to, block);
            var selections = new Selection[to - from];
            for (int i = 0; i < selections.length; i++) {
                selections[i] = selection.get();
                selections[i].begin(queries.leftOut(from + i));
            }
            index.search(form, lanes, block, to - from, selections);
            taker.take(from, selections);
        });
    }

    private static void checkFinite(Matrix rows, Parallel parallel) {
        int d = rows.columns();
        parallel.chunked(rows.rows(), Scan.chunk(d), (chunk, from, to) -> {
            var tile = new double[(to - from) * d];
            rows.read(from, to, tile, 0);
            checkFinite(tile, from, to - from, d, "row");
        });
    }

    private static void checkFinite(double[] tile, int first, int count, int d, String what) {
        boolean finite = true;
        for (int i = 0; i < count * d; i++) {
            finite &= Math.abs(tile[i]) <= Double.MAX_VALUE;
        }
        if (finite) {
            return;
        }
        for (int i = 0; i < count * d; i++) {
            if (!Double.isFinite(tile[i])) {
                throw new IllegalArgumentException(("%s %d has %s in column %d, which has no distance from other numbers; "
                        + "fill it in or leave such rows out").formatted(what, first + i / d, tile[i], i % d));
            }
        }
    }
}

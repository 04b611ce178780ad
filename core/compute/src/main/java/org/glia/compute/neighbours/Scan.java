package org.glia.compute.neighbours;

import java.util.Arrays;

import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.FloatMatrixProducts;
import org.glia.compute.dense.FloatStrided;

/// Brute force: each query against each row, by blocks of queries and tiles of rows. Where rows are long and sums are of
/// squares, products of matrices rule out nearly all rows (`|q|² - 2 qx + |x|²`, in single precision, with a bound on the
/// error), and the others are summed directly; else all are.
///
/// @param points   the rows, as they are stored by the caller
/// @param directions whether rows are scaled to length 1 as they are read
/// @param centre   what is taken off rows and queries before they are multiplied, which saves digits; empty where sums
///                 are direct
/// @param norms    for each row its squared norm, off the centre
/// @param greatest the greatest of the norms
record Scan(Matrix points, boolean directions, double[] centre, double[] norms, double greatest) implements Index {

    private static final int BUCKET = Lanes.BUCKET;
    /// From so many features on products pay.
    private static final int LONG = 20;
    /// With fewer queries the tiles are not used often enough.
    private static final int FEW = 8;
    private static final int TOGETHER = 1024;
    private static final int TILE = 256;
    /// Numbers that a block or a tile holds at most, if that does not make it too small to be worth it.
    private static final int ROOM = 1 << 22;
    /// Doubles of the buckets that stay in the cache while queries pass over them.
    private static final int CACHED = 1 << 15;
    /// The greatest norm of a query that floats take beside rows of norms about 1.
    private static final double MOST = 0x1p60;

    /// How many rows are read at a time.
    static int chunk(int d) {
        return Math.clamp((1 << 20) / Math.max(1, d), 1, 1024);
    }

    /// Whether products are worth it.
    static boolean multiplies(Form form, int d) {
        return form.kind() == Form.Kind.SQUARES && d >= LONG;
    }

    static Scan of(Matrix points, Form form, Parallel parallel) {
        var rows = new Scan(points, form.halved(), new double[0], new double[0], 0);
        int n = rows.rows();
        int d = rows.columns();
        if (!multiplies(form, d) || n == 0) {
            return rows;
        }
        var centre = parallel.reduce(n, chunk(d), (chunk, from, to) -> {
            var sums = new double[d];
            var tile = new double[(to - from) * d];
            rows.read(from, to, tile, 0);
            for (int i = 0; i < tile.length; i += d) {
                for (int j = 0; j < d; j++) {
                    sums[j] += tile[i + j];
                }
            }
            return sums;
        }, (left, right) -> {
            for (int j = 0; j < d; j++) {
                left[j] += right[j];
            }
            return left;
        });
        for (int j = 0; j < d; j++) {
            centre[j] /= n;
        }
        var norms = new double[n];
        parallel.chunked(n, chunk(d), (chunk, from, to) -> {
            var tile = new double[(to - from) * d];
            rows.read(from, to, tile, 0);
            for (int i = from; i < to; i++) {
                norms[i] = norm(tile, (i - from) * d, centre);
            }
        });
        return new Scan(points, form.halved(), centre, norms, Arrays.stream(norms).max().orElse(0));
    }

    /// A row's squared norm, off the centre; in four sums, which need not wait for each other.
    private static double norm(double[] row, int at, double[] centre) {
        double a = 0;
        double b = 0;
        double c = 0;
        double e = 0;
        for (int j = 0; j < centre.length; j += 4) {
            a = squared(row, at, centre, j, a);
            b = squared(row, at, centre, j + 1, b);
            c = squared(row, at, centre, j + 2, c);
            e = squared(row, at, centre, j + 3, e);
        }
        return (a + b) + (c + e);
    }

    private static double squared(double[] row, int at, double[] centre, int j, double sum) {
        if (j >= centre.length) {
            return sum;
        }
        double difference = row[at + j] - centre[j];
        return Math.fma(difference, difference, sum);
    }

    /// Takes the centre off rows and scales them, in single precision.
    private void convert(double[] rows, int count, double scale, float[] into) {
        int d = centre.length;
        for (int at = 0; at < count * d; at += d) {
            for (int j = 0; j < d; j++) {
                into[at + j] = (float) ((rows[at + j] - centre[j]) * scale);
            }
        }
    }

    @Override
    public int rows() {
        return points.rows();
    }

    @Override
    public int columns() {
        return directions ? points.columns() + 1 : points.columns();
    }

    @Override
    public int together() {
        return Math.clamp(ROOM / Math.max(1, columns()), 16, TOGETHER);
    }

    @Override
    public int[] order() {
        return new int[0];
    }

    @Override
    public void read(int row, double[] into, int at) {
        read(row, row + 1, into, at);
    }

    private void read(int from, int to, double[] into, int at) {
        points.read(from, to, into, at);
        if (directions) {
            Directions.scale(into, at, to - from, points.columns());
        }
    }

    @Override
    public void search(Form form, Lanes lanes, double[] queries, int count, Selection[] selections) {
        if (norms.length == 0 || count < FEW || !multiplied(form, lanes, queries, count, selections)) {
            direct(form, lanes, queries, count, selections);
        }
    }

    private void direct(Form form, Lanes lanes, double[] queries, int count, Selection[] selections) {
        int n = rows();
        int d = columns();
        int many = Math.max(1, Math.min(CACHED / (BUCKET * Math.max(1, d)), Math.ceilDiv(n, BUCKET)));
        var rows = new double[BUCKET * d];
        var buckets = new double[many * BUCKET * d];
        var sums = new double[BUCKET];
        for (int first = 0; first < n; first += many * BUCKET) {
            int end = Math.min(n, first + many * BUCKET);
            for (int from = first; from < end; from += BUCKET) {
                int to = Math.min(end, from + BUCKET);
                read(from, to, rows, 0);
                transpose(rows, to - from, d, buckets, (from - first) * d);
            }
            for (int i = 0; i < count; i++) {
                var selection = selections[i];
                for (int from = first; from < end; from += BUCKET) {
                    int within = lanes.bucket(form, queries, i * d, d, buckets, (from - first) * d, selection.limit(), sums);
                    if (from + BUCKET > n) {
                        within &= (1 << n - from) - 1;
                    }
                    for (; within != 0; within &= within - 1) {
                        int l = Integer.numberOfTrailingZeros(within);
                        selection.offer(from + l, sums[l]);
                    }
                }
            }
        }
    }

    private static void transpose(double[] rows, int count, int d, double[] bucket, int at) {
        for (int j = 0; j < d; j++) {
            for (int l = 0; l < count; l++) {
                bucket[at + j * BUCKET + l] = rows[l * d + j];
            }
        }
    }

    /// What all sums are multiplied by, so that floats hold them: a power of four, or 0 if there is none.
    private double scaling() {
        int exponent = Math.getExponent(greatest);
        return greatest == 0 ? 1 : exponent < -900 || exponent > 900 ? 0 : Math.scalb(1.0, -2 * Math.floorDiv(exponent, 2));
    }

    /// @return false where numbers are too far apart for it; then nothing has been done
    private boolean multiplied(Form form, Lanes lanes, double[] queries, int count, Selection[] selections) {
        int n = rows();
        int d = columns();
        double squared = scaling();
        double scale = Math.sqrt(squared);
        var shortlists = new Shortlist[count];
        var room = new Room(d);
        for (int i = 0; i < count; i++) {
            double norm = norm(queries, i * d, centre) * squared;
            if (squared == 0 || !(norm < MOST)) {
                return false;
            }
            shortlists[i] = new Shortlist(this, form, lanes, queries, i * d, norm, squared, selections[i], room);
        }
        var centred = new float[count * d];
        convert(queries, count, scale, centred);
        int tile = Math.min(n, Math.clamp(ROOM / d, 16, TILE));
        var wide = new double[tile * d];
        var rows = new float[tile * d];
        var products = new float[count * tile];
        var low = new float[tile];
        var hits = new int[tile];
        double keep = squared * (1 - error());
        for (int first = 0; first < n; first += tile) {
            int width = Math.min(tile, n - first);
            read(first, first + width, wide, 0);
            convert(wide, width, scale, rows);
            for (int i = 0; i < width; i++) {
                low[i] = (float) (norms[first + i] * keep);
            }
            FloatMatrixProducts.gemm(-2, FloatStrided.of(count, d, centred),
                    new FloatStrided(rows, 0, width, d, d, 1).transpose(), 0,
                    new FloatStrided(products, 0, count, width, tile, 1), Parallel.sequential());
            for (int i = 0; i < count; i++) {
                shortlists[i].take(products, i * tile, low, first, width, hits);
            }
        }
        for (var shortlist : shortlists) {
            shortlist.settle();
        }
        return true;
    }

    /// How much a sum that products give may be off, relative to both norms: what it takes to round each of so many terms, and
    /// a few steps more.
    private double error() {
        int terms = Math.min(columns(), FloatMatrixProducts.INNER) + Math.ceilDiv(columns(), FloatMatrixProducts.INNER);
        return 1.25 * (terms + 16) * 0x1p-24;
    }

    /// How much it may be off because terms are too small for floats, where the greatest norm is about 1.
    private double lost() {
        return (columns() + 16) * 0x1p-80;
    }

    /// Where rows are summed directly, a bucket at a time; shared by the queries of a block.
    private record Room(double[] rows, double[] bucket, double[] sums) {

        Room(int d) {
            this(new double[BUCKET * d], new double[BUCKET * d], new double[BUCKET]);
        }
    }

    /// Rows that may be among those wanted, as far as products tell.
    private static final class Shortlist {

        private final Scan scan;
        private final Form form;
        private final Lanes lanes;
        private final double[] queries;
        private final int queryAt;
        private final Selection selection;
        private final double norm;
        private final double squared;
        private final double error;
        private final double lost;
        private final Room room;
        private double limit;
        private int count;
        /// What the rows' sums are at least, scaled.
        private double[] least;
        private int[] rows;

        Shortlist(Scan scan, Form form, Lanes lanes, double[] queries, int queryAt, double norm, double squared,
                Selection selection, Room room) {
            this.scan = scan;
            this.form = form;
            this.lanes = lanes;
            this.queries = queries;
            this.queryAt = queryAt;
            this.selection = selection;
            this.norm = norm;
            this.squared = squared;
            this.error = scan.error();
            this.lost = scan.lost();
            this.room = room;
            this.limit = selection.limit() * squared;
            int capacity = selection.isNearest() ? Math.min(4 * selection.k(), scan.rows()) + 2 * BUCKET : 4 * BUCKET;
            this.least = new double[capacity];
            this.rows = new int[capacity];
        }

        /// Takes those of a tile's rows that may be wanted.
        ///
        /// @param low the rows' squared norms less their part of the error
        void take(float[] products, int at, float[] low, int first, int width, int[] hits) {
            double mine = norm * (1 - error) - lost;
            int from = 0;
            while (from < width) {
                // a piece at a time while the limit still falls fast
                int piece = limit == Double.POSITIVE_INFINITY ? Math.min(width - from, least.length - count) : width - from;
                int passed = lanes.filter(products, at + from, low, from, piece, Math.nextUp((float) (limit - mine)), hits);
                for (int h = 0; h < passed; h++) {
                    int i = from + hits[h];
                    double sum = (double) products[at + i] + low[i] + mine;
                    if (sum <= limit && !selection.leavesOut(first + i)) {
                        least[count] = sum;
                        rows[count++] = first + i;
                        if (count == least.length) {
                            shorten();
                        }
                    }
                }
                from += piece;
            }
        }

        /// Lowers the limit to what k rows' sums are at most, and drops the rows above it; sums the others if they are many.
        private void shorten() {
            tighten();
            if (2 * count > least.length) {
                settle();
            }
        }

        private void tighten() {
            if (count > selection.k()) {
                var most = new double[count];
                for (int i = 0; i < count; i++) {
                    most[i] = least[i] + 2.01 * (error * (norm + scan.norms[rows[i]] * squared) + lost);
                }
                Arrays.sort(most);
                limit = Math.min(limit, most[selection.k() - 1]);
                int kept = 0;
                for (int i = 0; i < count; i++) {
                    if (least[i] <= limit) {
                        least[kept] = least[i];
                        rows[kept++] = rows[i];
                    }
                }
                count = kept;
            }
        }

        /// Sums directly, in buckets, what is on the list.
        void settle() {
            tighten();
            int d = scan.columns();
            for (int first = 0; first < count; first += BUCKET) {
                int width = Math.min(BUCKET, count - first);
                for (int l = 0; l < width; l++) {
                    scan.read(rows[first + l], room.rows, l * d);
                }
                transpose(room.rows, width, d, room.bucket, 0);
                int within = lanes.bucket(form, queries, queryAt, d, room.bucket, 0, selection.limit(), room.sums);
                for (int l = 0; l < width; l++) {
                    if ((within >> l & 1) == 1) {
                        selection.offer(rows[first + l], room.sums[l]);
                    }
                }
            }
            count = 0;
            limit = Math.min(limit, selection.limit() * squared);
        }
    }
}

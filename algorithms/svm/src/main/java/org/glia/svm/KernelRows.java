package org.glia.svm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;

/// Rows of the matrix of kernels, as many as memory is allowed for, the least recently used being given up. Rows hold
/// the columns of the active rows only; those kept from before are narrowed when they are asked for.
///
/// One row is bound by the speed at which the data are read, several at a time are not: with a row that is lacking come
/// others that the solver names as likely to be asked for soon, as many as were found of use lately. All this changes
/// the time, never a number.
final class KernelRows {

    /// As many rows as products read the others once for.
    private static final int MOST_AT_ONCE = 18;
    /// Multiplications of a piece of work for a thread.
    private static final int PIECE = 1 << 19;
    /// Columns whose sums stay in the second cache.
    private static final int MOST_COLUMNS = 512;
    /// Fetched in advance before the use of it is judged.
    private static final int JUDGED = 64;

    /// Names up to `count` columns whose rows are likely to be asked for, into `columns`, and says how many.
    @FunctionalInterface
    interface Foresight {
        int likely(int count, int[] columns);
    }

    private final Points all;
    private final long allowed;
    private final Parallel parallel;
    private final Runnable checkCancelled;
    private final double[][] rows;
    /// The set of active rows that each row's columns stand for.
    private final int[] version;
    private final boolean[] untried;
    /// Circular list of the rows held, most recently used first; the last place is its head.
    private final int[] newer;
    private final int[] older;
    private final List<int[]> versions = new ArrayList<>();
    private int[] active;
    private Points activePoints;
    private long held;
    private int atOnce = 6;
    private int foreseen;
    private int useful;

    KernelRows(Points all, long allowed, Parallel parallel, Runnable checkCancelled) {
        int n = all.count();
        this.all = all.prepared();
        this.allowed = allowed;
        this.parallel = parallel;
        this.checkCancelled = checkCancelled;
        this.rows = new double[n][];
        this.version = new int[n];
        this.untried = new boolean[n];
        this.newer = new int[n + 1];
        this.older = new int[n + 1];
        newer[n] = n;
        older[n] = n;
        this.active = IntStream.range(0, n).toArray();
        this.activePoints = this.all;
        versions.add(active);
    }

    /// From now on rows hold these columns, in rising order: some of the present ones, or all.
    void focus(int[] columns) {
        if (columns.length == all.count()) {
            for (int row = 0; row < rows.length; row++) {
                if (rows[row] != null && rows[row].length < columns.length) {
                    drop(row);
                }
            }
            activePoints = all;
        } else {
            activePoints = all.select(columns).prepared();
        }
        active = columns;
        versions.add(columns);
    }

    /// The kernels of the active row at `column` with all active rows; not to be written to.
    ///
    /// @param column position among the active rows
    double[] row(int column, Foresight foresight) {
        int row = active[column];
        if (rows[row] == null) {
            fetch(column, foresight);
        } else {
            touch(row);
            narrow(row);
        }
        if (untried[row]) {
            untried[row] = false;
            useful++;
        }
        return rows[row];
    }

    boolean has(int column) {
        return rows[active[column]] != null;
    }

    private void narrow(int row) {
        int now = versions.size() - 1;
        if (version[row] == now) {
            return;
        }
        var before = versions.get(version[row]);
        version[row] = now;
        if (before.length == active.length) {
            return;
        }
        var kept = new double[active.length];
        for (int k = 0, at = 0; k < active.length; k++, at++) {
            while (before[at] != active[k]) {
                at++;
            }
            kept[k] = rows[row][at];
        }
        held -= bytes(row);
        rows[row] = kept;
        held += bytes(row);
    }

    private void fetch(int column, Foresight foresight) {
        checkCancelled.run();
        int width = active.length;
        int room = (int) Math.clamp(allowed / 4 / (8L * width + 16), 1, MOST_AT_ONCE);
        judge();
        var wanted = new int[Math.min(atOnce, room)];
        wanted[0] = column;
        int count = 1;
        if (wanted.length > 1) {
            var others = new int[wanted.length - 1];
            int found = foresight.likely(others.length, others);
            for (int k = 0; k < found; k++) {
                if (others[k] != column) {
                    wanted[count++] = others[k];
                }
            }
        }
        wanted = Arrays.copyOf(wanted, count);
        var block = new double[Math.multiplyExact(count, width)];
        var these = activePoints.select(wanted);
        int most = (int) Math.clamp(PIECE / ((long) count * all.cost() + 1) / 64 * 64, 128, MOST_COLUMNS);
        parallel.chunked(width, most, (chunk, from, to) -> these.kernels(activePoints, from, to, block, from, width));
        for (int k = count - 1; k >= 0; k--) {
            int row = active[wanted[k]];
            rows[row] = count == 1 ? block : Arrays.copyOfRange(block, k * width, (k + 1) * width);
            version[row] = versions.size() - 1;
            untried[row] = k > 0;
            held += bytes(row);
            link(row);
        }
        foreseen += count - 1;
        while (held > allowed && newer[rows.length] != active[column]) {
            drop(newer[rows.length]);
        }
    }

    /// Fetches more in advance while most of that is used, and less if not.
    private void judge() {
        if (foreseen >= JUDGED) {
            if (10 * useful > 6 * foreseen) {
                atOnce = Math.min(MOST_AT_ONCE, atOnce + 2);
            } else if (10 * useful < 4 * foreseen) {
                atOnce = Math.max(2, atOnce - 2);
            }
            foreseen = 0;
            useful = 0;
        }
    }

    private long bytes(int row) {
        return 8L * rows[row].length + 16;
    }

    private void touch(int row) {
        unlink(row);
        link(row);
    }

    /// `older[head]` is the most recently used, `newer[head]` the least.
    private void link(int row) {
        int head = rows.length;
        older[row] = older[head];
        newer[row] = head;
        newer[older[head]] = row;
        older[head] = row;
    }

    private void unlink(int row) {
        newer[older[row]] = newer[row];
        older[newer[row]] = older[row];
    }

    private void drop(int row) {
        held -= bytes(row);
        rows[row] = null;
        untried[row] = false;
        unlink(row);
    }

    /// Adds to `sums[i]` the kernels of row `targets[i]` and rows `sources`, times `factors`, for rows of all.
    void addProducts(int[] targets, int[] sources, double[] factors, double[] sums) {
        if (targets.length == 0 || sources.length == 0) {
            return;
        }
        addProducts(all.select(targets), all.select(sources).prepared(), factors, sums, parallel);
    }

    /// Adds to `sums[i]` the kernels of row i of `targets` and all `sources`, times `factors`, each sum in the same order
    /// whatever rows it is computed with.
    static void addProducts(Points targets, Points sources, double[] factors, double[] sums, Parallel parallel) {
        int width = sources.count();
        if (width == 0) {
            return;
        }
        int tile = (int) Math.clamp((1L << 17) / width, 1, 64);
        parallel.chunked(targets.count(), tile, (chunk, from, to) -> {
            var block = new double[(to - from) * width];
            var some = targets.select(IntStream.range(from, to).toArray());
            some.kernels(sources, 0, width, block, 0, width);
            for (int i = from; i < to; i++) {
                sums[i] += Doubles.dot(block, (i - from) * width, factors, 0, width);
            }
        });
    }
}

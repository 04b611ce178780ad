package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.problem.DataException;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.clustering.KMeans.Method;
import org.glia.clustering.KMeansStep.Assign;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.distance.Centres;

/// Lloyd's iteration from given centroids to where they stay.
final class Lloyd {

    /// Where one start has ended.
    ///
    /// @param centroids  one after the other
    /// @param sizes      the weight of the rows of each
    /// @param inertia    with these centroids
    /// @param iterations how many were needed
    /// @param converged  whether the centroids stayed, within the tolerance
    /// @param inertias   the inertia of every assignment, the last one that of the result
    record Solution(double[] centroids, double[] sizes, double inertia, int iterations, boolean converged,
                    List<Double> inertias) {
    }

    private final String data;
    private final Chunks<KMeansRows> rows;
    private final int count;
    private final KMeans.Settings settings;
    private final int k;
    private final int width;
    private final double tolerance;
    private final Method method;
    private final Margins margins;
    private final Run run;

    /// @param count     of the rows
    /// @param tolerance of the sum of the squared ways of the centroids, absolute
    Lloyd(String data, Chunks<KMeansRows> rows, int count, KMeans.Settings settings, int width, double tolerance, Run run) {
        this.data = data;
        this.rows = rows;
        this.count = count;
        this.settings = settings;
        this.k = settings.k();
        this.width = width;
        this.tolerance = tolerance;
        this.method = settings.method() != Method.AUTO ? settings.method()
                : k < KMeans.MANY_CLUSTERS ? Method.LLOYD : Method.HAMERLY;
        this.margins = Margins.of(width);
        this.run = run;
    }

    /// @param start  the number of the start
    /// @param starts how many there are
    /// @throws DataException if squared distances overflow
    Solution from(double[] seeds, int start, int starts) {
        var line = starts == 1 ? "inertia" : "inertia of start " + (start + 1);
        var inertias = new ArrayList<Double>();
        var centroids = seeds;
        var before = seeds;
        var drifts = new double[k];
        // The weighted deviations of each cluster's rows from its centroid, kept up with the rows that move.
        var deviations = new double[k * width];
        var sizes = new double[0];
        boolean settled = false;
        boolean relocated = false;
        for (int iteration = 1; ; iteration++) {
            run.progress((start + Math.min(1, (double) iteration / settings.maxIterations())) / starts,
                    starts == 1 ? "iteration %d".formatted(iteration)
                            : "start %d of %d, iteration %d".formatted(start + 1, starts, iteration));
            var centres = new Centres(Strided.of(k, width, centroids), count);
            var sums = rows.aggregate(new Assign(centroids, centres, k, method, iteration == 1, drifts, halves(centroids)));
            if (!Double.isFinite(sums.inertia())) {
                throw new DataException("the numbers in %s are too large for squared distances; try `standardize | kmeans`"
                        .formatted(data));
            }
            boolean unchanged = sums.changed() == 0 && !relocated;
            if (!unchanged && iteration > 1 && sums.inertia() >= inertias.getLast()) {
                // Only rounding moves the centroids: they go to and fro between neighbouring numbers.
                return new Solution(before, sizes, inertias.getLast(), iteration - 1, true, inertias);
            }
            inertias.add(sums.inertia());
            run.record(line, iteration, sums.inertia());
            if (settled || unchanged || iteration > settings.maxIterations()) {
                // After the tolerance was met, or the iterations used up, this was the assignment to the final centroids.
                int iterations = unchanged && !settled && iteration <= settings.maxIterations() ? iteration : iteration - 1;
                return new Solution(centroids, sums.weights(), sums.inertia(), iterations, settled || unchanged, inertias);
            }
            before = centroids;
            sizes = sums.weights().clone();
            for (int c = 0; c < k; c++) {
                Doubles.axpy(1, sums.moved()[c], 0, deviations, c * width, sums.moved()[c].length);
            }
            var relocating = deviations.clone();
            var moves = relocations(sums, relocating, centroids, centres);
            relocated = !moves.isEmpty();
            centroids = means(sums, relocating, centroids);
            for (var move : moves) {
                System.arraycopy(move.row().cells(), 0, centroids, move.cluster() * width, width);
            }
            drifts = new double[k];
            double way = 0;
            for (int c = 0; c < k; c++) {
                // From a mean they sum up to what rounding left, which so goes into the next one.
                for (int j = c * width; j < (c + 1) * width; j++) {
                    deviations[j] = Math.fma(sizes[c], before[j] - centroids[j], deviations[j]);
                }
                double squared = Doubles.squaredDistance(before, c * width, centroids, c * width, width);
                boolean stayed = Arrays.equals(before, c * width, (c + 1) * width, centroids, c * width, (c + 1) * width);
                drifts[c] = stayed ? 0 : margins.upper(squared);
                way += squared;
            }
            settled = way <= tolerance && !relocated;
        }
    }

    private double[] means(Assign.Sums sums, double[] deviations, double[] centroids) {
        var means = centroids.clone();
        for (int c = 0; c < k; c++) {
            for (int j = c * width; sums.weights()[c] > 0 && j < (c + 1) * width; j++) {
                means[j] += deviations[j] / sums.weights()[c];
            }
        }
        return means;
    }

    /// A row that becomes the centroid of a cluster.
    private record Relocation(int cluster, KMeansRows.Found row) {
    }

    /// Gives each cluster without rows the row that is farthest from its centroid and shares it with others, and takes it out
    /// of that cluster's sums. Centroids for which there is none, because all rows lie on centroids, stay where they are.
    private List<Relocation> relocations(Assign.Sums sums, double[] deviations, double[] centroids, Centres centres) {
        var empty = IntStream.range(0, k).filter(c -> sums.rows()[c] == 0).toArray();
        var relocations = new ArrayList<Relocation>();
        if (empty.length == 0) {
            return relocations;
        }
        // k more than are needed, as so many clusters may consist of one row
        for (var row : rows.aggregate(new KMeansStep.Farthest(centres, empty.length + k))) {
            int from = row.label();
            if (relocations.size() < empty.length && row.rank() < 0 && sums.rows()[from] > 1) {
                for (int j = 0; j < width; j++) {
                    deviations[from * width + j] -= row.weight() * (row.cells()[j] - centroids[from * width + j]);
                }
                sums.weights()[from] -= row.weight();
                sums.rows()[from]--;
                relocations.add(new Relocation(empty[relocations.size()], row));
            }
        }
        return relocations;
    }

    /// Half the distances between centroids, as the method wants them.
    private double[] halves(double[] centroids) {
        if (method == Method.LLOYD) {
            return new double[0];
        }
        boolean all = method == Method.ELKAN;
        var halves = new double[all ? Math.multiplyExact(k, k) : k];
        run.parallel().forEach(k, a -> {
            double nearest = Double.POSITIVE_INFINITY;
            for (int b = 0; b < k; b++) {
                if (a != b) {
                    double half = margins.lower(Doubles.squaredDistance(centroids, a * width, centroids, b * width, width)) / 2;
                    nearest = Math.min(nearest, half);
                    if (all) {
                        halves[a * k + b] = half;
                    }
                }
            }
            if (!all) {
                halves[a] = nearest;
            }
        });
        return halves;
    }
}

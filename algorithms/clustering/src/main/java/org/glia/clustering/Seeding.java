package org.glia.clustering;

import java.util.Arrays;
import java.util.List;

import org.glia.api.run.Chunks;
import org.glia.api.run.RandomStream;
import org.glia.clustering.KMeansRows.Found;
import org.glia.clustering.KMeansRows.Stretches;
import org.glia.compute.dense.Strided;
import org.glia.compute.distance.Centres;

/// Chooses the rows that are the first centroids.
final class Seeding {

    private final Chunks<KMeansRows> rows;
    private final int count;
    private final int k;
    private final int width;
    private final RandomStream random;

    /// @param count of the rows
    Seeding(Chunks<KMeansRows> rows, int count, int k, int width, RandomStream random) {
        this.rows = rows;
        this.count = count;
        this.k = k;
        this.width = width;
        this.random = random;
    }

    /// k different rows, each row as likely as its weight says.
    double[] random() {
        var seeds = new double[k * width];
        var taken = new int[0];
        var stretches = rows.aggregate(new KMeansStep.DrawByWeight());
        while (taken.length < k) {
            // A row drawn twice counts once: so the rows follow as if each had been taken out before the next draw.
            for (var found : draw(stretches, k - taken.length)) {
                if (Arrays.stream(taken).noneMatch(number -> number == found.number())) {
                    System.arraycopy(found.cells(), 0, seeds, taken.length * width, width);
                    taken = Arrays.copyOf(taken, taken.length + 1);
                    taken[taken.length - 1] = found.number();
                }
            }
            stretches = rows.aggregate(new KMeansStep.Leave(taken));
        }
        return seeds;
    }

    /// Greedy k-means++ (Arthur and Vassilvitskii 2007): each further seed is the best of 2 + ln k rows that are drawn with
    /// probabilities proportional to their squared distances to the nearest seed so far. Where all rows lie on seeds, the
    /// rest are drawn by weight and lie on others.
    double[] plusPlus() {
        int candidates = 2 + (int) StrictMath.log(k);
        var seeds = new double[k * width];
        boolean spread = false;
        var stretches = rows.aggregate(new KMeansStep.DrawByWeight());
        for (int c = 0; c < k; c++) {
            var drawn = draw(stretches, spread ? candidates : 1);
            var cells = new double[drawn.size() * width];
            for (int i = 0; i < drawn.size(); i++) {
                System.arraycopy(drawn.get(i).cells(), 0, cells, i * width, width);
            }
            int best = 0;
            if (spread || c < k - 1) {
                best = least(rows.aggregate(new KMeansStep.Try(new Centres(Strided.of(drawn.size(), width, cells), count), c == 0)));
            }
            System.arraycopy(cells, best * width, seeds, c * width, width);
            if (c < k - 1) {
                stretches = rows.aggregate(new KMeansStep.DrawByDistance(best));
                spread = stretches.total() > 0;
                stretches = spread ? stretches : rows.aggregate(new KMeansStep.DrawByWeight());
            }
        }
        return seeds;
    }

    private static int least(double[] inertias) {
        int least = 0;
        for (int c = 1; c < inertias.length; c++) {
            if (inertias[c] < inertias[least]) {
                least = c;
            }
        }
        return least;
    }

    /// Rows drawn independently of each other, each as likely as its mass says.
    private List<Found> draw(Stretches stretches, int count) {
        var firsts = new int[count];
        var points = new double[count];
        for (int p = 0; p < count; p++) {
            double point = random.nextDouble() * stretches.total();
            for (int s = 0; s < stretches.sums().length; s++) {
                if (stretches.sums()[s] > 0) {
                    firsts[p] = stretches.firsts()[s];
                    points[p] = point;
                    if (point < stretches.sums()[s]) {
                        break;
                    }
                    point -= stretches.sums()[s];
                }
            }
        }
        return rows.aggregate(new KMeansStep.Locate(firsts, points));
    }
}

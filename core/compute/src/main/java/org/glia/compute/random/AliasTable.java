package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// A categorical distribution from which a draw is O(1), however many categories there are (Walker 1977, made in O(n) as
/// by Vose 1991). Memory: 12 bytes a category. Categories of weight 0 are never drawn. For a single draw
/// [RandomStream#choose] is quicker.
///
/// @param keep  the probability with which a column stands for its own category
/// @param alias the category for which it stands otherwise
public record AliasTable(double[] keep, int[] alias) {

    /// @throws IllegalArgumentException if the weights are not finite numbers of 0 or more of which one is positive
    public static AliasTable of(double... weights) {
        double greatest = Parameters.requireWeights(weights);
        int n = weights.length;
        double total = 0;
        int heaviest = 0;
        for (int i = 0; i < n; i++) {
            total += weights[i] / greatest;
            heaviest = weights[i] > weights[heaviest] ? i : heaviest;
        }
        var keep = new double[n];
        var alias = new int[n];
        var columns = new int[n]; // those with less than a full column from the left, the others from the right
        int small = 0;
        int large = n;
        for (int i = 0; i < n; i++) {
            keep[i] = weights[i] / greatest / total * n;
            columns[keep[i] < 1 ? small++ : --large] = i;
            alias[i] = i;
        }
        while (small > 0 && large < n) {
            int less = columns[--small];
            int more = columns[large];
            alias[less] = more;
            keep[more] -= 1 - keep[less];
            if (keep[more] < 1) {
                large++;
                columns[small++] = more;
            }
        }
        // what rounding left over fills its own column, unless it has no weight at all
        for (int i = 0; i < small; i++) {
            settle(columns[i], weights, heaviest, keep, alias);
        }
        for (int i = large; i < n; i++) {
            settle(columns[i], weights, heaviest, keep, alias);
        }
        return new AliasTable(keep, alias);
    }

    private static void settle(int column, double[] weights, int heaviest, double[] keep, int[] alias) {
        keep[column] = weights[column] > 0 ? 1 : 0;
        alias[column] = heaviest;
    }

    /// How many categories there are.
    public int size() {
        return alias.length;
    }

    /// One category.
    public int draw(RandomStream random) {
        int column = random.nextInt(alias.length);
        return random.nextDouble() < keep[column] ? column : alias[column];
    }

    /// Independent categories, the same as as many calls of [#draw(RandomStream)].
    ///
    /// @throws IllegalArgumentException if the count is negative
    public int[] draw(RandomStream random, int count) {
        Parameters.requireSample(alias.length, count, true);
        var drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = draw(random);
        }
        return drawn;
    }
}

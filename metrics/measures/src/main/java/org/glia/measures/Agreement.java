package org.glia.measures;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;

/// How many rows of each level of the target are in each cluster; rows that belong to no cluster (noise) are together
/// counted as one more. Every row counts the same.
///
/// @param cells    the counts of the pairs of level and cluster that occur, each with its level and its cluster
/// @param levels   the number of rows of each level, at least one
/// @param clusters the number of rows of each cluster, at least one
/// @param rows     all rows
record Agreement(Cell[] cells, int[] levels, int[] clusters, int rows) {

    record Cell(int level, int cluster, int count) {
    }

    static Agreement of(Dataset truth, Prediction prediction) {
        var known = Truth.known(truth, prediction);
        var target = Truth.levels(truth);
        if (!prediction.has(Tag.CLUSTER)) {
            throw new NoScore("the prediction has no clusters");
        }
        var clusters = prediction.clusters();
        return of(IntStream.of(known).map(target::code).toArray(), IntStream.of(known).map(row -> clusters[row]).toArray());
    }

    /// O(n log n) time and O(n) memory, however many levels and clusters there are.
    private static Agreement of(int[] levels, int[] clusters) {
        var level = numbered(levels);
        var cluster = numbered(clusters);
        var pairs = IntStream.range(0, level.length).mapToLong(row -> (long) level[row] << Integer.SIZE | cluster[row])
                .sorted().toArray();
        var starts = IntStream.range(0, pairs.length).filter(i -> i == 0 || pairs[i] != pairs[i - 1]).toArray();
        var cells = new Cell[starts.length];
        for (int c = 0; c < cells.length; c++) {
            int end = c + 1 < starts.length ? starts[c + 1] : pairs.length;
            cells[c] = new Cell((int) (pairs[starts[c]] >>> Integer.SIZE), (int) pairs[starts[c]], end - starts[c]);
        }
        return new Agreement(cells, counts(level), counts(cluster), pairs.length);
    }

    /// The codes numbered from 0 on in their order, without gaps.
    private static int[] numbered(int[] codes) {
        var distinct = IntStream.of(codes).sorted().distinct().toArray();
        return IntStream.of(codes).map(code -> Arrays.binarySearch(distinct, code)).toArray();
    }

    private static int[] counts(int[] numbers) {
        var counts = new int[IntStream.of(numbers).max().orElseThrow() + 1];
        for (int number : numbers) {
            counts[number]++;
        }
        return counts;
    }
}

package org.glia.measures;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Rows in falling order of their score for a level. Rows of equal score stand on one step: no order among them counts.
///
/// @param level    the level's name
/// @param positive for each step, the weight of its rows that have the level
/// @param negative for each step, the weight of its other rows
record Ranking(String level, double[] positive, double[] negative) {

    /// O(n log n).
    static Ranking of(String level, double[] scores, boolean[] has, double[] weights) {
        var order = IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row])).mapToInt(Integer::intValue).toArray();
        var positive = new double[order.length];
        var negative = new double[order.length];
        int step = -1;
        for (int place = 0; place < order.length; place++) {
            int row = order[place];
            if (place == 0 || scores[row] != scores[order[place - 1]]) {
                step++;
            }
            (has[row] ? positive : negative)[step] += weights[row];
        }
        return new Ranking(level, Arrays.copyOf(positive, step + 1), Arrays.copyOf(negative, step + 1));
    }

    /// The probability that a row that has the level scores higher than one that has not, ties counted half: the area
    /// under the ROC curve (Hanley and McNeil 1982).
    double rocArea() {
        double allPositive = Truth.sum(positive);
        double allNegative = Truth.sum(negative);
        if (allPositive == 0 || allNegative == 0) {
            throw new NoScore("%s row has the level `%s`, and AUC compares rows that have it with rows that have not"
                    .formatted(allPositive == 0 ? "no" : "every", level));
        }
        double higher = 0;
        double above = 0;
        for (int step = 0; step < positive.length; step++) {
            higher += negative[step] * (above + positive[step] / 2);
            above += positive[step];
        }
        return higher / allPositive / allNegative;
    }

    /// The precision at each step, weighted by how much recall grows there: the area under the precision-recall curve
    /// as a staircase, without interpolation (Davis and Goadrich 2006 say why).
    double averagePrecision() {
        double allPositive = Truth.sum(positive);
        if (allPositive == 0) {
            throw new NoScore("no row has the level `%s`, so there is nothing to recall".formatted(level));
        }
        double sum = 0;
        double found = 0;
        double taken = 0;
        for (int step = 0; step < positive.length; step++) {
            found += positive[step];
            taken += positive[step] + negative[step];
            if (positive[step] > 0) {
                sum += positive[step] * (found / taken);
            }
        }
        return sum / allPositive;
    }
}

package org.glia.trees;

import org.glia.api.run.Parallel;

/// A loss of raw scores (`rows x outputs`, row-major) against the targets of certain rows, with its first and second
/// derivatives. Stands on one set of scores at a time, which [#stand] gives it.
interface LossFunction {

    /// Rows that one piece of work takes.
    int PIECE = 1 << 13;

    int outputs();

    /// The best scores that are the same for all rows.
    double[] start();

    /// Takes up scores, and returns their mean loss.
    double stand(double[] scores, Parallel parallel);

    /// Writes the weighted derivatives by the scores of one output of rows `from` to `to` to the same places of the arrays.
    void derivatives(int output, int from, int to, double[] first, double[] second);

    /// Whether leaves hold what [#leaf] says rather than Newton's step.
    boolean renewsLeaves();

    /// The best number to add to the score of these rows.
    default double leaf(int[] rows, int from, int to) {
        throw new IllegalStateException("this loss takes Newton's steps");
    }

    /// The loss of one row at these scores, which need not be those that this stands on, without its weight.
    double loss(int row, double[] scores);

    /// What leaves multiply Newton's step by in trees of exact splits: (k - 1) / k for k > 2 classes (Friedman 2001,
    /// algorithm 6).
    default double stepFactor() {
        return 1;
    }

    /// The weight of each row.
    double[] weights();

    static double total(double[] weights) {
        return parallelSum(weights, Parallel.sequential());
    }

    /// Sums over pieces in a fixed tree.
    static double parallelSum(double[] numbers, Parallel parallel) {
        return numbers.length == 0 ? 0 : parallel.reduce(numbers.length, PIECE, (chunk, from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += numbers[i];
            }
            return sum;
        }, Double::sum);
    }
}

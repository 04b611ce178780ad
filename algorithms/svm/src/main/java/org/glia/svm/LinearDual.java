package org.glia.svm;

import org.glia.compute.dense.Doubles;

/// The dual of a linear support vector machine while it is solved, and what is asked of it at the end.
sealed interface LinearDual permits LinearMargin, LinearTube {

    LinearRows rows();

    /// The weights of the features, then that of the constant feature.
    double[] weights();

    /// What row `i` adds to the objective where its score is this.
    double loss(int i, double score);

    /// The derivative of the loss by the score.
    double slope(int i, double score);

    /// The second derivative of the squared loss.
    double curvature(int i, double score);

    /// Of the rows: how many are on the side that has fewer; all of them where there are no sides.
    double share();

    /// Goes on from weights that were found otherwise: the multipliers become those that would be theirs at the minimum.
    void take(double[] weights);

    /// The objective that the weights should make least.
    default double primal() {
        double losses = 0;
        for (int i = 0; i < rows().rows(); i++) {
            losses += loss(i, rows().dot(i, weights()));
        }
        return 0.5 * Doubles.sumOfSquares(weights(), 0, weights().length) + losses;
    }

    /// The objective that the multipliers should make greatest: no weights have a primal objective below it.
    double dual();

    /// Rows whose multiplier is not 0.
    int supportVectors();
}

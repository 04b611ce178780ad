package org.glia.svm;

/// The dual of a linear support vector machine while it is solved, and what is asked of it at the end.
sealed interface LinearDual permits LinearMargin, LinearTube {

    /// The weights of the features, then that of the constant feature.
    double[] weights();

    /// The objective that the weights should make least.
    double primal();

    /// The objective that the multipliers should make greatest: no weights have a primal objective below it.
    double dual();

    /// Rows whose multiplier is not 0.
    int supportVectors();
}

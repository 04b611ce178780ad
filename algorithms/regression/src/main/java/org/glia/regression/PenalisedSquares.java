package org.glia.regression;

import org.glia.compute.optimise.CoordinateProblem;

/// Least squares of centred columns with an elastic-net penalty, one coefficient at a time. It keeps its coefficients from one
/// penalty to the next, so that a path is walked along.
abstract sealed class PenalisedSquares implements CoordinateProblem permits CovarianceProblem, ResidualProblem {

    /// Whether squares of the columns stay in the range of numbers.
    abstract boolean isFinite();

    /// Half the mean squared target, centred: the objective without coefficients.
    abstract double nothing();

    /// The slopes, downhill, where all coefficients are 0; they stay as they are.
    abstract double[] firstSlopes();

    abstract void penalise(ElasticNetPenalty with);

    /// The coefficients now; a copy.
    abstract double[] coefficients();

    /// The mean squared residual now.
    abstract double squares();

    /// Computes slopes anew from the data.
    abstract void refresh();
}

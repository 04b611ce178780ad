package org.glia.experiments.curves;

/// What comes of calling those rows positive whose score is a threshold or more. Rates are NaN where they divide by nothing.
///
/// @param threshold      infinite where no row is called positive
/// @param truePositives  the weight of the positive rows that are called so, their number without weights
/// @param falsePositives the weight of the others that are called positive
/// @param falseNegatives the weight of the positive rows that are not called so
/// @param trueNegatives  the weight of the others that are not called positive
public record Cutoff(double threshold, double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {

    public double total() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /// How much is called positive.
    public double predicted() {
        return truePositives + falsePositives;
    }

    /// Of what is called positive, the share that is.
    public double precision() {
        return truePositives / predicted();
    }

    /// Of the positive rows, the share that is called so.
    public double recall() {
        return truePositives / (truePositives + falseNegatives);
    }

    /// Of the other rows, the share that is not called positive.
    public double specificity() {
        return trueNegatives / (trueNegatives + falsePositives);
    }

    public double accuracy() {
        return (truePositives + trueNegatives) / total();
    }

    /// The harmonic mean of precision and recall, in which recall counts `beta` times as much (van Rijsbergen 1979); 0 if nothing is
    /// called positive.
    public double f(double beta) {
        double square = beta * beta;
        return (1 + square) * truePositives / ((1 + square) * truePositives + square * falseNegatives + falsePositives);
    }

    /// Recall and specificity, less 1 (Youden 1950).
    public double youden() {
        return recall() + specificity() - 1;
    }

    /// The correlation of truth and call (Matthews 1975); 0 where all rows are called the same.
    public double mcc() {
        double called = predicted() * (total() - predicted());
        double is = (truePositives + falseNegatives) * (falsePositives + trueNegatives);
        return called == 0 ? 0 : (truePositives * trueNegatives - falsePositives * falseNegatives) / Math.sqrt(called) / Math.sqrt(is);
    }

    /// The mean cost of a row.
    public double cost(double ofFalsePositive, double ofFalseNegative) {
        return (falsePositives * ofFalsePositive + falseNegatives * ofFalseNegative) / total();
    }

    Cutoff with(double other) {
        return new Cutoff(other, truePositives, falsePositives, falseNegatives, trueNegatives);
    }

    Cutoff plus(Cutoff other) {
        return new Cutoff(Double.NaN, truePositives + other.truePositives, falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives, trueNegatives + other.trueNegatives);
    }
}

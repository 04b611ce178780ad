package org.glia.neural;

/// How the scores of one target are read: part of the model.
public sealed interface Head {

    /// The name of the target.
    String target();

    /// How many scores it takes.
    int scores();

    /// A nominal target. One score, the log-odds of the second class, where there are two; otherwise one for each
    /// class, whose softmax are the probabilities.
    ///
    /// @param classes codes of the levels that are predicted, rising; the others have the probability 0
    record Classes(String target, int[] classes) implements Head {

        @Override
        public int scores() {
            return classes.length == 2 ? 1 : classes.length;
        }
    }

    /// A numeric target, whose score is `(value - mean) / scale`.
    ///
    /// @param mean       of the training rows, 0 where targets are not scaled
    /// @param deviations sum of the squared deviations from it
    /// @param weight     of the training rows
    /// @param scaled     whether targets are scaled
    record Number(String target, double mean, double deviations, double weight, boolean scaled) implements Head {

        @Override
        public int scores() {
            return 1;
        }

        /// The standard deviation; 1 where it is 0, or targets are not scaled.
        public double scale() {
            double variance = scaled && weight > 0 ? deviations / weight : 1;
            return variance > 0 && variance < Double.POSITIVE_INFINITY ? Math.sqrt(variance) : 1;
        }

        /// The same with another value of this weight (Welford, 1962; West, 1979).
        Number with(double value, double more) {
            if (!scaled || more == 0) {
                return this;
            }
            double total = weight + more;
            double step = value - mean;
            double moved = mean + step * more / total;
            return new Number(target, moved, deviations + more * step * (value - moved), total, true);
        }
    }
}

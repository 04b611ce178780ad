package org.glia.regression;

import org.glia.api.recipe.Setting;
import org.glia.compute.elementwise.Elementary;

/// What `sgd` minimises the mean of: a function of the answer y, which is 1 or -1 for classes, and the score p.
public sealed interface Loss {

    /// The loss of a row.
    double value(double y, double p);

    /// Its slope along p.
    double slope(double y, double p);

    /// Whether answers are classes.
    default boolean classifies() {
        return true;
    }

    /// Whether slopes grow with errors, so that steps which are too long throw the weights ever further.
    default boolean steepens() {
        return false;
    }

    /// `hinge` for classes, `squared` for numbers.
    record Auto() implements Loss {

        @Override
        public double value(double y, double p) {
            throw new IllegalStateException("auto stands for another loss");
        }

        @Override
        public double slope(double y, double p) {
            throw new IllegalStateException("auto stands for another loss");
        }
    }

    /// That of the linear support vector machine: `max(0, 1 - yp)`.
    record Hinge() implements Loss {

        @Override
        public double value(double y, double p) {
            return Math.max(0, 1 - y * p);
        }

        @Override
        public double slope(double y, double p) {
            return y * p <= 1 ? -y : 0;
        }
    }

    /// `max(0, 1 - yp)^2`
    record SquaredHinge() implements Loss {

        @Override
        public double value(double y, double p) {
            double lack = Math.max(0, 1 - y * p);
            return lack * lack;
        }

        @Override
        public double slope(double y, double p) {
            return -2 * y * Math.max(0, 1 - y * p);
        }

        @Override
        public boolean steepens() {
            return true;
        }
    }

    /// That of logistic regression, which gives probabilities: `log(1 + exp(-yp))`.
    record Log() implements Loss {

        @Override
        public double value(double y, double p) {
            return Elementary.softplus(-y * p);
        }

        @Override
        public double slope(double y, double p) {
            return -y * Elementary.logistic(-y * p);
        }
    }

    /// Squared hinge, and linear where `yp < -1`: bears wrong labels, and gives probabilities.
    record ModifiedHuber() implements Loss {

        @Override
        public double value(double y, double p) {
            double margin = y * p;
            return margin >= 1 ? 0 : margin >= -1 ? (1 - margin) * (1 - margin) : -4 * margin;
        }

        @Override
        public double slope(double y, double p) {
            double margin = y * p;
            return margin >= 1 ? 0 : margin >= -1 ? -2 * (1 - margin) * y : -4 * y;
        }
    }

    /// Rosenblatt's: `max(0, -yp)`.
    record Perceptron() implements Loss {

        @Override
        public double value(double y, double p) {
            return Math.max(0, -y * p);
        }

        @Override
        public double slope(double y, double p) {
            return y * p <= 0 ? -y : 0;
        }
    }

    /// Least squares: `(p - y)^2 / 2`.
    record Squared() implements Loss {

        @Override
        public double value(double y, double p) {
            return 0.5 * (p - y) * (p - y);
        }

        @Override
        public double slope(double y, double p) {
            return p - y;
        }

        @Override
        public boolean steepens() {
            return true;
        }

        @Override
        public boolean classifies() {
            return false;
        }
    }

    /// Squared near the answer and linear beyond `epsilon`, so that outliers pull no harder: Huber's.
    record Huber(@Setting(value = "distance from which errors count linearly", min = 0, minExclusive = true) double epsilon)
            implements Loss {

        public Huber() {
            this(0.1);
        }

        @Override
        public double value(double y, double p) {
            double error = Math.abs(p - y);
            return error <= epsilon ? 0.5 * error * error : epsilon * error - 0.5 * epsilon * epsilon;
        }

        @Override
        public double slope(double y, double p) {
            return Math.clamp(p - y, -epsilon, epsilon);
        }

        @Override
        public boolean classifies() {
            return false;
        }
    }

    /// That of support vector regression: `max(0, |p - y| - epsilon)`.
    record EpsilonInsensitive(@Setting(value = "distance up to which errors count nothing", min = 0) double epsilon) implements Loss {

        public EpsilonInsensitive() {
            this(0.1);
        }

        @Override
        public double value(double y, double p) {
            return Math.max(0, Math.abs(p - y) - epsilon);
        }

        @Override
        public double slope(double y, double p) {
            return Math.abs(p - y) > epsilon ? Math.signum(p - y) : 0;
        }

        @Override
        public boolean classifies() {
            return false;
        }
    }

    /// `max(0, |p - y| - epsilon)^2`
    record SquaredEpsilonInsensitive(@Setting(value = "distance up to which errors count nothing", min = 0) double epsilon)
            implements Loss {

        public SquaredEpsilonInsensitive() {
            this(0.1);
        }

        @Override
        public double value(double y, double p) {
            double beyond = Math.max(0, Math.abs(p - y) - epsilon);
            return beyond * beyond;
        }

        @Override
        public double slope(double y, double p) {
            return 2 * Math.copySign(Math.max(0, Math.abs(p - y) - epsilon), p - y);
        }

        @Override
        public boolean steepens() {
            return true;
        }

        @Override
        public boolean classifies() {
            return false;
        }
    }
}

package org.glia.experiments.curves;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;

/// What a threshold is chosen for.
public sealed interface Goal {

    /// What is to be reached, for people: `f1`, `recall`.
    String name();

    /// How well it is reached, NaN where that is undefined.
    double value(Cutoff cutoff);

    default boolean greaterIsBetter() {
        return true;
    }

    /// The rate that must reach [#least], where there is one.
    default OptionalDouble bounded(Cutoff cutoff) {
        return OptionalDouble.empty();
    }

    /// The least that [#bounded] may be.
    default double least() {
        return Double.NEGATIVE_INFINITY;
    }

    /// The goal in a sentence: `the largest f1`, `the largest recall with precision of 0.9 or more`.
    default String words() {
        return (greaterIsBetter() ? "the largest " : "the least ") + name();
    }

    /// The largest F score.
    ///
    /// @param beta how many times as much as precision recall counts
    record F(double beta) implements Goal {

        @Override
        public String name() {
            return "f" + (beta == Math.rint(beta) ? Long.toString((long) beta) : Double.toString(beta));
        }

        @Override
        public double value(Cutoff cutoff) {
            return cutoff.f(beta);
        }
    }

    /// The largest accuracy.
    record Accuracy() implements Goal {

        @Override
        public String name() {
            return "accuracy";
        }

        @Override
        public double value(Cutoff cutoff) {
            return cutoff.accuracy();
        }
    }

    /// The largest J of Youden: recall and specificity, less 1.
    record Youden() implements Goal {

        @Override
        public String name() {
            return "youden";
        }

        @Override
        public double value(Cutoff cutoff) {
            return cutoff.youden();
        }
    }

    /// The largest correlation of truth and call.
    record Mcc() implements Goal {

        @Override
        public String name() {
            return "mcc";
        }

        @Override
        public double value(Cutoff cutoff) {
            return cutoff.mcc();
        }
    }

    /// The least mean cost of a row.
    record Cost(double falsePositive, double falseNegative) implements Goal {

        /// @throws GliaException if a cost is negative or infinite, or both are 0
        public Cost {
            if (!(falsePositive >= 0 && falseNegative >= 0 && falsePositive + falseNegative > 0
                    && Double.isFinite(falsePositive + falseNegative))) {
                throw new GliaException("the costs of errors are numbers of 0 or more, not both 0; they were %s and %s"
                        .formatted(falsePositive, falseNegative));
            }
        }

        @Override
        public String name() {
            return "cost";
        }

        @Override
        public double value(Cutoff cutoff) {
            return cutoff.cost(falsePositive, falseNegative);
        }

        @Override
        public boolean greaterIsBetter() {
            return false;
        }
    }

    /// The largest of one rate where another reaches a bound.
    ///
    /// @param rate  which must reach it
    /// @param least the bound, above 0 and up to 1
    record Bounded(Rate rate, double least) implements Goal {

        /// @throws GliaException if the bound is no share
        public Bounded {
            if (!(least > 0 && least <= 1)) {
                throw new GliaException("a rate to be reached lies above 0 and is at most 1, not " + least);
            }
        }

        /// What can be demanded.
        enum Rate { PRECISION, RECALL, SPECIFICITY }

        @Override
        public String name() {
            return rate == Rate.RECALL ? "precision" : "recall";
        }

        @Override
        public double value(Cutoff cutoff) {
            return rate == Rate.RECALL ? cutoff.precision() : cutoff.recall();
        }

        @Override
        public OptionalDouble bounded(Cutoff cutoff) {
            return OptionalDouble.of(switch (rate) {
                case PRECISION -> cutoff.precision();
                case RECALL -> cutoff.recall();
                case SPECIFICITY -> cutoff.specificity();
            });
        }

        /// `precision`
        public String boundedName() {
            return rate.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String words() {
            return "the largest %s with a %s of %s or more".formatted(name(), boundedName(), least);
        }
    }

    /// Reads `f1`, `f2`, `f0.5`, `accuracy`, `youden`, `mcc`, `cost`, `precision>=0.9`, `recall>=0.9` or `specificity>=0.9`.
    ///
    /// @param falsePositive what it costs to call a row positive that is not, for `cost`
    /// @param falseNegative what it costs not to call a positive row so, for `cost`
    /// @throws GliaException if it is none of them; the message says which there are
    static Goal parse(String words, double falsePositive, double falseNegative) {
        var text = words.replace(" ", "");
        var bound = Pattern.compile("(precision|recall|specificity)>=(\\d*\\.?\\d+(?:[eE]-?\\d+)?)").matcher(text);
        if (bound.matches()) {
            return new Bounded(Bounded.Rate.valueOf(bound.group(1).toUpperCase(Locale.ROOT)), Double.parseDouble(bound.group(2)));
        }
        var f = Pattern.compile("f(\\d*\\.?\\d+)").matcher(text);
        if (f.matches() && Double.parseDouble(f.group(1)) > 0) {
            return new F(Double.parseDouble(f.group(1)));
        }
        return switch (text) {
            case "accuracy" -> new Accuracy();
            case "youden" -> new Youden();
            case "mcc" -> new Mcc();
            case "cost" -> new Cost(falsePositive, falseNegative);
            default -> throw new GliaException(("a threshold cannot be chosen by `%s`%s; there are f1 (f2, f0.5 ...), accuracy, youden, mcc, "
                    + "cost, precision>=0.9, recall>=0.9 and specificity>=0.9").formatted(words,
                    Suggestion.didYouMean(text, List.of("f1", "accuracy", "youden", "mcc", "cost")).replace("?", "")));
        };
    }
}

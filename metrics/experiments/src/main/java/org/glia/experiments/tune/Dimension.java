package org.glia.experiments.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.recipe.Value;

/// A place in which the recipes of a [Space] differ. What is chosen there is a number: the setting itself, or which
/// of the alternatives it is.
sealed interface Dimension {

    /// Its position among all dimensions of the space.
    int index();

    /// `svc.kernel.rbf.gamma`
    String name();

    /// What may be chosen, as it was written.
    Value source();

    /// The value in a recipe.
    Value value(double chosen);

    /// What a grid tries.
    ///
    /// @param points how many points of a range
    double[] grid(int points);

    /// A number of a range.
    ///
    /// @param low   the smallest; a whole number if `whole`
    /// @param high  the largest
    /// @param log   whether the search is even in the logarithm
    /// @param whole whether the setting takes whole numbers only
    record Numeric(int index, String name, double low, double high, boolean log, boolean whole, Value.Range source) implements Dimension {

        /// Digits of a real number that is tried: recipes stay short, and say exactly what was tried.
        private static final int DIGITS = 6;

        static Numeric of(int index, String name, Value.Range range, boolean whole) {
            double low = whole ? Math.ceil(range.low()) : range.low();
            double high = whole ? Math.floor(range.high()) : range.high();
            if (low > high) {
                throw range.place().exception("no whole number lies in the range `%s` of `%s`".formatted(range, name));
            }
            return new Numeric(index, name, low, high, range.log(), whole, range);
        }

        /// Where the search for this number begins: in the logarithm if it is even there, half a step outside of whole numbers,
        /// so that the outermost ones have as much room as the others.
        double innerLow() {
            return scaled(whole ? low - 0.5 : low);
        }

        double innerHigh() {
            return scaled(whole ? high + 0.5 : high);
        }

        double scaled(double x) {
            return log ? StrictMath.log(x) : x;
        }

        /// The number at a place of the search.
        double at(double inner) {
            return clean(log ? StrictMath.exp(inner) : inner);
        }

        /// The nearest number that is tried: whole where that is wanted, else of few digits, within the range.
        double clean(double x) {
            if (whole) {
                return Math.clamp(Math.rint(x), low, high);
            }
            double rounded = log ? new BigDecimal(x).round(new MathContext(DIGITS)).doubleValue()
                    : new BigDecimal(x).setScale(DIGITS - exponent(high - low) - 1, RoundingMode.HALF_EVEN).doubleValue();
            return Math.clamp(rounded, low, high);
        }

        private static int exponent(double x) {
            var decimal = new BigDecimal(x);
            return decimal.precision() - decimal.scale() - 1;
        }

        @Override
        public double[] grid(int points) {
            if (whole && high - low < points) {
                return DoubleStream.iterate(low, x -> x <= high, x -> x + 1).toArray();
            }
            double first = scaled(low);
            double step = (scaled(high) - first) / (points - 1);
            var distinct = new TreeSet<Double>(List.of(low, high)); // the ends exactly, whatever exp(log(x)) is
            IntStream.range(1, points - 1).forEach(i -> distinct.add(at(first + i * step)));
            return distinct.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /// How far from the lower end, from 0 to 1.
        double share(double x) {
            return (scaled(x) - innerLow()) / (innerHigh() - innerLow());
        }

        @Override
        public Value value(double chosen) {
            var number = whole ? new BigDecimal(chosen).toBigInteger().toString() : Value.of(chosen).toString();
            return new Value.Scalar(number, false, source.place());
        }
    }

    /// One of several.
    ///
    /// @param inside what is to be chosen besides where one of them is taken
    record Choice(int index, String name, Value.AnyOf source, List<List<Dimension>> inside) implements Dimension {

        int size() {
            return source.values().size();
        }

        @Override
        public double[] grid(int points) {
            return IntStream.range(0, size()).asDoubleStream().toArray();
        }

        @Override
        public Value value(double chosen) {
            return source.values().get((int) chosen);
        }

        /// What people call an alternative: a name rather than all of its settings.
        String word(double chosen) {
            return value(chosen) instanceof Value.Nested nested && nested.isSpace() ? nested.steps().getLast().name()
                    : value(chosen).toString();
        }
    }
}

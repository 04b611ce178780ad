package org.glia.datasets.files;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import org.glia.api.data.Levels;
import org.glia.api.data.TimeColumn;
import org.glia.api.problem.Suggestion;

/// The values of one attribute while they grow.
sealed interface ArffColumn {

    /// Adds a value that is present.
    ///
    /// @throws ArffLine.Malformed if the attribute has no such value
    void add(String value) throws ArffLine.Malformed;

    void addMissing();

    /// Adds what a sparse row leaves out.
    void addOmitted();

    static double number(String value) throws ArffLine.Malformed {
        double number = Numbers.parse(value, '.');
        if (Double.isNaN(number)) {
            throw new ArffLine.Malformed("`%s` is not a number; a missing value is written ?".formatted(value));
        }
        return number;
    }

    /// `numeric`, `real` or `integer`.
    record Numeric(Doubles values) implements ArffColumn {

        @Override
        public void add(String value) throws ArffLine.Malformed {
            values.add(number(value));
        }

        @Override
        public void addMissing() {
            values.add(Double.NaN);
        }

        @Override
        public void addOmitted() {
            values.add(0);
        }
    }

    /// `{small, 'very large'}`.
    record Nominal(Levels levels, Map<String, Integer> codeOf, Ints codes) implements ArffColumn {

        @Override
        public void add(String value) throws ArffLine.Malformed {
            var code = codeOf.get(value);
            if (code == null) {
                throw new ArffLine.Malformed("`%s` is none of its declared values%s".formatted(value,
                        levels.size() > 12 ? Suggestion.didYouMean(value, levels.names())
                                : " {" + String.join(", ", levels.names()) + "}"));
            }
            codes.add(code);
        }

        @Override
        public void addMissing() {
            codes.add(-1);
        }

        @Override
        public void addOmitted() {
            codes.add(levels.size() == 0 ? -1 : 0);
        }
    }

    /// `string`.
    record Text(List<String> texts) implements ArffColumn {

        Text() {
            this(new ArrayList<>());
        }

        @Override
        public void add(String value) {
            texts.add(value);
        }

        @Override
        public void addMissing() {
            texts.add(null);
        }

        @Override
        public void addOmitted() {
            addMissing();
        }
    }

    /// `date "yyyy-MM-dd"`.
    record Date(SimpleDateFormat format, Longs times) implements ArffColumn {

        /// @throws ArffLine.Malformed if the pattern is none
        static Date of(String pattern) throws ArffLine.Malformed {
            try {
                var format = new SimpleDateFormat(pattern, Locale.ROOT);
                format.setTimeZone(TimeZone.getTimeZone("UTC"));
                format.setLenient(false);
                return new Date(format, new Longs());
            } catch (IllegalArgumentException e) {
                throw new ArffLine.Malformed("`%s` is no date pattern such as yyyy-MM-dd".formatted(pattern));
            }
        }

        @Override
        public void add(String value) throws ArffLine.Malformed {
            var position = new ParsePosition(0);
            var date = format.parse(value, position);
            if (date == null || position.getIndex() < value.length()) {
                throw new ArffLine.Malformed("`%s` is not a date of the pattern %s".formatted(value, format.toPattern()));
            }
            times.add(date.getTime());
        }

        @Override
        public void addMissing() {
            times.add(TimeColumn.MISSING);
        }

        @Override
        public void addOmitted() {
            addMissing();
        }
    }

    /// A numeric attribute whose values go into the sparse block of all of them.
    ///
    /// @param index its column there
    record InBlock(int index, Csr block) implements ArffColumn {

        @Override
        public void add(String value) throws ArffLine.Malformed {
            block.add(index, number(value));
        }

        @Override
        public void addMissing() {
            block.add(index, Double.NaN);
        }

        @Override
        public void addOmitted() {
        }
    }
}

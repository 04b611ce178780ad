package org.glia.api;

/// What a measure says: a number, or why there is none.
public sealed interface Score {

    /// @param value never NaN
    record Value(double value) implements Score {

        /// @throws IllegalArgumentException if the value is NaN: then it is undefined, for a reason
        public Value {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("a score that is not a number is undefined; say why");
            }
        }
    }

    /// @param reason one sentence
    record Undefined(String reason) implements Score {
    }

    static Score of(double value) {
        return new Value(value);
    }

    static Score undefined(String reason) {
        return new Undefined(reason);
    }
}

package org.glia.api.recipe;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Numbers within bounds.
record NumberShape(Kind kind, Bounds bounds) implements Shape {

    enum Kind { INT, LONG, FLOAT, DOUBLE }

    private boolean isWhole() {
        return kind == Kind.INT || kind == Kind.LONG;
    }

    @Override
    public Object read(Value value, Subject subject, Reading reading) {
        var text = value.text().orElse("");
        return isWhole() ? readWhole(text, value, subject, reading) : readReal(text, value, subject, reading);
    }

    private Object readWhole(String text, Value value, Subject subject, Reading reading) {
        if (!Syntax.isNumber(text)) {
            return failed(valid(), value, subject, reading);
        }
        long least = kind == Kind.INT ? Integer.MIN_VALUE : Long.MIN_VALUE;
        long most = kind == Kind.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
        double roughly = Double.parseDouble(text);
        // compared first, because writing 1e999999999 out as a whole number would take all memory
        if (Math.abs(roughly) > 1e30) {
            return failed(beyond(roughly, least, most), value, subject, reading);
        }
        if (Math.abs(roughly) < 1e-30 && roughly != 0) {
            return failed(valid(), value, subject, reading);
        }
        BigDecimal exact;
        try {
            exact = roughly == 0 && !isZero(text) ? null : new BigDecimal(roughly == 0 ? "0" : text);
        } catch (NumberFormatException exponentTooLong) {
            exact = null;
        }
        if (exact == null || exact.stripTrailingZeros().scale() > 0) {
            return failed(valid(), value, subject, reading);
        }
        if (exact.compareTo(BigDecimal.valueOf(least)) < 0 || exact.compareTo(BigDecimal.valueOf(most)) > 0) {
            return failed(beyond(roughly, least, most), value, subject, reading);
        }
        long whole = exact.longValueExact();
        if (!bounds.contain(whole)) {
            return failed(bounds.words(), value, subject, reading);
        }
        return kind == Kind.INT ? (Object) (int) whole : (Object) whole;
    }

    /// Whether the mantissa is zero, rather than the number too small for a double.
    private static boolean isZero(String text) {
        return text.toLowerCase(Locale.ROOT).split("e")[0].chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    /// What is valid, told of a number beyond the type.
    private String beyond(double number, long least, long most) {
        boolean bounded = number > 0 ? Double.isFinite(bounds.max()) : Double.isFinite(bounds.min());
        return bounded ? bounds.words() : number > 0 ? "at most " + most : "at least " + least;
    }

    private Object readReal(String text, Value value, Subject subject, Reading reading) {
        var number = switch (text.toLowerCase(Locale.ROOT)) {
            case "infinity", "+infinity", "inf", "+inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-infinity", "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> decimal(text);
        };
        if (number.isEmpty()) {
            return failed(valid(), value, subject, reading);
        }
        double real = number.get();
        boolean named = !text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1));
        boolean infinite = Double.isInfinite(real) || kind == Kind.FLOAT && Float.isInfinite((float) real);
        if (infinite && !(named && bounds.admitInfinity(real))) {
            return failed("a finite " + valid().substring("a ".length()), value, subject, reading);
        }
        // floats are held against the bounds as they are written, because 0.1f is above 0.1
        if (!bounds.contain(real)) {
            return failed(bounds.words(), value, subject, reading);
        }
        if (kind == Kind.DOUBLE) {
            return real;
        }
        // parsed as such, because rounding twice may give another number
        return Syntax.isNumber(text) ? (Object) Float.parseFloat(text) : (Object) (float) real;
    }

    /// The number that `0.2` or `20%` means, an infinity if it is too large for a double.
    private static Optional<Double> decimal(String text) {
        if (Syntax.isNumber(text)) {
            return Optional.of(Double.parseDouble(text));
        }
        if (!text.endsWith("%") || !Syntax.isNumber(text.substring(0, text.length() - 1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2).doubleValue());
        } catch (NumberFormatException | ArithmeticException exponentTooLong) {
            return Optional.empty();
        }
    }

    private static Object failed(String valid, Value value, Subject subject, Reading reading) {
        reading.problem(subject.mustBe(valid, value), value.place());
        return null;
    }

    @Override
    public Value write(Object object, UnaryOperator<Recipe> nested) {
        return new Value.Scalar(switch (object) {
            case null -> throw Shape.isNull();
            case Double x when x.isNaN() -> throw new IllegalArgumentException(
                    "the default is not a number; use Optional for what may be absent");
            case Float x when x.isNaN() -> throw new IllegalArgumentException(
                    "the default is not a number; use Optional for what may be absent");
            case Double x -> Syntax.number(x);
            case Float x -> Syntax.number(x);
            default -> object.toString();
        });
    }

    @Override
    public String valid() {
        return "a " + noun() + range().map(range -> ", " + range).orElse("");
    }

    @Override
    public String noun() {
        if (isWhole()) {
            return "whole number";
        }
        return bounds.admitInfinity(Double.POSITIVE_INFINITY) ? "number or `infinity`" : "number";
    }

    @Override
    public String plural() {
        return isWhole() ? "whole numbers" : "numbers";
    }

    @Override
    public Optional<String> range() {
        return Optional.of(bounds.words()).filter(words -> !words.isEmpty());
    }

    @Override
    public boolean isNumeric() {
        return true;
    }
}

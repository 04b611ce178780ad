package org.glia.compute.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import org.glia.api.run.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementaryTest {

    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    static final Map<String, DoubleUnaryOperator> DOUBLES = new LinkedHashMap<>();
    static final Map<String, FloatFunction> FLOATS = new LinkedHashMap<>();

    static {
        DOUBLES.put("exp", Elementary::exp);
        DOUBLES.put("expm1", Elementary::expm1);
        DOUBLES.put("log", Elementary::log);
        DOUBLES.put("log1p", Elementary::log1p);
        DOUBLES.put("tanh", Elementary::tanh);
        DOUBLES.put("logistic", Elementary::logistic);
        DOUBLES.put("softplus", Elementary::softplus);
        DOUBLES.put("normalCdf", Elementary::normalCdf);
        FLOATS.put("exp", FloatElementary::exp);
        FLOATS.put("expm1", FloatElementary::expm1);
        FLOATS.put("log", FloatElementary::log);
        FLOATS.put("log1p", FloatElementary::log1p);
        FLOATS.put("tanh", FloatElementary::tanh);
        FLOATS.put("logistic", FloatElementary::logistic);
        FLOATS.put("softplus", FloatElementary::softplus);
        FLOATS.put("normalCdf", FloatElementary::normalCdf);
    }

    /// The documented bounds.
    @ParameterizedTest
    @CsvSource({"exp,1", "expm1,2", "log,1", "log1p,2", "tanh,2", "logistic,3", "softplus,2", "normalCdf,5"})
    void valuesAreAsCloseAsDocumented(String function, double ulps) {
        int floats = 0;
        for (var reference : Reference.of(function)) {
            double x = reference.x();
            double error = reference.ulps(DOUBLES.get(function).applyAsDouble(x));
            assertTrue(error <= ulps, () -> "%s(%s) is %s ulp away".formatted(function, x, error));
            if (reference.isOfFloats()) {
                floats++;
                double floatError = reference.floatUlps(FLOATS.get(function).apply((float) x));
                assertTrue(floatError <= ulps, () -> "%s(%sf) is %s ulp away".formatted(function, x, floatError));
            }
        }
        assertTrue(floats > 30);
    }

    /// FDLIBM, which StrictMath is, has errors below 1 ulp itself.
    @ParameterizedTest
    @CsvSource({"exp,-746,710,2", "exp,-2,2,2", "expm1,-50,710,3", "expm1,-2,2,3", "log,0,4,2", "log,0,1e-307,2", "log,0,1e308,2",
            "log1p,-1,4,3", "log1p,-0.1,0.1,3", "log1p,0,1e300,3"})
    void agreesWithFdlibmOnManyArguments(String function, double from, double to, double ulps) {
        var random = new RandomStream(4);
        for (int i = 0; i < 20_000; i++) {
            double x = from + (to - from) * random.nextDouble();
            double expected = switch (function) {
                case "exp" -> StrictMath.exp(x);
                case "expm1" -> StrictMath.expm1(x);
                case "log" -> StrictMath.log(x);
                default -> StrictMath.log1p(x);
            };
            double actual = DOUBLES.get(function).applyAsDouble(x);
            if (Double.isInfinite(expected)) {
                assertEquals(expected, actual, () -> function + " of " + x);
            } else {
                assertTrue(Math.abs(actual - expected) <= ulps * Math.ulp(expected), () -> function + " of " + x);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exp, NaN, NaN", "exp, Infinity, Infinity", "exp, -Infinity, 0", "exp, 0, 1", "exp, -0.0, 1", "exp, 1e300, Infinity",
        "exp, -1e300, 0", "exp, 1e-30, 1",
        "expm1, NaN, NaN", "expm1, Infinity, Infinity", "expm1, -Infinity, -1", "expm1, 0, 0", "expm1, -0.0, -0.0",
        "expm1, 1e30, Infinity", "expm1, -1e30, -1", "expm1, -1e-30, -1e-30",
        "log, NaN, NaN", "log, Infinity, Infinity", "log, -Infinity, NaN", "log, 0, -Infinity", "log, -0.0, -Infinity", "log, -1, NaN",
        "log, -1e-30, NaN", "log, 1, 0",
        "log1p, NaN, NaN", "log1p, Infinity, Infinity", "log1p, -Infinity, NaN", "log1p, 0, 0", "log1p, -0.0, -0.0", "log1p, -1, -Infinity",
        "log1p, -1.5, NaN", "log1p, 1e-30, 1e-30",
        "tanh, NaN, NaN", "tanh, Infinity, 1", "tanh, -Infinity, -1", "tanh, 0, 0", "tanh, -0.0, -0.0", "tanh, 400, 1", "tanh, 1e-30, 1e-30",
        "logistic, NaN, NaN", "logistic, Infinity, 1", "logistic, -Infinity, 0", "logistic, 0, 0.5", "logistic, 1e30, 1",
        "logistic, -1e30, 0",
        "softplus, NaN, NaN", "softplus, Infinity, Infinity", "softplus, -Infinity, 0", "softplus, 1e30, 1e30", "softplus, -1e30, 0",
        "normalCdf, NaN, NaN", "normalCdf, Infinity, 1", "normalCdf, -Infinity, 0", "normalCdf, 1e30, 1", "normalCdf, -1e30, 0",
        "normalCdf, 50, 1", "normalCdf, -50, 0",
    })
    void limitsAreExact(String function, double x, double expected) {
        assertEquals(expected, DOUBLES.get(function).applyAsDouble(x), function + " of doubles");
        assertEquals((float) expected, FLOATS.get(function).apply((float) x), function + " of floats");
    }
}

package org.glia.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.glia.api.recipe.Value;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;

/// Against the formulas of Optuna 4, in `src/test/oracles/tuning.py`.
class ParzenTest {

    private static Dimension dimension(int index, JsonObject declared) {
        if (declared.has("choices")) {
            int n = declared.get("choices").getAsInt();
            return choice(index, n);
        }
        var range = new Value.Range(declared.get("low").getAsDouble(), declared.get("high").getAsDouble(), declared.get("log").getAsBoolean());
        return Dimension.Numeric.of(index, "x", range, declared.get("whole").getAsBoolean());
    }

    private static Dimension.Choice choice(int index, int n) {
        var values = IntStream.range(0, n).<Value>mapToObj(i -> new Value.Scalar("v" + i)).toList();
        return new Dimension.Choice(index, "x", new Value.AnyOf(values), values.stream().map(value -> List.<Dimension>of()).toList());
    }

    private static double[] numbers(JsonElement array) {
        return array.getAsJsonArray().asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static double[] column(JsonArray perDimension, int k) {
        return perDimension.asList().stream().mapToDouble(own -> own.getAsJsonArray().get(k).getAsDouble()).toArray();
    }

    @Test
    void weightsWidthsAndDensitiesAreThoseOfTheFormulas() throws IOException {
        try (var stream = ParzenTest.class.getResourceAsStream("/oracles/tune/parzen.json")) {
            int cases = 0;
            for (var one : JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).getAsJsonArray()) {
                agrees(one.getAsJsonObject());
                cases++;
            }
            assertEquals(35, cases);
        }
    }

    private static void agrees(JsonObject expected) {
        var declared = expected.getAsJsonArray("dimensions");
        var dimensions = new ArrayList<Dimension>();
        declared.forEach(one -> dimensions.add(dimension(dimensions.size(), one.getAsJsonObject())));
        var observed = expected.getAsJsonArray("points");
        int n = observed.get(0).getAsJsonArray().size();
        var points = IntStream.range(0, n).mapToObj(k -> column(observed, k)).toList();
        var parzen = new Parzen(dimensions, points, expected.get("joint").getAsBoolean());
        assertArrayEquals(numbers(expected.get("weights")), Parzen.weights(n), 1e-15);
        for (int d = 0; d < dimensions.size(); d++) {
            if (dimensions.get(d) instanceof Dimension.Numeric) {
                assertArrayEquals(numbers(expected.getAsJsonArray("widths").get(d)), parzen.widths(d), 1e-12, expected.toString());
            }
        }
        var densities = numbers(expected.get("logDensities"));
        for (int k = 0; k < densities.length; k++) {
            assertEquals(densities[k], parzen.logDensity(column(expected.getAsJsonArray("probes"), k)), 1e-9, expected.toString());
        }
    }

    @Test
    void aDensityOverWholeNumbersAndAlternativesAddsUpToOne() {
        var dimensions = List.<Dimension>of(Dimension.Numeric.of(0, "k", new Value.Range(1, 12, true), true), choice(1, 3));
        var points = List.of(new double[] {3, 0}, new double[] {12, 2}, new double[] {4, 0});
        var parzen = new Parzen(dimensions, points, true);
        double sum = 0;
        for (int k = 1; k <= 12; k++) {
            for (int a = 0; a < 3; a++) {
                sum += Math.exp(parzen.logDensity(new double[] {k, a}));
            }
        }
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void whatIsDrawnFollowsTheDensity() {
        var dimensions = List.<Dimension>of(Dimension.Numeric.of(0, "k", new Value.Range(1, 6, false), true), choice(1, 2));
        var parzen = new Parzen(dimensions, List.of(new double[] {2, 0}, new double[] {5, 1}), true);
        var random = RandomStream.of(0, "test", 0);
        var counts = new double[7][2];
        for (int i = 0; i < 20_000; i++) {
            var drawn = parzen.sample(random);
            counts[(int) drawn[0]][(int) drawn[1]]++;
        }
        double chi2 = 0;
        for (int k = 1; k <= 6; k++) {
            for (int a = 0; a < 2; a++) {
                double expected = 20_000 * Math.exp(parzen.logDensity(new double[] {k, a}));
                chi2 += (counts[k][a] - expected) * (counts[k][a] - expected) / expected;
            }
        }
        assertTrue(chi2 < 31.3, "chi-squared with 11 degrees of freedom, p = 0.001: " + chi2);
    }

    @Test
    void equalPointsAndPointsAtTheEndsAreNoTrouble() {
        var dimensions = List.<Dimension>of(Dimension.Numeric.of(0, "x", new Value.Range(0, 1, false), false));
        var points = IntStream.range(0, 200).mapToObj(i -> new double[] {i % 2}).toList();
        for (boolean joint : new boolean[] {false, true}) {
            var parzen = new Parzen(dimensions, points, joint);
            var random = RandomStream.of(0, "test", 0);
            for (int i = 0; i < 100; i++) {
                var drawn = parzen.sample(random);
                assertTrue(drawn[0] >= 0 && drawn[0] <= 1 && Double.isFinite(parzen.logDensity(drawn)), Arrays.toString(drawn));
            }
        }
    }
}

package org.glia.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.glia.api.Measure;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.model.Prediction;

/// A table of predictions and what scikit-learn measured on it; see `oracles/README.md`.
record Oracle(String name, Map<String, List<String>> columns, Map<String, Double> values) {

    static Oracle read(String name) {
        var values = new HashMap<String, Double>();
        var measured = csv(name + ".values.csv");
        for (int i = 0; i < measured.get("measure").size(); i++) {
            values.put(measured.get("measure").get(i) + "/" + measured.get("weights").get(i),
                    Double.valueOf(measured.get("value").get(i).replace("nan", "NaN")));
        }
        return new Oracle(name, csv(name + ".csv"), values);
    }

    static Map<String, List<String>> csv(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                Oracle.class.getResourceAsStream("/oracles/" + file), file), StandardCharsets.UTF_8))) {
            var columns = new LinkedHashMap<String, List<String>>();
            var head = reader.readLine().split(",");
            for (var column : head) {
                columns.put(column, new ArrayList<>());
            }
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var cells = line.split(",", -1);
                for (int c = 0; c < head.length; c++) {
                    columns.get(head[c]).add(cells[c]);
                }
            }
            return columns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What scikit-learn says.
    ///
    /// @param weights `none` or `weight`
    double value(String measure, String weights) {
        var value = values.get(measure + "/" + weights);
        if (value == null) {
            throw new IllegalArgumentException("%s has no %s/%s".formatted(name, measure, weights));
        }
        return value;
    }

    double[] numbers(String column) {
        return columns.get(column).stream().mapToDouble(Double::parseDouble).toArray();
    }

    int rows() {
        return columns.values().iterator().next().size();
    }

    /// The levels of a table of labels, in the order of its probabilities.
    Levels levels() {
        return columns.containsKey("score") ? Levels.of("neg", "pos")
                : Levels.of(columns.keySet().stream().filter(column -> column.startsWith("p_"))
                        .map(column -> column.substring(2)).toList());
    }

    Dataset truthOfLabels(String weights) {
        return weighted(Dataset.builder(name).nominal("truth", levels(), columns.get("truth").toArray(String[]::new)), weights);
    }

    Dataset truthOfNumbers(String weights) {
        return weighted(Dataset.builder(name).numeric("truth", numbers("truth")), weights);
    }

    private Dataset weighted(Dataset.Builder builder, String weights) {
        if (weights.equals("weight")) {
            builder.numeric("weight", numbers("weight")).role(Role.WEIGHT, "weight");
        }
        return builder.target("truth").build();
    }

    Prediction predictedLabels() {
        var levels = levels();
        var field = Field.nominal("truth", levels);
        return Prediction.builder().labels(field, columns.get("predicted").stream().mapToInt(levels::code).toArray())
                .levels("probability", field, probabilities()).build();
    }

    private Matrix probabilities() {
        var levels = levels();
        var p = new double[rows()][levels.size()];
        for (int row = 0; row < p.length; row++) {
            for (int level = 0; level < levels.size(); level++) {
                p[row][level] = columns.containsKey("score")
                        ? level == 1 ? numbers("score")[row] : 1 - numbers("score")[row]
                        : numbers("p_" + levels.name(level))[row];
            }
        }
        return Matrix.of(p);
    }

    Prediction predictedNumbers() {
        return Prediction.values(Field.numeric("truth"), numbers("predicted"));
    }

    static double value(Measure measure, Dataset truth, Prediction prediction) {
        return switch (measure.score(truth, prediction)) {
            case Score.Value value -> value.value();
            case Score.Undefined undefined -> throw new AssertionError(undefined.reason());
        };
    }

    static String reason(Measure measure, Dataset truth, Prediction prediction) {
        return switch (measure.score(truth, prediction)) {
            case Score.Value value -> throw new AssertionError("there is a value: " + value.value());
            case Score.Undefined undefined -> undefined.reason();
        };
    }

    static void assertClose(double expected, double found, double tolerance, String what) {
        assertEquals(expected, found, tolerance * Math.max(1, Math.abs(expected)), what);
    }
}

package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;

/// A table of another library's values from `src/test/resources/oracles`; empty cells are missing.
record Oracle(List<String> names, String[][] cells) {

    static Oracle read(String file) {
        try (var in = new BufferedReader(new InputStreamReader(
                Oracle.class.getResourceAsStream("/oracles/" + file + ".csv"), StandardCharsets.UTF_8))) {
            var lines = in.lines().map(line -> line.split(",", -1)).toList();
            return new Oracle(List.of(lines.getFirst()), lines.subList(1, lines.size()).toArray(String[][]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String[] texts(int column) {
        return Arrays.stream(cells).map(row -> row[column]).toArray(String[]::new);
    }

    double[] numbers(String column) {
        return Arrays.stream(texts(names.indexOf(column))).mapToDouble(Oracle::number).toArray();
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /// All columns numeric, a column `w` ignored.
    Dataset numeric() {
        var values = Arrays.stream(cells).map(row -> Arrays.stream(row).mapToDouble(Oracle::number).toArray())
                .toArray(double[][]::new);
        var data = Dataset.builder("oracle").numeric(names, Matrix.of(values)).build();
        return names.contains("w") ? data.withRole(Role.IGNORED, "w") : data;
    }

    /// All columns nominal, with levels in the order of the alphabet or as given.
    Dataset nominal(Levels... given) {
        var data = Dataset.builder("oracle");
        for (int c = 0; c < names.size(); c++) {
            if (given.length == 0) {
                data.nominal(names.get(c), texts(c));
            } else {
                data.nominal(names.get(c), given[c], texts(c));
            }
        }
        return data.build();
    }

    /// The features are those of this table, in its order, with the relative tolerance.
    void assertFeatures(Dataset found, double tolerance) {
        var matrix = found.features();
        assertEquals(names.size(), matrix.columns(), () -> found.schema().featureNames() + " against " + names);
        assertEquals(cells.length, matrix.rows());
        for (int i = 0; i < cells.length; i++) {
            for (int j = 0; j < names.size(); j++) {
                double expected = number(cells[i][j]);
                double allowed = Double.isNaN(expected) ? 0 : tolerance * Math.max(1, Math.abs(expected));
                assertEquals(expected, matrix.get(i, j), allowed, "row %d, column %s".formatted(i, names.get(j)));
            }
        }
    }

    /// The nominal features read like this table.
    void assertTexts(Dataset found) {
        for (int c = 0; c < names.size(); c++) {
            var column = found.nominal(names.get(c));
            assertEquals(List.of(texts(c)), IntStream.range(0, column.rows()).mapToObj(column::format).toList());
        }
    }
}

package org.glia.clustering;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.glia.api.data.Matrix;

/// A table of another library's values, or of data, from a folder of `src/test/resources`.
record Oracle(List<String> names, String[][] cells) {

    static Oracle read(String file) {
        return read("kmeans", file);
    }

    static Oracle read(String folder, String file) {
        try (var stored = Oracle.class.getResourceAsStream("/" + folder + "/" + file);
             var in = new BufferedReader(new InputStreamReader(file.endsWith(".gz") ? new GZIPInputStream(stored) : stored,
                     StandardCharsets.UTF_8))) {
            var lines = in.lines().map(line -> line.split(",", -1)).toList();
            return new Oracle(List.of(lines.getFirst()), lines.subList(1, lines.size()).toArray(String[][]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(int row, String column) {
        return cells[row][names.indexOf(column)];
    }

    double number(int row, String column) {
        return Double.parseDouble(text(row, column));
    }

    double[] numbers(String column) {
        int at = names.indexOf(column);
        return Arrays.stream(cells).mapToDouble(row -> Double.parseDouble(row[at])).toArray();
    }

    /// The first `count` columns.
    Matrix matrix(int count) {
        return Matrix.of(Arrays.stream(cells).map(row -> Arrays.stream(row, 0, count).mapToDouble(Double::parseDouble)
                .toArray()).toArray(double[][]::new));
    }
}

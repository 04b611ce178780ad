package org.glia.selforganizing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;

/// A table of another program's values, or of data, from `src/test/resources/som`.
record Oracle(List<String> names, double[][] cells) {

    static Oracle read(String file) {
        try (var in = new BufferedReader(new InputStreamReader(Oracle.class.getResourceAsStream("/som/" + file),
                StandardCharsets.UTF_8))) {
            var lines = in.lines().toList();
            return new Oracle(List.of(lines.getFirst().split(",")), lines.stream().skip(1)
                    .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
                            .toArray(double[][]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] column(String name) {
        int at = names.indexOf(name);
        return Arrays.stream(cells).mapToDouble(row -> row[at]).toArray();
    }

    int[] wholes(String name) {
        return Arrays.stream(column(name)).mapToInt(value -> (int) value).toArray();
    }

    DenseMatrix matrix() {
        return Matrix.of(cells);
    }
}

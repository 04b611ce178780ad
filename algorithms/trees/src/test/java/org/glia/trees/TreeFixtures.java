package org.glia.trees;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;

/// Reads tables and the numbers of other programs.
final class TreeFixtures {

    private TreeFixtures() {
    }

    static List<String[]> lines(String name) {
        try (var in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        var path = "/trees/" + name + ".csv";
        var zipped = TreeFixtures.class.getResourceAsStream(path + ".gz");
        return zipped == null ? TreeFixtures.class.getResourceAsStream(path) : new GZIPInputStream(zipped);
    }

    /// Numbers row by row.
    static double[][] numbers(String name) {
        return lines(name).stream().skip(1)
                .map(line -> Arrays.stream(line).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
    }

    /// A table whose last column is the target; columns with other cells than numbers and gaps are nominal.
    static Dataset table(String name) {
        var lines = lines(name);
        var header = lines.getFirst();
        var builder = Dataset.builder(name);
        for (int c = 0; c < header.length; c++) {
            int column = c;
            var cells = lines.stream().skip(1).map(line -> line[column]).toArray(String[]::new);
            if (Arrays.stream(cells).allMatch(cell -> cell.matches("[-+0-9.eE]*"))) {
                builder.numeric(header[c], Arrays.stream(cells)
                        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell)).toArray());
            } else {
                builder.nominal(header[c], cells);
            }
        }
        var data = builder.build().withTarget(header[header.length - 1]);
        return Arrays.asList(header).contains("weight") ? data.withRole(Role.WEIGHT, "weight") : data;
    }

    static Dataset weighted(Dataset data, double... weights) {
        return data.beside(Dataset.builder("w").numeric("w", weights).build()).withRole(Role.WEIGHT, "w");
    }

    /// 1, 2, 3, 1, 2, 3 ...
    static double[] cyclic(int rows) {
        var weights = new double[rows];
        Arrays.setAll(weights, row -> 1 + row % 3);
        return weights;
    }

    /// Fractions between 0.5 and 1.5 of which no two sums are equal.
    static double[] golden(int rows) {
        var weights = new double[rows];
        Arrays.setAll(weights, row -> 0.5 + row * 0.6180339887498949 % 1);
        return weights;
    }
}

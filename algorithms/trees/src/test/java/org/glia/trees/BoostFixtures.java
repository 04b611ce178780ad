package org.glia.trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;

/// Reads tables and the numbers of other programs.
final class BoostFixtures {

    private BoostFixtures() {
    }

    static List<String[]> lines(String name) {
        try (var in = BoostFixtures.class.getResourceAsStream("/boost/" + name + ".csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        var data = builder.target(header[header.length - 1]).build();
        return Arrays.asList(header).contains("weight") ? data.withRole(Role.WEIGHT, "weight") : data;
    }
}

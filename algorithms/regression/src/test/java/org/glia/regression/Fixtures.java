package org.glia.regression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glia.api.data.Dataset;

/// Reads the numbers of other programs.
final class Fixtures {

    private Fixtures() {
    }

    /// The cells of a CSV file without quotes, the header first; lines that begin with `#` are left out.
    static List<String[]> lines(String resource) {
        try (var in = Fixtures.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A table; columns whose cells are all numbers are numeric, others nominal. The last column is the target.
    static Dataset table(String resource) {
        var lines = lines(resource);
        var header = lines.getFirst();
        var builder = Dataset.builder(resource);
        for (int c = 0; c < header.length; c++) {
            int column = c;
            var cells = lines.stream().skip(1).map(line -> line[column]).toArray(String[]::new);
            if (Arrays.stream(cells).allMatch(cell -> cell.matches("[-+0-9.eE]+"))) {
                builder.numeric(header[c], Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray());
            } else {
                builder.nominal(header[c], cells);
            }
        }
        return builder.target(header[header.length - 1]).build();
    }

    /// Name to number, from two columns of a file.
    static Map<String, Double> numbers(String resource, int nameColumn, int valueColumn) {
        var numbers = new LinkedHashMap<String, Double>();
        lines(resource).stream().skip(1).filter(line -> line.length > valueColumn && !line[valueColumn].isEmpty()).forEach(line ->
                numbers.put(line[nameColumn], line[valueColumn].equals("NA") ? Double.NaN : Double.parseDouble(line[valueColumn])));
        return numbers;
    }

    /// The features with mean 0 and deviation 1 (divisor n).
    static Dataset standardized(Dataset data) {
        var result = data;
        for (var field : data.schema().features()) {
            var values = data.numeric(field.name()).values();
            double mean = Arrays.stream(values).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
            result = result.with(field, new org.glia.api.data.NumericColumn(
                    Arrays.stream(values).map(value -> (value - mean) / deviation).toArray()));
        }
        return result;
    }

    /// The data with weights in a column of that role.
    static Dataset weighted(Dataset data, double... cycle) {
        var weights = new ArrayList<Double>();
        for (int row = 0; row < data.rows(); row++) {
            weights.add(cycle[row % cycle.length]);
        }
        return data.with(org.glia.api.data.Field.numeric("weight of the row").withRole(org.glia.api.data.Role.WEIGHT),
                new org.glia.api.data.NumericColumn(weights.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}

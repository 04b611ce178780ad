package org.glia.experiments.statistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A line of a fixture; see `oracles/statistics/README.md`.
record Oracle(Map<String, String> cells) {

    static List<Oracle> read(String name) {
        try (var stream = Objects.requireNonNull(Oracle.class.getResourceAsStream("/oracles/statistics/%s.csv".formatted(name)), name)) {
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            var head = lines.getFirst().split(",");
            var read = new ArrayList<Oracle>();
            for (var line : lines.subList(1, lines.size())) {
                var values = line.split(",");
                var cells = new HashMap<String, String>();
                for (int i = 0; i < head.length; i++) {
                    cells.put(head[i], values[i]);
                }
                read.add(new Oracle(cells));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String column) {
        return Objects.requireNonNull(cells.get(column), column);
    }

    double number(String column) {
        var text = text(column);
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    int whole(String column) {
        return (int) number(column);
    }

    double[] numbers(String column) {
        return Arrays.stream(text(column).split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}

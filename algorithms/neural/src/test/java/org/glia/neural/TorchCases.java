package org.glia.neural;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What `torch_networks.py` wrote.
final class TorchCases {

    /// A network, and what became of it.
    record Case(String name, String settings, Map<String, double[]> blocks) {

        double[] get(String block) {
            if (!blocks.containsKey(block)) {
                throw new AssertionError("the case `%s` has no block `%s`".formatted(name, block));
            }
            return blocks.get(block);
        }

        float[] floats(String block) {
            var values = get(block);
            var floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final Map<String, Case> ALL = read();

    private TorchCases() {
    }

    private static Map<String, Case> read() {
        var cases = new LinkedHashMap<String, Case>();
        try (var in = TorchCases.class.getResourceAsStream("/torch/networks.txt")) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().iterator();
            lines.next();
            Case open = null;
            while (lines.hasNext()) {
                var line = lines.next();
                if (line.startsWith("case ")) {
                    open = new Case(line.substring(5), lines.next().substring("settings".length()).strip(),
                            new LinkedHashMap<>());
                    cases.put(open.name(), open);
                } else {
                    var values = Stream.of(lines.next().split(" ")).mapToDouble(Double::parseDouble).toArray();
                    open.blocks().put(line.substring(0, line.lastIndexOf(' ')), values);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}

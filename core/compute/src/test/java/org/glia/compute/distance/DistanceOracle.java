package org.glia.compute.distance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.glia.compute.dense.Strided;

/// Matrices that scikit-learn and SciPy computed; see `src/test/oracles/distances.py`.
final class DistanceOracle {

    private DistanceOracle() {
    }

    static Strided matrix(String name) {
        try (var in = new BufferedReader(new InputStreamReader(
                DistanceOracle.class.getResourceAsStream("oracle.csv"), StandardCharsets.US_ASCII))) {
            var rows = in.lines().map(line -> line.split(",")).filter(cells -> cells[0].equals(name)).toList();
            return Strided.of(rows.size(), rows.getFirst().length - 2, rows.stream()
                    .flatMapToDouble(cells -> Arrays.stream(cells, 2, cells.length).mapToDouble(Double::parseDouble)).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

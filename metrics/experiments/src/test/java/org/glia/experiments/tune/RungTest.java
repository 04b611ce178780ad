package org.glia.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class RungTest {

    /// scikit-learn 1.6.1, `HalvingGridSearchCV`; see `src/test/oracles/tuning.py`.
    @Test
    void rungsAreThoseOfScikitLearn() throws IOException {
        try (var stream = RungTest.class.getResourceAsStream("/oracles/tune/halving.csv")) {
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
            assertEquals(11, lines.size());
            for (var line : lines) {
                var cells = line.split(",");
                int candidates = Integer.parseInt(cells[0]);
                int eta = Integer.parseInt(cells[1]);
                int maximum = Integer.parseInt(cells[3]);
                int minimum = cells[2].equals("exhaust") ? Rung.exhausting(candidates, 1, maximum, eta) : Integer.parseInt(cells[2]);
                var rungs = Rung.halving(candidates, minimum, maximum, eta);
                assertEquals(cells[4], words(rungs.stream().map(Rung::candidates).toList()), line);
                assertEquals(cells[5], words(rungs.stream().map(Rung::resource).toList()), line);
            }
        }
    }

    private static String words(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static List<String> brackets(int minimum, int maximum, int eta) {
        return Rung.hyperband(minimum, maximum, eta).stream().map(bracket -> bracket.stream().map(rung -> rung.candidates() + "x"
                + rung.resource()).collect(Collectors.joining(" "))).toList();
    }

    /// By algorithm 1 of Li et al. 2018: n = ceil((s_max + 1) / (s + 1) eta^s), n_i = floor(n eta^-i), r_i = R eta^(i - s).
    @Test
    void bracketsAreThoseOfTheAlgorithm() {
        assertEquals(List.of("81x1 27x3 9x9 3x27 1x81", "34x3 11x9 3x27 1x81", "15x9 5x27 1x81", "8x27 2x81", "5x81"),
                brackets(1, 81, 3));
        assertEquals(List.of("4x25 2x50 1x100", "3x50 1x100", "3x100"), brackets(20, 100, 2));
        assertEquals(List.of("1x10"), brackets(10, 10, 3));
    }
}

package org.example.knn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnnTest {

    private static final Levels KINDS = Levels.of("ant", "bee", "cat");

    // ---- against scikit-learn

    private static List<String[]> read(String file) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(KnnTest.class.getResourceAsStream("/" + file), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static double[] numbers(List<String[]> rows, int column) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }

    /// The three columns from `first` on.
    private static Dataset.Builder points(List<String[]> rows, int first) {
        return Dataset.builder("points").numeric("a", numbers(rows, first)).numeric("b", numbers(rows, first + 1))
                .numeric("c", numbers(rows, first + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k=1", "k=12 weights=distance", "k=7 metric=manhattan weights=distance", "k=8 metric=chebyshev",
        "k=9 metric=cosine weights=distance", "k=150"})
    void sharesAndMeansAreThoseOfScikitLearn(String settings) throws IOException {
        var rows = read("rows.csv");
        var answers = read("answers.csv").stream().filter(row -> row[0].equals(settings)).toList();
        assertEquals(40, answers.size());
        var asked = points(answers, 1).build();

        var classes = points(rows, 0).nominal("class", KINDS, rows.stream().map(row -> row[3]).toArray(String[]::new)).target("class").build();
        var shares = new Knn().with(settings).fit(classes).predict(asked).probabilities();
        for (int level = 0; level < 3; level++) {
            assertArrayEquals(numbers(answers, 4 + level), shares.column(level), 1e-9);
        }
        var means = points(rows, 0).numeric("number", numbers(rows, 4)).target("number").build();
        assertArrayEquals(numbers(answers, 7), new Knn().with(settings).fit(means).predict(asked).values(), 1e-9);
    }

    // ---- where there is nothing to compare with

    private static Dataset line(double... x) {
        return Dataset.builder("line").numeric("x", x).build();
    }

    private static Dataset line(double[] x, double... y) {
        return Dataset.builder("line").numeric("x", x).numeric("y", y).target("y").build();
    }

    @Test
    void rowsAtTheVerySamePlaceCountAlone() {
        var trained = new Knn().with("k=3 weights=distance").fit(line(new double[] {1, 1, 2, 3}, 10, 20, 90, 99));
        assertArrayEquals(new double[] {15, 90}, trained.predict(line(1, 2)).values());
    }

    @Test
    void ofRowsEquallyFarTheEarlierOnesAreTaken() {
        var trained = new Knn().with("k=1").fit(line(new double[] {3, 1}, 30, 10));
        assertArrayEquals(new double[] {30}, trained.predict(line(2)).values());
    }

    @Test
    void distancesThatOverflowAreEquallyFar() {
        var far = Dataset.builder("far").numeric("x", -1e200, 1e200).nominal("kind", KINDS, "ant", "bee").target("kind").build();
        var shares = new Knn().with("k=2 weights=distance").fit(far).predict(line(0)).probabilities();
        assertEquals(Matrix.of(1, 3, new double[] {0.5, 0.5, 0}), shares.dense());
    }

    @Test
    void moreRowsThanThereAreGiveAWarningAndTheVoteOfAll() {
        var trained = new Knn().with("k=9").fit(line(new double[] {1, 2}, 10, 20));
        assertEquals(List.of("k=9 asks for more rows than the 2 of line, so every answer is the same vote of all; choose a smaller k"),
                trained.warnings());
        assertArrayEquals(new double[] {15, 15}, trained.predict(line(-7, 7)).values());
    }

    @Test
    void uglySettingsAndDataAreRefused() {
        assertTrue(assertThrows(RecipeException.class, () -> new Knn().with("k=0")).getMessage().contains("how many rows are asked"));
        assertTrue(assertThrows(RecipeException.class, () -> new Knn().with("metric=euclid")).getMessage().contains("euclidean"));
        var missing = line(new double[] {1, Double.NaN}, 1, 2);
        assertTrue(assertThrows(DataException.class, () -> new Knn().with("").fit(missing)).getMessage().contains("missing"));
        assertThrows(DataException.class, () -> new Knn().with("").fit(line(new double[0], new double[0])));
        assertEquals(0, new Knn().with("").fit(line(new double[] {1}, 1)).predict(line()).values().length);
        assertEquals(1, Arrays.stream(new Knn().with("").fit(line(new double[] {5}, 1)).predict(line(5)).values()).sum());
    }
}

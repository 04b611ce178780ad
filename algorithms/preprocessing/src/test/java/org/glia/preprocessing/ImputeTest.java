package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImputeTest {

    private static final double NAN = Double.NaN;

    @ParameterizedTest
    @CsvSource({"mean,''", "median,strategy=median", "most-frequent,strategy=most-frequent",
        "constant,strategy=constant number=-99.5", "mean-indicator,indicators=true"})
    void numbersBecomeWhatScikitLearnMakesOfThem(String oracle, String settings) {
        var train = Oracle.read("impute-numbers.train").numeric();
        var trained = new Impute().with(settings).fit(train);
        assertArrayEquals(Oracle.read("impute-" + oracle + ".params").numbers("value"), trained.model().numbers(), 1e-15);
        Oracle.read("impute-" + oracle + ".train").assertFeatures(trained.transform(train), 1e-15);
        Oracle.read("impute-" + oracle + ".new").assertFeatures(
                trained.transform(Oracle.read("impute-numbers.new").numeric()), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"most-frequent,strategy=most-frequent", "most-frequent,strategy=mean", "most-frequent,strategy=median",
        "constant,strategy=constant level=unknown"})
    void levelsBecomeWhatScikitLearnMakesOfThem(String oracle, String settings) {
        var train = Oracle.read("impute-words.train").nominal();
        Oracle.read("impute-words-" + oracle + ".train").assertTexts(new Impute().with(settings).fit(train).transform(train));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "median", "most-frequent"})
    void wholeWeightsCountLikeRepeatedRows(String strategy) {
        var random = new RandomStream(11);
        for (int trial = 0; trial < 50; trial++) {
            int n = 1 + random.nextInt(9);
            var counts = IntStream.range(0, n).map(i -> i == 0 ? 1 : random.nextInt(4)).toArray();
            var repeated = IntStream.range(0, n).flatMap(i -> IntStream.range(0, counts[i]).map(copy -> i)).toArray();
            var data = Dataset.builder("d")
                    .numeric("x", IntStream.range(0, n).mapToDouble(i -> i > 0 && random.nextInt(4) == 0 ? NAN : random.nextInt(6)).toArray())
                    .nominal("s", Levels.of("a", "b", "c"), IntStream.range(0, n).map(i -> i == 0 ? 0 : random.nextInt(4) - 1).toArray())
                    .numeric("w", Arrays.stream(counts).asDoubleStream().toArray()).build();
            var a = new Impute().with("strategy=" + strategy).fit(data.rows(repeated).withRole(Role.IGNORED, "w")).model();
            var b = new Impute().with("strategy=" + strategy).fit(data.withRole(Role.WEIGHT, "w")).model();
            assertArrayEquals(a.numbers(), b.numbers(), 1e-14);
            assertEquals(a.levels(), b.levels());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "median", "most-frequent", "constant"})
    void sparseBlocksAreFilledAsIfTheyWereDenseAndStaySparse(String strategy) {
        var dense = Matrix.of(new double[][] {{0, 2, NAN, -1}, {1, NAN, 0, -1}, {0, 4, 0, 5}, {3, 4, 7, 0}, {NAN, 4, 0, 8}});
        for (var weights : List.of(new double[] {1, 1, 1, 1, 1}, new double[] {1, 2, 0, 3, 0.5})) {
            var table = Dataset.builder("d").block("words", dense).numeric("w", weights).role(Role.WEIGHT, "w").build();
            var sparse = Dataset.builder("d").block("words", dense.csr()).numeric("w", weights).role(Role.WEIGHT, "w").build();
            var settings = "number=6 indicators=true strategy=" + strategy;
            var expected = new Impute().with(settings).fit(table).transform(table);
            var found = new Impute().with(settings).fit(sparse).transform(sparse);
            assertEquals(expected.schema(), found.schema());
            assertArrayEquals(expected.features().toArray(), found.features().toArray(), 1e-15);
            assertTrue(found.features().isSparse());
        }
    }

    @Test
    void singleColumnsGetWhatIsStatedForThem() {
        var data = Dataset.builder("d").numeric("age", 1, NAN, 5).numeric("size", 1, NAN, 2)
                .nominal("sex", "f", "", "m").nominal("eyes", "blue", "", "blue").build();
        var output = new Impute().with("values=age:99,sex:unknown").fit(data).transform(data);
        assertEquals(99, output.numeric("age").value(1));
        assertEquals(1.5, output.numeric("size").value(1));
        assertEquals("unknown", output.nominal("sex").format(1));
        assertEquals(List.of("f", "m", "unknown"), output.nominal("sex").levels().names());
        assertEquals("blue", output.nominal("eyes").format(1));
    }

    @Test
    void unseenLevelsPassBehindTheFilling() {
        var data = Dataset.builder("d").nominal("sex", "f", "", "m").build();
        var trained = new Impute().with("strategy=constant").fit(data);
        var output = trained.transform(Dataset.builder("n").nominal("sex", "x", "", "f", "m").build()).nominal("sex");
        assertEquals(List.of("f", "m", "missing", "x"), output.levels().names());
        assertArrayEquals(new int[] {3, 2, 0, 1}, output.codes());
    }

    @Test
    void anUnseenLevelThatReadsLikeTheFillingIsTheFilling() {
        var trained = new Impute().with("strategy=constant").fit(Dataset.builder("d").nominal("sex", "f", "m").build());
        var output = trained.transform(Dataset.builder("n").nominal("sex", "missing", "", "f").build()).nominal("sex");
        assertArrayEquals(new int[] {2, 2, 0}, output.codes());
    }

    @Test
    void columnsWithoutAGapInTrainingAreFilledToo() {
        var trained = new Impute().with("").fit(Dataset.builder("d").numeric("x", 1, 3).nominal("s", "a", "b").build());
        var output = trained.transform(Dataset.builder("n").numeric("x", NAN).column(
                trained.schema().field(1), new NominalColumn(trained.schema().field(1).levels(), new int[] {-1})).build());
        assertEquals(2, output.numeric("x").value(0));
        assertEquals("a", output.nominal("s").format(0));
    }

    @Test
    void indicatorsAreMadeForColumnsThatHadGapsInTraining() {
        var data = Dataset.builder("d").numeric("x", 1, NAN).numeric("y", 1, 2).nominal("s", "", "b")
                .block("b", Matrix.of(new double[][] {{1, NAN}, {2, 3}})).build();
        var output = new Impute().with("indicators=true").fit(data).transform(data);
        assertEquals(List.of("x", "y", "s", "b", "x_missing", "s_missing", "b[1]_missing"), output.schema().names());
        assertArrayEquals(new double[] {0, 1}, output.numeric("x_missing").values());
        assertArrayEquals(new double[] {1, 0}, output.numeric("s_missing").values());
        assertArrayEquals(new double[] {1, 0}, output.numeric("b[1]_missing").values());
        assertEquals(List.of("b"), output.schema().find("b[1]_missing").orElseThrow().origin());
    }

    @Test
    void aColumnWithNothingButGapsIsRefusedUnlessItsFillingIsStated() {
        var data = Dataset.builder("d").numeric("x", NAN, NAN).nominal("s", "", "").build();
        var refusal = assertThrows(DataException.class, () -> new Impute().with("").fit(data));
        assertTrue(refusal.getMessage().contains("`x` has no number"), refusal.getMessage());
        assertThrows(DataException.class, () -> new Impute().with("columns=s").fit(data));
        assertFalse(new Impute().with("strategy=constant").fit(data).transform(data).column("x").hasMissing());
        assertFalse(new Impute().with("values=x:3,s:none").fit(data).transform(data).column("s").hasMissing());
    }

    @Test
    void valuesThatFitNoColumnAreRefusedWithTheNearestName() {
        var data = Dataset.builder("d").numeric("age", 1, NAN).build();
        var unknown = assertThrows(DataException.class, () -> new Impute().with("values=agee:3").fit(data));
        assertTrue(unknown.getMessage().contains("did you mean `age`?"), unknown.getMessage());
        var word = assertThrows(DataException.class, () -> new Impute().with("values=age:old").fit(data));
        assertTrue(word.getMessage().contains("cannot be filled with `old`"), word.getMessage());
        assertThrows(DataException.class, () -> new Impute().with("values=age:NaN").fit(data));
        assertThrows(RecipeException.class, () -> new Impute().with("level=\"\""));
    }

    @Test
    void theReportSaysWhatIsFilledIn() {
        var data = Dataset.builder("d").numeric("x", 1, 3).nominal("s", "a", "").build();
        var tables = new Impute().with("").fit(data).view(Report.class).orElseThrow().tables();
        assertEquals(2, tables.get(0).rows().numeric("number").value(0));
        assertEquals("a", tables.get(1).rows().column("level").format(0));
    }
}

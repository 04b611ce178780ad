package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.model.Report;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscretizeTest {

    private static final double NAN = Double.NaN;

    // ---- other libraries

    /// The numbers of a table of another library with its classes, and its weights if wanted.
    private static Dataset labelled(String name, boolean weighted) {
        var oracle = Oracle.read("discretize-" + name);
        var data = Dataset.builder(name);
        for (var column : oracle.names().subList(0, oracle.names().size() - 2)) {
            data.numeric(column, oracle.numbers(column));
        }
        data.nominal("class", oracle.texts(oracle.names().indexOf("class"))).target("class");
        return weighted ? data.numeric("w", oracle.numbers("w")).role(Role.WEIGHT, "w").build() : data.build();
    }

    private static void assertEdges(String oracle, DiscretizeModel found) {
        var table = Oracle.read(oracle + ".edges");
        var columns = List.of(table.texts(0));
        var edges = table.numbers("edge");
        for (var bins : found.columns()) {
            var expected = IntStream.range(0, edges.length).filter(i -> columns.get(i).equals(bins.column()))
                    .mapToDouble(i -> edges[i]).toArray();
            assertArrayEquals(expected, bins.edges(), 1e-12 * Math.max(1, DoubleStream.of(expected).max().orElse(1)), bins::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"quantile,''", "quantile-8,bins=8", "quantile-weighted,''", "uniform,strategy=uniform",
        "uniform-weighted,strategy=uniform bins=7"})
    void edgesAndIntervalsAreThoseOfScikitLearn(String oracle, String settings) {
        for (var name : List.of("iris", "wine")) {
            var file = "discretize-" + name + "-" + oracle;
            var trained = new Discretize().with(settings).fit(labelled(name, oracle.endsWith("weighted")));
            assertEdges(file, trained.model());
            var output = trained.transform(Oracle.read("discretize-" + name + ".rows").numeric());
            var codes = Oracle.read(file + ".codes");
            for (var column : codes.names()) {
                assertArrayEquals(codes.numbers(column),
                        Arrays.stream(output.nominal(column).codes()).asDoubleStream().toArray(), file + " " + column);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris", "wine"})
    void minimalEntropyCutsWhereWekaCuts(String name) {
        assertEdges("discretize-" + name + "-mdl", new Discretize().with("strategy=mdl").fit(labelled(name, false)).model());
        assertEdges("discretize-" + name + "-mdl-weighted", new Discretize().with("strategy=mdl").fit(labelled(name, true)).model());
    }

    /// The cuts of Fisher's flowers that text books print.
    @Test
    void petalsAreNamedByTheIntervalsThatPartTheFlowers() {
        var iris = labelled("iris", false);
        var output = new Discretize().with("strategy=mdl").fit(iris).transform(iris);
        assertEquals(List.of("<2.45", "2.45..4.75", ">=4.75"), output.nominal("petal_length").levels().names());
        assertEquals(List.of("<0.8", "0.8..1.75", ">=1.75"), output.nominal("petal_width").levels().names());
        assertTrue(output.nominal("petal_length").levels().ordered());
        assertEquals(iris.schema().names(), output.schema().names());
        assertEquals(50, output.nominal("petal_length").counts()[0]);
    }

    // ---- intervals

    private static Dataset column(double... values) {
        return Dataset.builder("d").numeric("x", values).build();
    }

    private static Trained<DiscretizeModel> fit(String settings, double... values) {
        return new Discretize().with(settings).fit(column(values));
    }

    private static List<String> levels(Trained<DiscretizeModel> trained) {
        return trained.model().columns().getFirst().levels();
    }

    private static double[] edges(Trained<DiscretizeModel> trained) {
        return trained.model().columns().getFirst().edges();
    }

    private static int[] codes(Trained<DiscretizeModel> trained, double... values) {
        return trained.transform(column(values)).nominal("x").codes();
    }

    @Test
    void anEdgeBelongsToTheIntervalThatItBegins() {
        var trained = fit("strategy=uniform bins=2", 0, 4);
        assertEquals(List.of("<2", ">=2"), levels(trained));
        assertArrayEquals(new int[] {0, 0, 1, 1}, codes(trained, 0, Math.nextDown(2.0), 2, 4));
    }

    @Test
    void numbersBeyondTheTrainingRangeFallIntoTheOuterIntervals() {
        assertArrayEquals(new int[] {0, 2}, codes(fit("bins=3", 1, 2, 3, 4, 5, 6), -1e300, 1e300));
    }

    @Test
    void missingStaysMissingAndIsNotLearntFrom() {
        var trained = fit("bins=2", NAN, 1, NAN, 2, NAN);
        assertArrayEquals(new double[] {1.5}, edges(trained));
        assertArrayEquals(new int[] {-1, 0, 1}, codes(trained, NAN, 1, 2));
    }

    @Test
    void bothZerosAreOneNumber() {
        var trained = fit("bins=2", -0.0, 0.0, 1, -1, -0.0, 0.0);
        assertArrayEquals(new double[] {0}, edges(trained));
        assertArrayEquals(new int[] {1, 1, 0}, codes(trained, -0.0, 0.0, -1));
        assertArrayEquals(new int[] {1, 1}, codes(fit("edges=-0.0", 1), -0.0, 0.0));
    }

    @Test
    void rowsThatShareANumberStayTogetherAndTheWarningSaysSo() {
        var trained = fit("bins=4", 1, 2, 2, 2, 2, 3, 4, 5);
        assertEquals(List.of("<2", "2..3.5", ">=3.5"), levels(trained));
        assertEquals(List.of("`x` has fewer intervals than bins=4, as too many rows share a number; choose fewer bins"), trained.warnings());
        assertEquals(List.of(), fit("bins=4", 1, 2, 3, 4).warnings());
    }

    /// With ties shares of rows end on a number and just below it, or on the largest number.
    @Test
    void noIntervalOfEqualWeightIsEmpty() {
        assertArrayEquals(new double[] {0.5, 1.5}, edges(fit("bins=6", 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2)));
        assertArrayEquals(new double[] {1}, edges(fit("bins=2", 0, 0, 1, 1, 1)));
        var random = new RandomStream(5);
        for (int trial = 0; trial < 200; trial++) {
            int n = 2 + random.nextInt(30);
            int distinct = 1 + random.nextInt(8);
            var values = IntStream.range(0, n).mapToDouble(i -> random.nextInt(distinct)).toArray();
            int bins = 2 + random.nextInt(6);
            var output = fit("bins=" + bins, values).transform(column(values)).nominal("x");
            assertTrue(output.levels().size() <= bins);
            assertTrue(Arrays.stream(output.counts()).allMatch(count -> count > 0), () -> Arrays.toString(values));
        }
    }

    @Test
    void theSmallestAndTheLargestNumberAreNotJoinedHoweverFewRowsHaveTheOthers() {
        for (int ones = 1; ones < 40; ones++) {
            int zeros = 40 - ones;
            var trained = fit("", IntStream.range(0, 40).mapToDouble(i -> i < zeros ? 0 : 1).toArray());
            assertArrayEquals(new int[] {0, 1}, codes(trained, 0, 1), "ones: " + ones);
        }
        assertArrayEquals(new double[] {0.5, 1.5}, edges(fit("bins=4", 0, 0, 0, 0, 0, 1, 2, 2)));
    }

    @Test
    void intervalsOfEqualWidthMayBeEmpty() {
        var trained = fit("strategy=uniform bins=4", 0, 1, 2, 100);
        assertEquals(List.of("<25", "25..50", "50..75", ">=75"), levels(trained));
        assertEquals(List.of(), trained.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "strategy=uniform"})
    void aColumnOfOneNumberOrNoneHasOneIntervalWithAWarning(String settings) {
        var trained = new Discretize().with(settings).fit(Dataset.builder("d").numeric("same", 7, 7).numeric("none", NAN, NAN)
                .numeric("x", 1, 2).build());
        assertEquals(List.of("all"), trained.model().columns().get(0).levels());
        assertEquals(List.of("all"), trained.model().columns().get(1).levels());
        assertEquals("`none` has no numbers to learn from and one interval `all`; ignore it", trained.warnings().get(0));
        assertEquals("`same` has the same number in all rows and one interval `all`; ignore it", trained.warnings().get(1));
        assertArrayEquals(new int[] {0, -1}, trained.transform(Dataset.builder("n").numeric("same", -9, NAN).numeric("none", 1, 1)
                .numeric("x", 1, 1).build()).nominal("same").codes());
    }

    @Test
    void oneRowHasOneInterval() {
        for (var settings : List.of("", "strategy=uniform")) {
            assertEquals(List.of("all"), levels(fit(settings, 3)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bins=3", "strategy=uniform bins=3"})
    void extremeNumbersAndNeighboursAreParted(String settings) {
        var wide = fit(settings, -Double.MAX_VALUE, 0, Double.MAX_VALUE);
        assertEquals(3, levels(wide).size());
        assertArrayEquals(new int[] {0, 1, 2}, codes(wide, -Double.MAX_VALUE, 0, Double.MAX_VALUE));
        double next = Math.nextUp(1.0);
        var close = fit(settings, 1, next);
        assertArrayEquals(new int[] {0, 1}, codes(close, 1, next));
        assertEquals(List.of("<1.0000000000000002", ">=1.0000000000000002"), levels(close));
        var tiny = fit(settings, 0, Double.MIN_VALUE);
        assertArrayEquals(new int[] {0, 1}, codes(tiny, 0, Double.MIN_VALUE));
    }

    // ---- weights

    @ParameterizedTest
    @ValueSource(strings = {"bins=3", "strategy=uniform bins=3", "strategy=mdl"})
    void wholeWeightsCountLikeRepeatedRows(String settings) {
        var random = new RandomStream(11);
        for (int trial = 0; trial < 50; trial++) {
            int n = 2 + random.nextInt(40);
            var counts = IntStream.range(0, n).map(i -> i == 0 ? 1 : random.nextInt(4)).toArray();
            var repeated = IntStream.range(0, n).flatMap(i -> IntStream.range(0, counts[i]).map(copy -> i)).toArray();
            var values = IntStream.range(0, n).mapToDouble(i -> random.nextInt(12)).toArray();
            var data = Dataset.builder("d").numeric("x", values)
                    .nominal("class", Arrays.stream(values).mapToObj(x -> x + random.nextInt(3) < 6 ? "low" : "high").toArray(String[]::new))
                    .target("class").build();
            var weighted = Dataset.builder("d").numeric("w", Arrays.stream(counts).asDoubleStream().toArray()).build()
                    .withRole(Role.WEIGHT, "w").beside(data);
            assertArrayEquals(edges(new Discretize().with(settings).fit(data.rows(repeated))),
                    edges(new Discretize().with(settings).fit(weighted)));
        }
    }

    @Test
    void sharesOfWeightDoNotDependOnItsUnit() {
        var random = new RandomStream(3);
        var values = random.doubles(101).toArray();
        var weights = IntStream.range(0, 101).mapToDouble(i -> 1 + random.nextInt(3)).toArray();
        var whole = Dataset.builder("d").numeric("x", values).numeric("w", weights).role(Role.WEIGHT, "w").build();
        var tenths = Dataset.builder("d").numeric("x", values)
                .numeric("w", Arrays.stream(weights).map(weight -> weight / 10).toArray()).role(Role.WEIGHT, "w").build();
        assertArrayEquals(edges(new Discretize().with("bins=7").fit(whole)), edges(new Discretize().with("bins=7").fit(tenths)));
    }

    // ---- minimal entropy

    private static Dataset classes(UnaryOperator<String> label, double... values) {
        return Dataset.builder("d").numeric("x", values)
                .nominal("class", Arrays.stream(values).mapToObj(x -> label.apply(x < 0 ? "no" : "yes")).toArray(String[]::new))
                .target("class").build();
    }

    /// Of ten rows, five to a side: 10 bits gained, against log2(9) + log2(7) - 2.
    @Test
    void aCutIsMadeWhereItIsWorthItsDescription() {
        var trained = new Discretize().with("strategy=mdl").fit(classes(label -> label, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5));
        assertArrayEquals(new double[] {0}, edges(trained));
        assertEquals(List.of(), trained.warnings());
    }

    /// Of four rows with one odd one out the best cut gains 3.2451 - 0 bits at the end, and costs log2(3) + log2(7) - 2 * 0.8113
    /// = 2.7698; with the odd one in the middle it gains 1.2451.
    @Test
    void aCutIsNotMadeWhereItIsNot() {
        var end = Dataset.builder("d").numeric("x", 1, 2, 3, 4).nominal("class", "a", "a", "a", "b").target("class").build();
        assertArrayEquals(new double[] {3.5}, edges(new Discretize().with("strategy=mdl").fit(end)));
        var middle = Dataset.builder("d").numeric("x", 1, 2, 3, 4).nominal("class", "a", "b", "a", "a").target("class").build();
        var trained = new Discretize().with("strategy=mdl").fit(middle);
        assertEquals(List.of("all"), levels(trained));
        assertEquals(List.of("no numeric column of d is cut, as none tells enough of `class` by itself; choose strategy=quantile"),
                trained.warnings());
    }

    @Test
    void rowsWithoutAClassAreLeftOut() {
        var gaps = Dataset.builder("d").numeric("x", -5, -4, -3, -2, -1, 0.75, 1, 2, 3, 4, 5)
                .nominal("class", "no", "no", "no", "no", "no", "", "yes", "yes", "yes", "yes", "yes").target("class").build();
        assertArrayEquals(new double[] {0}, edges(new Discretize().with("strategy=mdl").fit(gaps)));
    }

    @Test
    void minimalEntropyOfOneClassCutsNothing() {
        assertEquals(List.of("all"), levels(new Discretize().with("strategy=mdl").fit(classes(label -> "same", -2, -1, 1, 2))));
    }

    @Test
    void minimalEntropyWithoutANominalTargetIsRefusedWithTheCure() {
        var none = assertThrows(DataException.class, () -> fit("strategy=mdl", 1, 2));
        assertEquals("`discretize strategy=mdl` cuts where the classes of one nominal target part, and d has no target; "
                + "choose strategy=quantile or strategy=uniform", none.getMessage());
        var numeric = assertThrows(DataException.class, () -> new Discretize().with("strategy=mdl")
                .fit(Dataset.builder("d").numeric("x", 1, 2).numeric("y", 1, 2).target("y").build()));
        assertTrue(numeric.getMessage().contains("d has the numeric target `y`"), numeric.getMessage());
        var two = assertThrows(DataException.class, () -> new Discretize().with("strategy=mdl")
                .fit(Dataset.builder("d").numeric("x", 1, 2).nominal("y", "a", "b").nominal("z", "a", "b").target("y", "z").build()));
        assertTrue(two.getMessage().contains("d has 2 targets"), two.getMessage());
    }

    // ---- names

    @Test
    void namesHaveFourDigitsAndMoreWhereTheRowsWouldReadWrong() {
        assertEquals(List.of("<0.3333", "0.3333..0.6667", ">=0.6667"), levels(fit("strategy=uniform bins=3", 0, 1)));
        assertEquals(List.of("<1.2", ">=1.2"), levels(fit("bins=2", 1.1, 1.3)));
        assertEquals(List.of("<12345", ">=12345"), levels(fit("bins=2", 12344, 12345)));
        assertEquals(List.of("<-12344.5", ">=-12344.5"), levels(fit("bins=2", -12344, -12345)));
        assertEquals(List.of("<12350", ">=12350"), levels(fit("bins=2", 10000, 14691)));
        assertEquals(List.of("<100000002", "100000002..100000003", ">=100000003"),
                levels(fit("bins=3", 1e8 + 1, 1e8 + 2, 1e8 + 3)));
        assertEquals(List.of("<2E-12", ">=2E-12"), levels(fit("bins=2", 1e-12, 3e-12)));
        assertEquals(List.of("<-1.5", "-1.5..0", ">=0"), levels(fit("bins=3", -2, -1, 1)));
    }

    @Test
    void edgesCanBeStatedAndAreNamedInFull() {
        var trained = fit("edges=18,65.123456", 3, 99);
        assertEquals(List.of("<18", "18..65.123456", ">=65.123456"), levels(trained));
        assertArrayEquals(new int[] {0, 1, 1, 2}, codes(trained, 17.9, 18, 65, 65.123456));
        assertEquals(List.of(), trained.warnings());
        assertTrue(assertThrows(RecipeException.class, () -> new Discretize().with("edges=2,1")).getMessage()
                .contains("must be finite numbers that rise"));
        assertThrows(RecipeException.class, () -> new Discretize().with("edges=1,1"));
        assertThrows(RecipeException.class, () -> new Discretize().with("bins=1"));
    }

    // ---- columns

    @Test
    void theColumnsOfABlockBecomeSingleColumns() {
        var data = Dataset.builder("d").block("pixels", Matrix.of(new double[][] {{0, 9}, {1, 8}, {2, 7}, {3, NAN}}), 2)
                .nominal("s", "a", "b", "a", "b").build();
        var output = new Discretize().with("bins=2").fit(data).transform(data);
        assertEquals(List.of("s", "pixels[0]", "pixels[1]"), output.schema().names());
        assertEquals(List.of("pixels"), output.schema().field(2).origin());
        assertEquals(List.of("<1.5", ">=1.5"), output.nominal("pixels[0]").levels().names());
        assertArrayEquals(new int[] {1, 1, 0, -1}, output.nominal("pixels[1]").codes());
    }

    @Test
    void onlyTheNamedColumnsAreChanged() {
        var data = Dataset.builder("d").numeric("age", 10, 20, 70).numeric("fare", 1, 2, 3).build();
        var output = Catalog.of(new Discretize()).configure("discretize columns=age edges=18,65").fit(data).transform(data);
        assertEquals(List.of("age", "fare"), output.schema().names());
        assertEquals(Kind.NUMERIC, output.schema().field(1).kind());
        assertArrayEquals(new int[] {0, 1, 2}, output.nominal("age").codes());
    }

    @Test
    void theReportListsTheIntervalsWithTheirExactEdges() {
        var trained = fit("strategy=uniform bins=3", 0, 1);
        var rows = trained.view(Report.class).orElseThrow().tables().getFirst().rows();
        assertEquals(3, rows.rows());
        assertEquals(1.0 / 3, rows.numeric("from").value(1), 1e-15);
        assertEquals(2.0 / 3, rows.numeric("below").value(1), 1e-15);
        assertTrue(rows.numeric("from").isMissing(0));
        assertTrue(rows.numeric("below").isMissing(2));
    }
}

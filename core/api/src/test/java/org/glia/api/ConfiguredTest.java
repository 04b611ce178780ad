package org.glia.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.DataTree;
import org.glia.api.model.Pipeline;
import org.glia.api.model.Trained;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Folds;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;

class ConfiguredTest {

    private static final Catalog CATALOG = Catalog.of(new Samples.Centre(), new Samples.Codes(), new Samples.NearestMean(),
            new Samples.Bag(), new Samples.Parity(), new Samples.Average());

    private static final Dataset DATA = Dataset.builder("two").numeric("x", 1, 2, 8, 9).numeric("y", 0, 1, 0, 1)
            .nominal("class", "low", "low", "high", "high").target("class").build();

    private static final Dataset MIXED = Dataset.builder("mixed").numeric("x", 1, 2, 8, 9)
            .nominal("colour", "red", "red", "blue", "green").numeric("note", 1, Double.NaN, 3, 4)
            .nominal("class", "low", "low", "high", "high").target("class").role(Role.IGNORED, "note").build();

    @Test
    void aSingleAlgorithmWorksWithoutACatalog() {
        var trained = new Samples.NearestMean().with("").fit(DATA);
        assertArrayEquals(new int[] {1, 1, 0, 0}, trained.predict(DATA).labels().codes());
        assertEquals(2, trained.model().means().rows());
        assertEquals("nearest offset=0", trained.provenance().recipe().toString());
        assertEquals(DATA.fingerprint(), trained.provenance().fingerprint());
        assertEquals(Task.CLASSIFICATION, trained.provenance().task());
        assertEquals(List.of("means are simple"), trained.warnings());
        assertEquals(2, trained.history().find("spread").orElseThrow().last());
        assertArrayEquals(new double[] {2, 2}, trained.classFrequencies().get("class"));
        assertEquals(List.of("x", "y"), trained.view(Centroids.class).orElseThrow().features());
    }

    @Test
    void aPipelineIsFittedStepByStep() {
        var trained = CATALOG.configure("centre columns=x | nearest").fit(DATA);
        var pipeline = (Pipeline) trained.model();
        assertArrayEquals(new double[] {5}, ((Samples.Centre.Means) pipeline.steps().getFirst().model()).means());
        assertEquals("centre columns=x shift=0 | nearest offset=0", trained.provenance().recipe().toString());
        assertArrayEquals(new int[] {1, 0}, trained.predict(DATA.rows(new int[] {0, 3})).labels().codes());
        assertEquals(-4, trained.model() instanceof Pipeline p
                ? p.steps().getFirst().transform(DATA).numeric("x").value(0) : Double.NaN);
    }

    @Test
    void columnsOfOtherKindsPassATransformer() {
        var centred = CATALOG.configure("centre").fit(MIXED).transform(MIXED);
        assertEquals(MIXED.schema().names(), centred.schema().names());
        assertEquals(-4, centred.numeric("x").value(0));
        assertEquals("red", centred.column("colour").format(0));
        assertEquals("high", centred.target().format(3));
    }

    @Test
    void aStepWithNothingToWorkOnLeavesRowsAsTheyAre() {
        var trained = CATALOG.configure("codes | nearest").fit(DATA);
        assertArrayEquals(new int[] {1, 1, 0, 0}, trained.predict(DATA).labels().codes());
        var colours = MIXED.columns(List.of("colour", "class"));
        var gap = Dataset.builder("gap").nominal("colour", "red", "").build();
        assertEquals(2, CATALOG.configure("centre | codes | nearest").fit(colours).predict(gap).rows(), "nothing to refuse either");
        assertEquals("two has no columns that `codes` works on",
                assertThrows(DataException.class, () -> CATALOG.configure("codes").fit(DATA)).getMessage());
    }

    @Test
    void aRefusalNamesTheCure() {
        var failure = assertThrows(DataException.class, () -> CATALOG.configure("nearest").fit(MIXED));
        assertEquals("`nearest` takes numeric columns, and `colour` is not: try `codes | nearest`", failure.getMessage());
        CATALOG.configure("codes | nearest").fit(MIXED);
        var weighted = MIXED.with(org.glia.api.data.Field.numeric("w").withRole(Role.WEIGHT),
                new org.glia.api.data.NumericColumn(1, 1, 2, 2));
        assertTrue(assertThrows(DataException.class, () -> CATALOG.configure("centre | nearest").fit(weighted)).getMessage()
                .startsWith("`nearest` takes numeric columns"));
        assertTrue(assertThrows(DataException.class, () -> new Samples.NearestMean().with("").fit(weighted)).getMessage()
                .contains("takes no weights, and `w` is a column of weights"));
    }

    @Test
    void whatOnlyThePipelineCanKnowIsCheckedBeforeTheFirstFit() {
        var missing = DATA.with(org.glia.api.data.Field.numeric("x"), new org.glia.api.data.NumericColumn(1, Double.NaN, 3, 4));
        assertEquals("`nearest` takes no missing values, and `x` has some",
                assertThrows(DataException.class, () -> CATALOG.configure("centre columns=y | nearest").fit(missing)).getMessage());
        var infinite = DATA.with(org.glia.api.data.Field.numeric("x"),
                new org.glia.api.data.NumericColumn(1, Double.POSITIVE_INFINITY, 3, 4));
        assertEquals("`nearest` takes finite numbers only, and `x` has infinite ones",
                assertThrows(DataException.class, () -> CATALOG.configure("nearest").fit(infinite)).getMessage());
        assertEquals("two has no rows",
                assertThrows(DataException.class, () -> CATALOG.configure("nearest").fit(DATA.rows(0, 0))).getMessage());
    }

    @Test
    void theDataAndTheAlgorithmDecideTheTask() {
        assertEquals("`nearest` predicts levels, and the target `x` is numeric; choose an algorithm for regression",
                assertThrows(DataException.class, () -> CATALOG.configure("nearest").fit(DATA.withTarget("x"))).getMessage());
        assertEquals("`nearest` learns from a target, and two has none; name one with target=COLUMN",
                assertThrows(DataException.class, () -> CATALOG.configure("nearest").fit(DATA.withRole(Role.FEATURE, "class")))
                        .getMessage());
        assertEquals(Task.CLUSTERING, CATALOG.configure("parity").task(DATA));
        assertThrows(RecipeException.class, () -> CATALOG.configure("parity").as(Task.REGRESSION));
    }

    @Test
    void rowsAreAlignedByNameAndText() {
        var trained = CATALOG.configure("codes | nearest").fit(MIXED);
        var other = Dataset.builder("other").nominal("colour", Levels.of("blue", "red", "violet"), "red", "violet", "blue")
                .numeric("extra", 1, 2, 3).numeric("x", 1.5, 9, 8.5).build();
        assertArrayEquals(new int[] {1, 0, 0}, trained.predict(other).labels().codes());
        var failure = assertThrows(DataException.class, () -> trained.predict(other.columns(List.of("colour", "extra"))));
        assertEquals("nearest was trained with a column `x`, which other lacks", failure.getMessage());
        assertEquals("column `x` was numeric in training and is nominal here", assertThrows(DataException.class, () ->
                new Samples.NearestMean().with("").fit(DATA).predict(Dataset.builder("o").nominal("x", "a").numeric("y", 1).build()))
                .getMessage());
        assertEquals("column `y` is missing in row 1, and nearest takes no missing values", assertThrows(DataException.class, () ->
                new Samples.NearestMean().with("").fit(DATA).predict(Dataset.builder("o").numeric("x", 1).numeric("y", Double.NaN)
                        .build())).getMessage());
    }

    @Test
    void levelsAreFoundByTheirTextsHoweverAReaderTookThem() {
        var digits = Dataset.builder("digits").nominal("d", "1", "2", "3", "1").nominal("class", "a", "b", "b", "a").target("class").build();
        var trained = CATALOG.configure("codes | nearest").fit(digits);
        var expected = trained.predict(digits).labels().codes();
        assertArrayEquals(expected, trained.predict(Dataset.builder("numbers").numeric("d", 1, 2, 3, 1).build()).labels().codes());
        assertArrayEquals(expected, trained.predict(Dataset.builder("texts").text("d", "1", "2", "3", "1").build()).labels().codes());
    }

    @Test
    void transformersLeaveTheValidationRowsOutOfTheFitAndTransformThem() {
        var data = DATA.rows(new int[] {0, 1}).withValidation(DATA.rows(new int[] {2, 3}));
        var output = CATALOG.configure("centre").fit(data).transform(data);
        assertEquals(-0.5, output.numeric("x").value(0));
        assertEquals(6.5, output.validation().orElseThrow().numeric("x").value(0));
    }

    @Test
    void someAlgorithmsAnswerForTheTrainingRowsOnly() {
        var configured = CATALOG.configure("centre | parity");
        var fitted = configured.fitRows(DATA, configured.run());
        assertEquals("1", fitted.output().column("cluster").format(3));
        assertEquals("this model does not predict new rows",
                assertThrows(GliaException.class, () -> fitted.trained().predict(DATA)).getMessage());
    }

    @Test
    void wrappersFitWhatTheyWrapTheSameOnAnyNumberOfThreads() {
        var configured = CATALOG.configure("bag base=[centre | nearest] size=9");
        var trees = java.util.stream.IntStream.of(1, 2, 7).mapToObj(threads ->
                DataTree.of(configured.fit(DATA, Run.local(CATALOG.setup(3).withThreads(threads))))).distinct().toList();
        assertEquals(1, trees.size());
        assertNotEquals(trees.getFirst(), DataTree.of(configured.fit(DATA, Run.local(CATALOG.setup(4)))));
        assertEquals("bag base=[centre shift=0 | nearest offset=0] size=9", configured.recipe().toString(),
                "nested recipes are canonical too");
        assertThrows(DataException.class, () -> configured.fit(MIXED), "a wrapper takes what its base takes");
        assertEquals("there is no algorithm `nearst`; did you mean `nearest`?", assertThrows(RecipeException.class,
                () -> CATALOG.configure("bag base=[nearst]")).getMessage());
    }

    @Test
    void outOfFoldAnswersStandInTheOrderOfTheRows() {
        var rows = new int[40];
        java.util.Arrays.setAll(rows, row -> row % 4);
        var data = DATA.rows(rows);
        var run = Run.local(CATALOG.setup(1));
        var prediction = CATALOG.outOfFold(Recipe.parse("nearest"), data, Folds.kFold(data, 5, 1, 1), run);
        assertArrayEquals(data.nominalTarget().codes(), prediction.labels().codes());
        assertThrows(DataException.class,
                () -> CATALOG.outOfFold(Recipe.parse("nearest"), data, Folds.holdout(data, 0.5, 1), run));
    }

    @Test
    void allMistakesOfARecipeAreToldTogether() {
        var failure = assertThrows(RecipeException.class, () -> CATALOG.configure("center | nearest offset=-1"));
        assertEquals(2, failure.problems().size());
        assertTrue(failure.getMessage().contains("did you mean `centre`?"), failure.getMessage());
        assertTrue(failure.getMessage().contains("offset"), failure.getMessage());
        assertEquals("`nearest` does not transform rows, so it can only be the last step",
                assertThrows(RecipeException.class, () -> CATALOG.configure("nearest | centre")).getMessage());
    }

    @Test
    void cancellationEndsAFit() {
        var cancelled = CATALOG.setup(1).withCancelled(() -> true);
        assertThrows(CancelledException.class, () -> CATALOG.configure("bag").fit(DATA, Run.local(cancelled)));
    }

    @Test
    void trainedModelsComeBackFromTheirData() {
        var trained = CATALOG.configure("codes | bag base=[centre | nearest] size=3").fit(MIXED);
        var tree = (DataTree.Fields) DataTree.of(trained);
        var again = tree.asTrained(new DataTree.ModelReader() {
            @Override
            public org.glia.api.model.Model read(org.glia.api.model.Provenance from, DataTree.Fields model) {
                var type = AlgorithmType.of(CATALOG.open(CATALOG.algorithm(from.algorithm()))).model();
                return (org.glia.api.model.Model) model.as(type.asSubclass(Record.class), this);
            }
        });
        assertEquals(tree, DataTree.of(again));
        assertEquals(trained.predict(MIXED), again.predict(MIXED));
        var failure = assertThrows(GliaException.class, () -> tree.with("schema", new DataTree.Whole(3)).asTrained((p, m) -> null));
        assertTrue(failure.getMessage().contains("a whole number stands where a record is expected"), failure.getMessage());
    }

    private static Dataset numbers(String name, double... y) {
        return Dataset.builder(name).numeric("x", y).numeric("y", y).target("y").build();
    }

    @Test
    void anIncrementalAlgorithmGoesOnFromItsModel() {
        var average = new Samples.Average().with("");
        var first = average.fit(numbers("first", 1, 2, 3));
        var both = average.resume(first, numbers("second", 10), Run.local(0));
        assertEquals(4, both.predict(numbers("any", 0)).values()[0]);
        assertEquals(2, first.predict(numbers("any", 0)).values()[0], "the earlier model stays");
        assertEquals("first + second", both.provenance().data());
        assertEquals(4, both.provenance().rows());
        assertNotEquals(first.provenance().fingerprint(), both.provenance().fingerprint());
        assertArrayEquals(new double[] {3, 4}, both.history().find("weight").orElseThrow().values());
        assertArrayEquals(new double[] {1, 2}, both.history().find("weight").orElseThrow().steps());
        assertEquals(List.of("means are simple"), both.warnings());
    }

    @Test
    void aPipelineGoesOnInItsLastStepAndLeavesTheOthersAsTheyAre() {
        var recipe = CATALOG.configure("centre columns=x | average");
        @SuppressWarnings("unchecked")
        var first = (Trained<Pipeline>) recipe.fit(numbers("first", 1, 3));
        @SuppressWarnings("unchecked")
        var both = ((Configured<Pipeline>) recipe).resume(first, numbers("second", 20), Run.local(0));
        assertArrayEquals(new double[] {2}, ((Samples.Centre.Means) both.model().steps().getFirst().model()).means());
        assertEquals(8, both.predict(numbers("any", 0)).values()[0]);
        assertEquals(3, both.provenance().rows());
        assertArrayEquals(new double[] {2, 3}, both.model().last().history().find("weight").orElseThrow().values());
    }

    @Test
    void rowsToGoOnWithAreAlignedAndNewLevelsRefused() {
        var trained = new Samples.NearestMean().with("").fit(DATA);
        var turned = Dataset.builder("more").nominal("class", "high", "low").numeric("y", 1, 0).numeric("x", 7, 3).target("class").build();
        var aligned = trained.labelled(turned);
        assertEquals(List.of("x", "y", "class"), aligned.schema().names());
        assertEquals(DATA.schema().targets().getFirst().levels(), aligned.nominalTarget().levels());
        assertEquals("high", aligned.target().format(0));
        var odd = Dataset.builder("odd").numeric("x", 1).numeric("y", 1).nominal("class", "middle").target("class").build();
        assertTrue(assertThrows(DataException.class, () -> trained.labelled(odd)).getMessage()
                .startsWith("`middle` in row 1 of `class` is none of the levels that nearest learns to tell, [high, low]"));
        assertEquals("nearest learns `class`, which more lacks", assertThrows(DataException.class,
                () -> trained.labelled(turned.columns(field -> field.role() == Role.FEATURE))).getMessage());
    }

    @Test
    void whatIsNotIncrementalCannotGoOn() {
        var nearest = new Samples.NearestMean().with("");
        assertEquals("`nearest` cannot go on learning; fit it anew on all rows", assertThrows(DataException.class,
                () -> nearest.resume(nearest.fit(DATA), DATA, Run.local(0))).getMessage());
        var other = new Samples.NearestMean().with("offset=1");
        assertTrue(assertThrows(DataException.class, () -> other.resume(nearest.fit(DATA), DATA, Run.local(0))).getMessage()
                .contains("cannot go on as"));
    }
}

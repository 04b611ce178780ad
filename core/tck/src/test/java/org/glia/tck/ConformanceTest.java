package org.glia.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    private static final String BASELINE = "easy data are answered better";

    private static List<DynamicTest> leaves(Stream<? extends DynamicNode> nodes) {
        return nodes.flatMap(node -> node instanceof DynamicContainer container
                ? leaves(container.getChildren()).stream() : Stream.of((DynamicTest) node)).toList();
    }

    private static DynamicTest find(Conformance suite, String words) {
        return leaves(suite.tests()).stream().filter(test -> test.getDisplayName().contains(words)).findFirst()
                .orElseThrow();
    }

    private static String failure(DynamicTest test) {
        return assertThrows(Violation.class, test.getExecutable()::execute).getMessage();
    }

    @Test
    void aDeviationThatIsTruePasses() {
        var suite = Conformance.of(new References.MeanValue()).deviates(Check.BASELINE, "it is the baseline");
        assertDoesNotThrow(find(suite, "it is the baseline").getExecutable()::execute);
        assertTrue(leaves(suite.tests()).stream().noneMatch(test -> test.getDisplayName().contains(BASELINE)));
    }

    @Test
    void aDeviationThatIsNotTrueAnyMoreFails() {
        var suite = Conformance.of(new References.NearestMean()).deviates(Check.BASELINE, "once it was worse");
        assertTrue(failure(find(suite, "once it was worse")).contains("the estimator passes; remove it"));
    }

    @Test
    void aDeviationFromACheckThatDoesNotApplyFails() {
        var suite = Conformance.of(new References.NearestMean()).deviates(Check.RESUME, "it does not resume");
        assertTrue(failure(find(suite, "it does not resume")).contains("does not apply here; remove it"));
    }

    @Test
    void aDeviationIsTrueIfOneOfTheSettingsDeviates() {
        var suite = Conformance.of(new Odd()).settings("", "flaw=guesses")
                .deviates(Check.BASELINE, "one of them guesses");
        assertDoesNotThrow(find(suite, "one of them guesses").getExecutable()::execute);
    }

    @Test
    void aDeviationNeedsAReason() {
        assertThrows(IllegalArgumentException.class, () -> Conformance.of(new Odd()).deviates(Check.WEIGHTS, " "));
    }

    @Test
    void aMessageSaysWhatWasExpectedWhatCameAndHowToMakeItAgain() {
        var message = failure(find(Conformance.of(new Odd()).settings("flaw=ignores-weights"), "WEIGHTS"));
        assertTrue(message.startsWith("odd breaks WEIGHTS (weights count like repeated rows"), message);
        assertTrue(message.contains("should be learnt like rows that occur so often: row "), message);
        assertTrue(message.contains("should be 0.") && message.contains(", and is 0."), message);
        assertTrue(message.contains("Conformance.of(new Odd()).settings(\"flaw=ignores-weights\")"
                + ".specimen(\"two classes, numeric columns\"), task CLASSIFICATION, seed 42"), message);
    }

    @Test
    void specimensOfMessagesCanBeMadeAgain() {
        var suite = Conformance.of(new Odd());
        var once = suite.specimen("three classes, columns of all kinds");
        assertEquals(once.fingerprint(), suite.specimen("three classes, columns of all kinds").fingerprint());
        assertEquals(120, once.rows());
        assertEquals(List.of("ant", "bee", "cat"), once.targetField().levels().names());
        var unknown = assertThrows(IllegalArgumentException.class, () -> suite.specimen("four classes"));
        assertTrue(unknown.getMessage().contains("two classes, numeric columns"), unknown.getMessage());
    }

    @Test
    void onlyChecksThatApplyAreListed() {
        var names = leaves(Conformance.of(new References.NearestMean()).tests()).stream()
                .map(DynamicTest::getDisplayName).toList();
        assertTrue(names.stream().anyMatch(name -> name.startsWith("WEIGHTS: ")));
        assertTrue(names.stream().anyMatch(name -> name.startsWith("RELABELLING: ")));
        assertFalse(names.stream().anyMatch(name -> name.startsWith("TRANSFORM_SCHEMA: ")));
        assertFalse(names.stream().anyMatch(name -> name.startsWith("UNSEEN_LEVELS: ")));
        assertFalse(names.stream().anyMatch(name -> name.startsWith("RESUME: ")));
    }

    @Test
    void eachOfTheSettingsIsTried() {
        var nodes = Conformance.of(new References.FewMeans()).settings("k=2", "").tests()
                .map(DynamicNode::getDisplayName).toList();
        assertEquals(List.of("fewmeans", "k=2", "default settings"), nodes);
    }

    @Test
    void anEstimatorThatCannotBeReadFailsInOneTest() {
        var tests = leaves(Conformance.of(new OddOthers.SettingsWithoutHelp()).tests());
        assertEquals(1, tests.size());
        assertTrue(failure(tests.getFirst()).contains("@Setting with a help text is missing"));
    }

    @Test
    void anEstimatorThatNoDataSuitFailsInOneTest() {
        var tests = leaves(Conformance.of(new OddOthers.TakesNoColumns()).tests());
        assertEquals(1, tests.size());
        assertTrue(failure(tests.getFirst())
                .contains("there are no data for the tasks [CLUSTERING] and the columns [WEIGHTS]"));
    }

    @Test
    void settingsThatAreWrongFailInOneTest() {
        var tests = leaves(Conformance.of(new References.FewMeans()).settings("k=0").tests());
        assertTrue(failure(tests.getFirst()).contains("at least 1"));
    }

    @Test
    void aNestedRecipeNeedsItsEstimators() {
        var tests = leaves(Conformance.of(new References.Cautious()).tests());
        assertTrue(failure(tests.getFirst()).contains("there is no algorithm `nearestmean`"));
        assertThrows(RecipeException.class, () -> Conformance.of(new References.Cautious()).carryOut(Check.NAME));
    }

    @Test
    void theAuthorsDataTakeThePlaceOfTheGenerated() {
        var own = Dataset.builder("mine").numeric("a", 0, 0.1, 0.2, 5, 5.1, 5.2)
                .nominal("b", Levels.of("no", "yes"), "no", "no", "no", "yes", "yes", "yes").target("b").build();
        var suite = Conformance.of(new References.NearestMean()).data(own);
        assertEquals(own, suite.specimen("mine"));
        assertThrows(IllegalArgumentException.class, () -> suite.specimen("two classes, numeric columns"));
        assertEquals(1, suite.carryOut(Check.BASELINE));
        var broken = Conformance.of(new Odd()).settings("flaw=guesses").data(own);
        assertTrue(assertThrows(Violation.class, () -> broken.carryOut(Check.BASELINE)).getMessage()
                .contains("\"mine\""));
    }

    @Test
    void theReadmeExplainsEachCheck() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        for (var check : Check.values()) {
            assertTrue(readme.contains("| `%s` | %s |".formatted(check, check.sentence())),
                    "the table of README.md lacks the row: | `%s` | %s |".formatted(check, check.sentence()));
        }
    }
}

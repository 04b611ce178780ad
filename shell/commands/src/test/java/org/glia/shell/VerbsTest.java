package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.baselines.Majority;
import org.glia.datasets.builtin.Iris;
import org.glia.shell.verbs.Verbs;
import org.glia.shell.words.Lexer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerbsTest {

    private final Session session = new Session();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow(() -> new AssertionError(text))
                .replaceAll(" +", " ");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbExplainsItselfAndItsExamplesParse(String verb) {
        var syntax = Verbs.named(verb).syntax();
        assertEquals(verb, syntax.verb());
        var text = session.answer("help " + verb);
        assertTrue(text.contains(syntax.usage()), text);
        for (var example : syntax.examples()) {
            var words = Lexer.words(example);
            assertEquals(verb, Verbs.said(example).syntax().verb());
            int pipe = syntax.pipeAt(words);
            syntax.parse(example.substring(0, pipe == words.size() ? example.length() : words.get(pipe).start()).strip());
        }
    }

    static List<String> verbs() {
        return Verbs.NAMES;
    }

    @Test
    void helpListsAllVerbs() {
        var text = session.answer("help");
        Verbs.NAMES.forEach(verb -> assertTrue(text.lines().anyMatch(line -> line.startsWith(verb + " ")), verb));
    }

    @Test
    void helpListsTheVerbsThatBeginWithAWord() {
        var text = session.answer("help results");
        assertTrue(line(text, "results list").startsWith("results list lists what was judged"), text);
        assertFalse(text.contains("crossval "), text);
        assertTrue(session.complaint("help result").contains("did you mean `results`?"), session.complaint());
        assertTrue(session.complaint("help results lst").contains("did you mean `results list`?"), session.complaint());
    }

    @Test
    void aSecondWordThatSaysNothingIsPointedAt() {
        assertTrue(session.complaint("results lst x").contains("`results lst` says nothing: after `results` comes one of list"));
        assertTrue(session.complaint().contains("(did you mean `list`?); `help results` explains them"), session.complaint());
        assertTrue(session.complaint().lines().anyMatch(line -> line.equals("          ^^^")), session.complaint());
        assertTrue(session.complaint("results").contains("after `results` comes one of list"), session.complaint());
    }

    @Test
    void algorithmsAreFoundByTaskAndByText() {
        assertEquals(4, session.answer("algorithms clustering").lines().count());
        assertTrue(session.answer("algorithms log").contains("logistic"));
        assertTrue(session.complaint("algorithms zzz").contains("no algorithm has `zzz`"));
    }

    @Test
    void describeTellsAllThatIsDeclared() {
        var text = session.answer("describe kmeans");
        assertEquals("takes numeric columns, sparse columns, weights", line(text, "takes"));
        assertEquals("k whole number, at least 1 8 number of clusters", line(text, "k "));
        assertTrue(line(text, "seeding").contains("plus-plus, random"), text);
        assertEquals("example fit kmeans k=8 on iris", line(text, "example"));
        assertTrue(session.answer("describe csv").contains("csv.gz"));
        assertTrue(session.answer("describe accuracy").contains("larger"));
        assertTrue(session.complaint("describe kmean").contains("did you mean `kmeans`?"));
    }

    @Test
    void theExampleOfADescriptionWorks() {
        var example = line(session.answer("describe kmeans"), "example").replaceFirst("example ", "");
        assertTrue(session.answer(example).contains("clusters"));
    }

    @Test
    void choicesAreDescribedWithTheirOwnSettings() {
        try (var other = new Session(Catalog.of(new Layered()))) {
            var text = other.answer("describe layered");
            assertTrue(text.contains("settings of layer=[dense ...]"), text);
            assertEquals("units whole number, at least 1 10 how many units", line(text, "units"));
        }
    }

    @Test
    void loadProposesASchemaAndGivesAName() throws IOException {
        var file = file("people.csv", "name,age,sex,when\nann,34,f,2024-01-02\nbob,,m,2024-03-01\ncy,7.5,f,\n");
        var text = session.answer("load " + file + " target=sex id=name as people");
        assertTrue(text.startsWith("people (3 rows, 2 features, target sex) is loaded"), text);
        assertEquals("age numeric 7.5 .. 34 1", line(text, "age"));
        assertEquals("sex nominal target 2: f, m 0", line(text, "sex"));
        assertEquals("name nominal id 3: ann, bob, cy 0", line(text, "name"));
        assertEquals("when time 2024-01-02 .. 2024-03-01 1", line(text, "when"));
        assertEquals("people 3 4 sex", line(session.answer("datasets"), "people"));
    }

    @Test
    void typesAndReaderSettingsAreTheUsers() throws IOException {
        var file = file("zips.txt", "zip;x\n1001;1\n1002;2\n");
        var text = session.answer("load " + file + " separator=semicolon types=zip:nominal");
        assertEquals("zip nominal 2: 1001, 1002 0", line(text, "zip "));
        assertTrue(session.answer("head zips").contains("1001"));
    }

    @Test
    void aFileOfUnknownEndingNeedsItsReaderNamed() throws IOException {
        var file = file("table.dat", "a,b\n1,2\n");
        assertTrue(session.complaint("load " + file).contains("say reader=NAME with one of `csv`"), session.complaint());
        assertTrue(session.answer("load " + file + " reader=csv").contains("2 features"));
    }

    @Test
    void aRaggedRowIsToldWithItsLineAndItsFields() throws IOException {
        var file = file("ragged.csv", "a,b,c\n1,2,3\n4,5\n");
        var text = session.complaint("load " + file);
        assertTrue(text.contains("line 3: 2 fields where the header has 3"), text);
    }

    @Test
    void unknownDataAreSuggested() {
        assertTrue(session.complaint("head irs").contains("there is no data set `irs`; did you mean `iris`?"));
        assertTrue(session.complaint("head nothing.csv").contains("there is no file `nothing.csv`"));
        assertTrue(session.complaint("head " + folder).contains("is a folder"));
    }

    @Test
    void rolesCanBeSetBehindAnyData() {
        var text = session.answer("summary iris target=petal_width_cm ignore=class");
        assertTrue(text.startsWith("iris (150 rows, 3 features, target petal_width_cm)"), text);
        assertTrue(session.complaint("summary iris target=clas").contains("did you mean `class`?"));
    }

    @Test
    void aGeneratorIsTheSameWhateverTheSeedOfTheWork() {
        session.answer("fit kmeans k=2 on blobs n=30 seed=5 as a; fit kmeans k=2 on blobs n=30 seed=6 as b");
        var a = line(session.answer("show a"), "fingerprint");
        assertEquals(a, line(session.answer("show b"), "fingerprint"));
        session.answer("load blobs n=30 seed=7 as other");
        session.answer("fit kmeans k=2 on other as c");
        assertFalse(a.equals(line(session.answer("show c"), "fingerprint")));
    }

    /// Fisher's iris data: mean and standard deviation of the sepal length are 5.843 and 0.828 (UCI Machine Learning
    /// Repository, iris.names, gives 5.84 and 0.83); the quartiles are R 4.5's quantile(iris$Sepal.Length).
    @Test
    void summaryCountsMeasuresAndOrders() {
        var text = session.answer("summary iris");
        assertEquals("sepal_length_cm 0 5.8433 0.8281 4.3 5.1 5.8 6.4 7.9", line(text, "sepal_length_cm"));
        assertEquals("class nominal target 0 setosa 50, versicolor 50, virginica 50", line(text, "class"));
    }

    @Test
    void fitKeepsTheModelUnderItsLastStepsName() {
        session.answer("fit standardize | majority on iris; fit majority on iris");
        var text = session.answer("models");
        assertTrue(line(text, "majority ").contains("standardize"), text);
        assertTrue(line(text, "majority-2 ").contains("majority-2 majority classification iris 150"), text);
    }

    @Test
    void aModelIsSavedOpenedAndPredictsTheSame() throws IOException {
        session.answer("fit standardize | logistic on iris as m to " + folder + "/m.glia; predict m on iris to " + folder + "/a.csv");
        session.answer("save m to " + folder + "/again.glia; open " + folder + "/again.glia as n; predict n on iris to " + folder + "/b.csv");
        assertEquals(Files.readString(folder.resolve("a.csv")), Files.readString(folder.resolve("b.csv")));
        assertEquals(-1, Files.mismatch(folder.resolve("m.glia"), folder.resolve("again.glia")));
        var lines = Files.readAllLines(folder.resolve("a.csv"));
        assertEquals(151, lines.size());
        assertTrue(lines.getFirst().startsWith("class,predicted_class,"), lines.getFirst());
    }

    @Test
    void aModelWithoutItsPluginOpensAndTellsWhatItCan() {
        session.answer("fit majority on iris to " + folder + "/m.glia");
        try (var other = new Session(Catalog.of(List.<Estimator<?, ?>>of(), List.of(), List.of(new Iris())))) {
            var text = other.answer("open " + folder + "/m.glia; show m");
            assertTrue(text.contains("the model needs the algorithm `majority`"), text);
            assertTrue(text.contains("features     sepal_length_cm"), text);
            assertTrue(other.complaint("predict m on iris").contains("which is not installed"), other.complaint());
        }
    }

    @Test
    void predictRefusesOtherFilesThanTables() {
        session.answer("fit majority on iris as m");
        assertTrue(session.complaint("predict m on iris to answers.xls").contains("must end in .csv"));
        assertTrue(session.complaint("predict m on iris to /nowhere/a.csv").contains("there is no folder /nowhere"));
    }

    @Test
    void fieldsOfFilesAreQuotedWhereTheyMustBe() throws IOException {
        var file = file("odd.csv", "id,x,y\n\"a,b\",1,\"say \"\"c\"\"\"\nd,2,e\n");
        session.answer("load " + file + " target=y id=id as odd; fit majority on odd as m; predict m on odd to " + folder + "/out.csv");
        var lines = Files.readAllLines(folder.resolve("out.csv"));
        assertTrue(lines.get(1).startsWith("\"a,b\",\"say \"\"c\"\"\","), lines.toString());
    }

    @Test
    void aTransformerAnswersWithTransformedRows() {
        session.answer("fit standardize on iris as s");
        var text = session.answer("predict s on iris");
        assertTrue(text.contains("sepal_length_cm") && text.contains("setosa"), text);
    }

    @Test
    void evaluateJudgesAModelOnAllRowsAndARecipeOnOthers() {
        session.answer("fit majority on iris as m");
        assertEquals("accuracy 0.3333 larger", line(session.answer("evaluate m on iris by accuracy"), "accuracy"));
        var text = session.answer("evaluate standardize | logistic on iris test=0.2 by accuracy");
        assertTrue(text.contains("fitted on 120 rows, judged on 30 others"), text);
        assertTrue(session.complaint("evaluate majority on iris test=1").contains("no number between 0 and 1"));
    }

    @Test
    void crossvalShowsMeansOverFolds() {
        var text = session.answer("crossval majority on iris folds=3 repeats=2 by accuracy");
        assertTrue(text.startsWith("majority on iris, classification, 3-fold cross-validation, 2 times, seed 0"), text);
        var numbers = new ArrayList<>(List.of(line(text, "accuracy").split(" ")));
        assertEquals("accuracy", numbers.getFirst());
        assertEquals("larger", numbers.getLast());
        assertEquals(6, numbers.size(), numbers.toString());
    }

    @Test
    void compareRanksRecipesOnEachDataSet() {
        var text = session.answer("compare \"standardize | logistic\" \"majority\" on iris, wine folds=3 by accuracy");
        assertTrue(text.contains("iris, classification, 3-fold") && text.contains("wine, classification, 3-fold"), text);
        assertEquals(2, text.lines().filter(line -> line.matches(" +1  standardize \\| logistic .*0\\.9\\d\\d\\d ± 0\\.\\d{4}")).count(), text);
        assertEquals(2, text.lines().filter(line -> line.matches(" +2  majority .*")).count(), text);
    }

    @Test
    void aRecipeThatSuitsNoDataIsAFailure() {
        assertTrue(session.complaint("crossval mean on iris").contains("`mean` predicts numbers"), session.complaint());
        assertTrue(session.complaint("compare mean, majority on iris by rmse").contains("no classification here is judged by rmse; name a measure such as accuracy"), session.complaint());
    }

    @Test
    void unknownMeasuresArePointedAt() {
        assertEquals("""
                error: there is no measure `acuracy`; did you mean `accuracy`?
                  crossval majority on iris by acuracy
                                               ^^^^^^^
                """, session.complaint("crossval majority on iris by acuracy"));
    }

    @Test
    void aMistypedOptionOfTheVerbIsSuggested() {
        assertTrue(session.complaint("crossval majority on iris fold=3").contains("`crossval` has an option folds="),
                session.complaint());
    }

    @Test
    void bugsOfPluginsAreToldWithoutClassesAndTraces() {
        try (var other = new Session(Catalog.of(List.of(new Layered(), new Majority()), List.of(), List.of(new Iris())))) {
            var text = other.complaint("fit layered mood=broken on iris");
            assertEquals("warning: this is no real algorithm\nerror: something went wrong inside `fit`: Optional[[1]]; run glia "
                    + "with --trace to see more\n", text);
            other.desk.console().showTraces();
            assertTrue(other.complaint("fit layered mood=broken on iris").contains("java.lang.IllegalStateException"));
        }
    }

    @Test
    void distortionIsShownForEveryNumberOfClustersAndClusterer() throws IOException {
        var text = session.answer("distortion kmeans, [standardize | kmeans] on iris last=6");
        assertTrue(text.startsWith("distortion on iris"), text);
        assertEquals("1 681.37 1.0000 681.37 1.0000", line(text, "1 "));
        assertTrue(line(text, "standardize | kmeans").contains("phase transition"), text);
        var file = folder.resolve("curve.csv");
        assertTrue(session.answer("distortion kmeans on iris last=6 to " + file).contains("6 rows written"));
        assertEquals("k,kmeans distortion,kmeans energy,kmeans transition", Files.readAllLines(file).getFirst());
        assertEquals(7, Files.readAllLines(file).size());
    }

    @Test
    void distortionRefusesWhatIsNoClusterer() {
        assertTrue(session.complaint("distortion logistic on iris").contains("`k`"), session.complaint());
        assertTrue(session.complaint("distortion kmeans on iris last=151").contains("150"), session.complaint());
        assertTrue(session.complaint("distortion kmeans on iris setting=clusters").contains("clusters"), session.complaint());
    }

    @Test
    void whatAFitRecordedIsShownPointByPoint() throws IOException {
        session.answer("fit kmeans k=3 on iris");
        assertTrue(session.answer("show kmeans as history").lines().anyMatch(line -> line.startsWith("inertia")));
        var file = folder.resolve("inertia.csv");
        assertTrue(session.answer("show kmeans as history to " + file).contains("written to"));
        assertEquals("line,step,value", Files.readAllLines(file).getFirst());
    }

    @Test
    void whatIsNoTreeHasNoRules() {
        session.answer("fit kmeans k=3 on iris");
        assertTrue(session.complaint("show kmeans as rules").contains("`kmeans` is no tree"), session.complaint());
        assertTrue(session.complaint("show kmeans as ruels").contains("did you mean `rules`?"), session.complaint());
        assertTrue(session.complaint("show kmeans to tree.dot").contains("as history"), session.complaint());
    }

    @Test
    void aModelLearnsOnFromMoreRows() {
        session.answer("fit standardize | faddc k=3 on iris as both");
        assertTrue(line(session.answer("learn both on iris"), "data").startsWith("data iris + iris, 300 rows"), session.result());
        assertTrue(session.answer("learn both on iris as three").contains("450 rows"), session.result());
        assertTrue(line(session.answer("models"), "three").contains("faddc"), session.result());
        assertTrue(line(session.answer("describe faddc"), "goes on").contains("`learn`"));
        session.answer("fit kmeans k=3 on iris");
        assertTrue(session.complaint("learn kmeans on iris").contains("`kmeans` cannot go on learning"), session.complaint());
    }
}

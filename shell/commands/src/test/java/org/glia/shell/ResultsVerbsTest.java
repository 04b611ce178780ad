package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `experiment run`, and what can be done with results.
class ResultsVerbsTest {

    private static final String SMALL = "experiment run majority, standardize | logistic on iris folds=3 by accuracy";

    private final Session session = new Session();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.strip().startsWith(start)).findFirst().orElseThrow(() -> new AssertionError(text))
                .strip().replaceAll(" +", " ");
    }

    private static String found(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }

    /// Runs an experiment.
    ///
    /// @return the id of its study
    private String study(String statement) {
        return found(session.answer(statement), "study +([0-9a-f]{12});");
    }

    /// The id of a cell of a study whose line has this text.
    private String cell(String study, String text) {
        return session.answer("results show " + study + " cells").lines().filter(line -> line.contains(text)).findFirst().orElseThrow()
                .strip().split(" ")[0];
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void anExperimentShowsLeaderboardsAComparisonAndWhatWasDone() {
        var text = session.answer(SMALL);
        assertTrue(text.startsWith("iris, classification, 3-fold cross-validation, seed 0"), text);
        assertTrue(line(text, "1").startsWith("1 standardize | logistic 0.9"), text);
        assertTrue(line(text, "compared").contains("corrected resampled t-test"), text);
        assertTrue(line(text, "found").contains("`standardize | logistic` is better than `majority` in accuracy on iris"), text);
        assertEquals("result 6 cells: 6 done", line(text, "result"));
    }

    @Test
    void theSplitMayBeSaidInOtherWords() {
        var text = session.answer("experiment run majority, standardize | logistic on iris split=\"holdout test=0.2\" by accuracy");
        assertTrue(text.startsWith("iris, classification, holdout test=0.2 seed=0"), text);
        assertTrue(line(text, "compared").contains("McNemar's test"), text);
        assertTrue(session.complaint("experiment run majority on iris split=\"holdout test=2\"").contains("the test share must lie between 0 and 1"));
        assertTrue(session.complaint("experiment run majority on iris split=training folds=3").contains("leave out folds= and repeats="));
    }

    @Test
    void everyStandsForAllAlgorithmsThatSuit() {
        var text = session.answer("experiment run majority, every on iris folds=2 by accuracy");
        assertTrue(text.contains("logistic"), text);
        assertFalse(text.contains("mean-level"), text);
        assertEquals(1, text.lines().filter(line -> line.matches(" +\\d  majority .*")).count(), text);
    }

    @Test
    void boundsAndBudgetsAreReadWithTheirUnits() {
        assertTrue(session.complaint("experiment run majority on iris timeout=60").contains("`60` is no time; times are written like 90s"));
        assertTrue(session.complaint("experiment run majority on iris memory=lots").contains("`lots` is no amount of memory"));
        assertTrue(session.complaint("experiment run majority on iris memory=1m").contains("must be 16 MB or more"));
        assertTrue(session.complaint("experiment run majority on iris budget=0s").contains("`0s` is no time"));
        assertEquals("result 3 cells: 3 done", line(session.answer("experiment run majority on iris folds=3 budget=1h retry"), "result"));
    }

    @Test
    void aSentenceWithoutDataOrFileSaysWhatIsMissing() {
        assertTrue(session.complaint("experiment run majority").contains("`experiment run` needs `on DATA`, or the file of an experiment"));
        assertTrue(session.complaint("experiment run nosuch.json").contains("there is no file `nosuch.json`"));
        assertTrue(session.complaint("experiment run majority, majority on iris").contains("is named twice"));
        assertTrue(session.complaint("experiment start").contains("after `experiment` comes run;"));
    }

    @Test
    void aFileSaysTheSameAsASentence() throws IOException {
        var file = file("flowers.json", """
                { // the same as SMALL
                  "data": ["iris"], "recipes": ["majority", "standardize | logistic"],
                  "split": "kfold k=3", "measures": ["accuracy"]
                }""");
        var id = study(SMALL);
        var text = session.answer("experiment run " + file + " budget=10m retry");
        assertEquals(id, found(text, "study +([0-9a-f]{12});"));
        assertTrue(session.complaint("experiment run " + file + " folds=3").contains("change it there instead of saying `folds=`"));
    }

    @Test
    void allProblemsOfAFileAreToldWithTheirLines() throws IOException {
        var file = file("wrong.json", """
                {
                  "data": ["iris",
                    "wein"],
                  "recipes": ["majorty"],
                  "measures": ["acuracy"]
                }""");
        var text = session.complaint("experiment run " + file);
        assertTrue(text.contains("line 3: there is no data set `wein`"), text);
        assertTrue(text.contains("there is no algorithm `majorty`; did you mean `majority`?"), text);
        assertTrue(text.contains("there is no measure `acuracy`; did you mean `accuracy`?"), text);
        var column = session.complaint("experiment run " + file("column.json", "{\"data\": [\"iris target=clas\"], \"every\": true}"));
        assertTrue(column.contains("did you mean `class`?\n  load iris target=clas\n            ^^^^^^"), column);
        var malformed = session.complaint("experiment run " + file("broken.json", "{\n\"data\": [\"iris\"],\n\"recipe\": [\"majority\"]}"));
        assertTrue(malformed.contains("line 3: an experiment has no `recipe`; did you mean `recipes`?"), malformed);
    }

    @Test
    void theDefinitionOfAStudyRunsAgain() {
        var id = study(SMALL);
        session.answer("results show " + id + " definition to " + folder + "/again.json");
        assertEquals("result 6 cells: 6 done", line(session.answer("experiment run " + folder + "/again.json"), "result")
                .replaceAll("; .*", ""));
    }

    @Test
    void whatIsJudgedIsListedTheLatestFirst() {
        assertTrue(session.answer("results list").contains("there are no results yet"));
        session.answer("crossval majority on iris folds=3; compare majority, standardize | logistic on wine folds=2");
        var lines = session.answer("results list").lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(2).contains("compare majority, standardize | logistic on wine folds=2"), lines.get(2));
        assertTrue(lines.get(3).contains("crossval majority on iris folds=3"), lines.get(3));
        assertEquals(3, session.answer("results list wine").lines().count());
        assertTrue(session.complaint("results list zzz").contains("no study has `zzz`"));
    }

    @Test
    void aStudyIsShownByTheFirstDigitsOfItsId() {
        var id = study(SMALL);
        var text = session.answer("results show " + id.substring(0, 6));
        assertEquals("kind experiment", line(text, "kind"));
        assertTrue(text.contains("`results compare " + id + "` tells whether the differences are more than chance"), text);
        assertTrue(line(text, "1").startsWith("1 standardize | logistic 0.9"), text);
        assertEquals(text, session.answer("results show last"));
        assertEquals(6, session.answer("results show " + id + " cells").lines().filter(line -> line.contains(" done ")).count());
        assertTrue(session.answer("results show " + id + " failures").contains("nothing failed"));
        assertTrue(session.complaint("results show zzzz").contains("begins with `zzzz`; `results list` lists studies"), session.complaint());
        assertTrue(session.complaint("results show " + id + " to x.csv").contains("`results export"), session.complaint());
    }

    @Test
    void aCellTellsAllThatIsKnownOfIt() throws IOException {
        var id = study(SMALL);
        var cell = cell(id, "logistic");
        var text = session.answer("results show " + cell);
        assertTrue(line(text, "cell").startsWith("cell " + cell), text);
        assertTrue(line(text, "with all settings").contains("c=1"), text);
        assertTrue(line(text, "split").endsWith("fold 1: fitted on 100 rows, judged on 50 rows"), text);
        assertTrue(line(text, "accuracy").startsWith("accuracy 0.9"), text);
        assertTrue(text.contains("Java ") && text.contains("processor "), text);
        session.answer("results show " + cell + " predictions to " + folder + "/answers.csv");
        var rows = Files.readAllLines(folder.resolve("answers.csv"));
        assertEquals(51, rows.size());
        assertTrue(rows.getFirst().startsWith("row,predicted_class"), rows.getFirst());
        assertTrue(session.answer("results show " + cell + " history").contains("loss"), session.result());
        assertTrue(session.complaint("results show " + cell(id, "majority") + " history").contains("recorded nothing"), session.complaint());
    }

    @Test
    void failuresAreShownWithTheirTraces() {
        var complaint = session.complaint("experiment run standardize | kmeans k=149 on iris split=\"holdout test=0.3\" by silhouette");
        var id = found(complaint, "1 cell: 0 done, 1 failed; `results show ([0-9a-f]{12}) failures` lists them");
        var text = session.answer("results show " + id + " failures");
        assertTrue(text.contains("failed  fit    `kmeans` cannot make k=149 clusters of 105 rows"), text);
        var cell = cell(id, "kmeans");
        assertTrue(session.answer("results show " + cell).contains("at org.glia.clustering.KMeans.fit"), session.result());
        assertTrue(session.answer("results rerun " + cell).contains("it fails as it did"), session.result());
    }

    @Test
    void recipesAreComparedByOtherTestsMarginsAndMeasures() {
        var id = study("experiment run majority, standardize | logistic, logistic on iris, wine folds=3 by accuracy, balanced-accuracy");
        var text = session.answer("results compare " + id);
        assertTrue(line(text, "compared").contains("Friedman test"), text);
        var other = session.answer("results compare " + id + " test=corrected-t control=majority alpha=0.1 by balanced-accuracy");
        assertTrue(line(other, "compared").startsWith("compared balanced-accuracy of"), other);
        assertTrue(session.answer("results compare " + id + " test=bayesian-t rope=0.01").contains("P(equivalent)"), session.result());
        assertTrue(session.complaint("results compare " + id + " test=anova").contains("no test is called `anova`"));
        assertTrue(session.complaint("results compare " + id + " control=mojority").contains("did you mean `majority`?"), session.complaint());
        assertTrue(session.complaint("results compare " + id + " by rmse").contains("nothing was measured by `rmse`"), session.complaint());
        assertTrue(session.complaint("results compare " + id + " rope=-1").contains("`-1` is no number of 0 or more"));
        var single = study("experiment run majority on iris folds=3");
        assertTrue(session.complaint("results compare " + single).contains("there is nothing to compare"), session.complaint());
    }

    @Test
    void answersOfOneSplitAreComparedRowByRowWithDataThatAreBroughtAgain() {
        session.answer("load iris ignore=petal_width_cm as mine");
        var id = study("experiment run majority, standardize | logistic on mine split=\"holdout test=0.3\" by accuracy");
        assertTrue(session.answer("results compare " + id).contains("only second"), session.result());
    }

    @Test
    void aCellIsRepeatedAndComesOutTheSame() {
        session.answer("load blobs n=60 centers=3 seed=7 as clouds");
        var id = study("experiment run kmeans k=3 on clouds split=\"holdout test=0.3\" by silhouette");
        var text = session.answer("results rerun " + cell(id, "kmeans"));
        assertEquals("result the predictions are identical, to the last bit", line(text, "result"));
        var then = line(text, "silhouette").split(" ");
        assertEquals(then[1], then[2]);
        assertTrue(session.complaint("results rerun " + id).contains("is a study; name one of its cells"), session.complaint());
    }

    @Test
    void aCellWhoseDataHaveChangedIsNotRepeated() throws IOException {
        var rows = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 30; i++) {
            rows.append(i).append(',').append(i % 7).append(',').append(i % 2 == 0 ? "p" : "q").append('\n');
        }
        var file = file("my rows.csv", rows.toString());
        var id = study("experiment run majority on \"" + file + "\" target=y split=\"holdout test=0.3\" by accuracy");
        var cell = cell(id, "majority");
        assertTrue(session.answer("results rerun " + cell).contains("identical"), session.result());
        Files.writeString(file, rows + "30,2,p\n");
        assertTrue(session.answer("results rerun " + cell).contains("the data have changed"), session.result());
        Files.delete(file);
        assertTrue(session.answer("results rerun " + cell).contains("the data cannot be found: there is no file"), session.result());
        assertEquals("result cannot be repeated", line(session.result(), "result"));
    }

    @Test
    void aStudyIsWrittenForOthers() throws IOException {
        var id = study(SMALL);
        for (var ending : List.of("csv", "json", "md", "tex", "html")) {
            var file = folder.resolve("report." + ending);
            assertTrue(session.answer("results export " + id + " to " + file).contains("is written to " + file), session.result());
            assertTrue(Files.readString(file).contains("majority"), ending);
        }
        session.answer("results export " + id + " to " + folder + "/table.txt as latex");
        assertEquals(Files.readString(folder.resolve("report.tex")), Files.readString(folder.resolve("table.txt")));
        assertTrue(session.complaint("results export " + id + " to report.doc").contains("`report.doc` must end in one of .csv"), session.complaint());
        assertTrue(session.complaint("results export " + id).contains("needs `to FILE"), session.complaint());
    }

    @Test
    void aStudyIsKeptAsFilesOfMlflow() {
        var id = study(SMALL);
        var first = session.answer("results export " + id + " to mlflow " + folder + "/mlruns");
        assertTrue(first.startsWith("8 runs written to " + folder + "/mlruns, experiment"), first);
        assertTrue(session.answer("results export " + id + " to mlflow " + folder + "/mlruns").contains("0 runs written"), session.result());
        assertTrue(session.complaint("results export " + id + " to mlflow").contains("after `mlflow` comes the address"), session.complaint());
        assertTrue(session.complaint("results export " + id + " to mlflow ftp://x").contains("is no address of an MLflow tracking server"));
        assertTrue(session.complaint("results export " + id + " to mlflow runs as csv").contains("leave out `as`"), session.complaint());
    }

    @Test
    void aStudyIsDeletedByItsWholeIdOnly() {
        var id = study(SMALL);
        assertTrue(session.complaint("results delete " + id.substring(0, 8)).contains("`results delete " + id + "` deletes"), session.complaint());
        assertTrue(session.answer("results delete " + id).contains("is deleted, with 6 cells that no other study has"), session.result());
        assertTrue(session.complaint("results show " + id).contains("begins with"), session.complaint());
    }

    @Test
    void dataKeepTheWordsThatBringThemAgain() throws IOException {
        var file = file("table.csv", "a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n");
        session.answer("load " + file + " types=a:numeric as t");
        session.answer("load blobs n=40 centers=2 seed=3 as clouds");
        var definition = session.answer("results show " + study("experiment run majority on t target=b split=\"holdout test=0.5\"") + " definition");
        assertTrue(definition.contains("\"origin\": \"" + file + " types=a:numeric target=b\""), definition);
        var clouds = session.answer("results show " + study("experiment run kmeans k=2 on clouds split=training") + " definition");
        assertTrue(clouds.contains("\"origin\": \"blobs n=40 centers=2 seed=3\""), clouds);
    }

    @Test
    void idsAreCompletedFromTheStore() {
        var id = study(SMALL);
        var cell = cell(id, "logistic");
        var completion = new Completion(session.desk, session.runner.commands());
        assertTrue(values(completion, "results show ").containsAll(List.of(id, cell)));
        assertTrue(values(completion, "results delete ").contains(id));
        assertFalse(values(completion, "results delete ").contains(cell));
        assertTrue(values(completion, "results show " + id + " ").containsAll(List.of("cells", "failures", "as", "to")));
        assertTrue(values(completion, "results rerun " + cell.substring(0, 5)).contains(cell));
        assertTrue(values(completion, "experiment run maj").containsAll(List.of("majority", "every")));
        assertTrue(values(completion, "experiment run majority on iris ").containsAll(List.of("timeout=", "retry", "by", "as", "split=")));
        assertFalse(values(completion, "experiment run majority on iris retry ").contains("retry"));
        assertTrue(values(completion, "experiment run majority on iris split=").contains("holdout"));
        assertTrue(values(completion, "experiment run f.json ").contains("timeout="));
        assertFalse(values(completion, "experiment run majority ").contains("timeout="), "it would be a setting of the recipe");
        assertTrue(values(completion, "results export " + id + " to ml").contains("mlflow"));
        assertTrue(values(completion, "results export " + id + " to x as ").contains("html"));
        assertTrue(values(completion, "results compare " + id + " test=").contains("wilcoxon"));
    }

    private static List<String> values(Completion completion, String line) {
        return completion.choices(line).stream().map(Completion.Choice::value).toList();
    }
}

package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.glia.api.Catalog;
import org.glia.baselines.Majority;
import org.glia.clustering.KMeans;
import org.glia.datasets.builtin.BreastCancer;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.files.Csv;
import org.glia.measures.Accuracy;
import org.glia.measures.Confusion;
import org.glia.measures.F1Macro;
import org.glia.measures.R2;
import org.glia.measures.Rmse;
import org.glia.measures.Silhouette;
import org.glia.preprocessing.Standardize;
import org.glia.regression.Logistic;
import org.glia.regression.Ridge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `learningcurve`, `validationcurve`, `threshold`, and what `crossval` shows besides scores.
class CurveVerbsTest {

    private final Session session = new Session(Catalog.of(List.of(new Standardize(), new Logistic(), new Majority(), new Ridge(), new KMeans()),
            List.of(new Accuracy(), new Confusion(), new F1Macro(), new Rmse(), new R2(), new Silhouette()),
            List.of(new Iris(), new BreastCancer(), new Diabetes(), new Csv())));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow(() -> new AssertionError(text))
                .replaceAll(" +", " ").strip();
    }

    private List<String> written(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    @Test
    void aLearningCurveHasALineForEachSize() {
        var text = session.answer("learningcurve majority on iris sizes=0.5,1 folds=5");
        assertTrue(text.startsWith("accuracy of majority on iris, 5-fold cross-validation, seed 0"), text);
        assertTrue(line(text, "  60").startsWith("60 0.3333 ± 0.0000 0.3333 ± 0.0000"), text);
        assertTrue(line(text, " 120").startsWith("120 0.3333 ± 0.0000 0.3333 ± 0.0000"), text);
    }

    @Test
    void learningCurvesOfSeveralRecipesStandBelowEachOther() throws IOException {
        var file = folder.resolve("curve.csv");
        var text = session.answer("learningcurve standardize | logistic, majority on iris folds=3 sizes=0.001,20,100 to " + file);
        assertTrue(text.contains("4 rows written to"), text);
        assertTrue(text.contains("size 0.001 is left out: of 100 training rows it is less than one"), text);
        var lines = written("curve.csv");
        assertEquals("recipe,rows,training,training deviation,test,test deviation,folds,fit seconds", lines.getFirst());
        assertTrue(lines.get(1).startsWith("standardize | logistic,20,"), lines.toString());
        assertTrue(lines.get(4).startsWith("majority,100,"), lines.toString());
    }

    @Test
    void theSameCurveIsTheSameStudy() {
        session.answer("learningcurve majority on iris folds=3 sizes=1");
        session.answer("learningcurve majority on iris folds=3 sizes=1");
        assertEquals("learningcurve", session.answer("results list").lines().skip(2).findFirst().orElseThrow().split(" +")[1]);
        assertEquals(1, session.answer("results list").lines().filter(line -> line.contains("learningcurve ")).count());
    }

    @Test
    void theStudyOfACurveSaysHowToSeeItAgain() {
        session.answer("learningcurve majority, standardize | logistic on iris folds=3 sizes=0.3,1");
        var study = session.answer("results list").lines().filter(line -> line.contains("learningcurve")).findFirst().orElseThrow().split(" ")[0];
        var text = session.answer("results show " + study);
        assertEquals("again saying its title again shows what it showed, and fits nothing twice", line(text, "again"));
        assertTrue(text.contains("there is no leaderboard: `majority` was tested on the same rows of iris after it was fitted on fewer and on more"), text);
        assertTrue(text.contains("fold 6"), text);
        assertTrue(session.complaint("results compare " + study).contains("fitted on fewer and on more"), session.complaint());
    }

    @Test
    void aCellOfALearningCurveIsRepeatedOnItsOwnRows() {
        session.answer("learningcurve standardize | logistic on iris folds=3 sizes=0.3,1");
        session.answer("crossval majority on iris folds=5");
        var study = session.answer("results list").lines().filter(line -> line.contains("learningcurve")).findFirst().orElseThrow().split(" ")[0];
        var cell = session.answer("results show " + study + " cells").lines().filter(line -> line.contains("fold 1")).findFirst().orElseThrow()
                .strip().split(" ")[0];
        var text = session.answer("results rerun " + cell);
        assertTrue(text.contains("the predictions are identical, to the last bit"), text);
        assertFalse(text.contains("although"), text);
        assertTrue(text.contains("training:accuracy"), text);
    }

    @Test
    void wrongSizesAndMeasuresArePointedAt() {
        assertTrue(session.complaint("learningcurve majority on iris sizes=a,b").contains("`a,b` is no list of sizes"));
        assertTrue(session.complaint().lines().anyMatch(line -> line.endsWith(" ^^^")), session.complaint());
        assertTrue(session.complaint("learningcurve majority on iris sizes=0.5,-1").contains("`-1` is no size"));
        assertTrue(session.complaint("learningcurve majority on iris by accuracy, f1-macro").contains("by one measure"));
        assertTrue(session.complaint("learningcurve majority on iris by acuracy").contains("did you mean `accuracy`?"));
        assertTrue(session.complaint("learningcurve majority on iris sizes=1000").contains("size 1000 is left out"));
        assertTrue(session.complaint("learningcurve majority on iris to curve.txt").contains(".csv"));
    }

    @Test
    void aValidationCurveMarksTheBestAndTheChoiceWithinOneError() throws IOException {
        var text = session.answer("validationcurve standardize | ridge alpha=0.1..1000:log on diabetes points=5 folds=5");
        assertTrue(text.startsWith("rmse of standardize | ridge alpha=0.1..1000:log on diabetes, 5-fold"), text);
        assertTrue(line(text, "0.1 ").endsWith("*"), text);
        assertTrue(line(text, "100 ").endsWith("+"), text);
        assertEquals("* best standardize | ridge alpha=0.1", line(text, "* best"));
        assertEquals("+ within one error standardize | ridge alpha=100", line(text, "+ within"));
        session.answer("validationcurve ridge alpha={1,10} on diabetes folds=3 by r2 to " + folder.resolve("curve.tsv"));
        assertEquals("value\ttraining\ttraining deviation\ttest\ttest deviation\tfolds\tfit seconds\tbest\twithin one error",
                written("curve.tsv").getFirst());
        assertTrue(written("curve.tsv").get(2).startsWith("10\t"), written("curve.tsv").toString());
    }

    @Test
    void valuesThatCannotBeAreShownWithoutScores() {
        var text = session.answer("validationcurve kmeans k={0,2,400} on iris folds=3 by silhouette");
        assertEquals("0", line(text, "0"));
        assertTrue(line(text, "2 ").endsWith("*+"), text);
        assertTrue(text.contains("kmeans.k=0: `k` must be at least 1"), text);
        assertTrue(text.contains("kmeans.k=400: `kmeans` cannot make k=400 clusters of 100 rows"), text);
        assertTrue(session.complaint("validationcurve kmeans k={300,400} on iris folds=3 by silhouette").contains("k=400"));
    }

    @Test
    void aValidationCurveNeedsExactlyOneRange() {
        assertTrue(session.complaint("validationcurve ridge on diabetes").contains("needs a range or alternatives"));
        assertTrue(session.complaint().lines().anyMatch(line -> line.equals("                  ^^^^^")), session.complaint());
        assertTrue(session.complaint("validationcurve kmeans k=2..3 tolerance=0..1 on iris").contains("kmeans.k, kmeans.tolerance"));
        assertTrue(session.complaint("validationcurve ridge alpha=2..1 on diabetes").contains("write the smaller end first"));
        assertTrue(session.complaint("crossval ridge alpha=1..2 on diabetes").contains("is a range"));
    }

    @Test
    void aThresholdIsChosenAndItsWorthAndItsUseAreTold() {
        var text = session.answer("threshold standardize | logistic on breast-cancer positive=malignant by recall>=0.99 folds=5");
        assertTrue(text.startsWith("thresholds of `malignant` for standardize | logistic on breast-cancer, 5-fold"), text);
        assertTrue(text.contains("the largest precision with a recall of 0.99 or more: precision 0."), text);
        assertTrue(line(text, "expected").contains("on rows that it was not chosen by"), text);
        assertTrue(line(text, "at 0.5").startsWith("at 0.5 precision 0.9"), text);
        assertTrue(line(text, "any threshold").startsWith("any threshold average precision 0.99"), text);
        assertTrue(line(text, "Call a row").matches("Call a row `malignant` where `probability_diagnosis=malignant` of `predict` is 0\\.\\d+ or more\\."), text);
        assertEquals(1, text.lines().filter(line -> line.endsWith("*")).count(), text);
    }

    @Test
    void costsChooseOtherThresholdsThanF1() throws IOException {
        var equal = line(session.answer("threshold standardize | logistic on breast-cancer by cost folds=3"), "Call");
        var dear = line(session.answer("threshold standardize | logistic on breast-cancer fn=20 folds=3"), "Call");
        assertFalse(equal.equals(dear), dear);
        assertTrue(session.complaint("threshold logistic on breast-cancer by f1 fp=2").contains("count only `by cost`"));
        assertTrue(session.complaint("threshold logistic on breast-cancer fp=-2").contains("`-2` is no cost"));
        session.answer("threshold standardize | logistic on breast-cancer folds=3 to " + folder.resolve("cuts.csv"));
        assertEquals("threshold,predicted,true positives,false positives,false negatives,true negatives,precision,recall,specificity,fall-out,"
                + "f1,accuracy", written("cuts.csv").getFirst());
        assertTrue(written("cuts.csv").size() > 500);
        assertTrue(written("cuts.csv").getLast().contains(",569,212,357,0,0,"), written("cuts.csv").getLast());
    }

    @Test
    void oneLevelOfSeveralIsNamed() {
        assertTrue(session.complaint("threshold logistic on iris").contains("say which one is to be found against the others: positive=virginica"));
        assertTrue(session.complaint("threshold logistic on iris positive=Virginica").contains("did you mean `virginica`"));
        var text = session.answer("threshold standardize | logistic on iris positive=virginica folds=3");
        assertTrue(text.contains("probability_class=virginica"), text);
        assertTrue(text.lines().noneMatch(line -> line.startsWith("at 0.5")), "labels of three levels part nowhere");
    }

    @Test
    void whatHasNoThresholdIsRefused() {
        assertTrue(session.complaint("threshold ridge on diabetes").contains("the target `progression` of diabetes is numeric"));
        assertTrue(session.complaint("threshold kmeans k=2 on breast-cancer").contains("a threshold needs a classifier"));
        assertTrue(session.complaint("threshold logistic on breast-cancer by f0").contains("there are f1"));
        var text = session.answer("threshold majority on breast-cancer by accuracy folds=3");
        assertTrue(text.contains("Call no row `malignant`: that serves the goal best."), text);
        assertTrue(session.answer("threshold majority on breast-cancer by precision>=0.9 folds=3").contains("none has a precision of 0.9; the nearest is"));
    }

    @Test
    void crossValidationShowsTheConfusionsOfAllFolds() {
        var text = session.answer("crossval standardize | logistic on iris folds=3 repeats=2");
        assertTrue(text.contains("confusion matrix, all folds of 2 repeats: each row counts 2 times"), text);
        assertEquals("setosa 100 0 0", line(text, "setosa"));
        assertTrue(line(text, "(mean)").endsWith("300"), text);
        assertTrue(line(text, "(mean by rows)").endsWith("300"), text);
        var named = session.answer("crossval majority on iris folds=3 by accuracy, confusion");
        assertTrue(named.contains("confusion matrix, all folds\n"), named);
        assertFalse(named.contains("levels, all folds"), named);
        assertFalse(session.answer("crossval majority on iris folds=3 by accuracy").contains("confusion"));
        assertFalse(session.answer("crossval ridge on diabetes folds=3").contains("all folds"));
    }

    @Test
    void answersOfAllRowsAreWritten() throws IOException {
        var text = session.answer("crossval standardize | logistic on iris folds=3 to " + folder.resolve("answers.csv"));
        assertTrue(text.contains("150 rows written to"), text);
        var lines = written("answers.csv");
        assertEquals("row,fold,class,predicted_class,probability_class=setosa,probability_class=versicolor,probability_class=virginica",
                lines.getFirst());
        assertEquals(151, lines.size());
        assertTrue(lines.get(150).matches("150,[123],virginica,virginica,.*"), lines.get(150));
        session.answer("crossval ridge on diabetes folds=3 repeats=2 to " + folder.resolve("answers.tsv"));
        assertEquals("row\tfold of repeat 1\tfold of repeat 2\tprogression\tpredicted_progression", written("answers.tsv").getFirst());
    }

    @Test
    void columnsThatAreCalledLikeOursKeepTheirNames() throws IOException {
        var rows = new StringBuilder("row,x,fold\n");
        for (int i = 0; i < 20; i++) {
            rows.append(100 + i).append(',').append(i).append(',').append(i % 2 == 0 ? "a" : "b").append('\n');
        }
        var file = Files.writeString(folder.resolve("odd.csv"), rows);
        session.answer("crossval majority on " + file + " target=fold id=row folds=2 to " + folder.resolve("out.csv"));
        assertEquals("row,fold,row_,fold_,predicted_fold,probability_fold=a,probability_fold=b", written("out.csv").getFirst());
        assertTrue(written("out.csv").get(1).matches("1,[12],100,a,.*"), written("out.csv").get(1));
    }
}

package org.glia.experiments.store;

import static org.glia.experiments.store.Samples.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Score;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Environment;
import org.glia.experiments.Plan;
import org.glia.experiments.Tally;
import org.glia.experiments.Trial;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises, wherever it keeps things.
abstract class StoreContract {

    final Plan plan = Samples.plan("two trees", Samples.data("d\u00E9j\u00E0"), 3, "cart", "forest");
    final Trial trial = plan.trials().getFirst();
    DatabaseResults store;

    abstract DatabaseResults open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void enter(Plan entered) {
        store.enter(entered.study(), entered);
    }

    @Test
    void whatIsPlannedIsNotDone() {
        enter(plan);
        var results = store.results(plan.study().id());
        assertEquals(plan.study(), results.study());
        assertEquals(plan.measures(), results.measures());
        assertEquals(6, results.cells().size());
        for (int i = 0; i < 6; i++) {
            assertSame(plan.trials().get(i), results.cells().get(i).trial());
            assertEquals(new Outcome.Cancelled(), results.cells().get(i).outcome());
        }
        assertTrue(store.find(trial).isEmpty());
        assertTrue(store.prediction(trial.key()).isEmpty());
        var entry = store.studies().getFirst();
        assertEquals(new Tally(0, 0, 0, 0, 6), entry.tally());
        assertEquals(6, entry.open());
    }

    @Test
    void everyOutcomeIsReadAsItWasWritten() {
        enter(plan);
        for (var outcome : Samples.outcomes()) {
            var result = Samples.result(trial, outcome);
            store.commit(result);
            assertSame(result, store.find(trial).orElseThrow());
            assertSame(result, store.result(trial.key()));
            assertSame(result, store.results(plan.study().id()).cells().getFirst());
            store.commit(Samples.result(trial, new Outcome.Skipped("next")));
        }
    }

    @Test
    void aScoreOfZeroHasNoSignWhereverItIsKept() {
        enter(plan);
        store.commit(Samples.result(trial, Samples.done(Map.of("accuracy", Score.of(-0.0)))));
        assertEquals(Map.of("accuracy", Score.of(0.0)), ((Outcome.Done) store.find(trial).orElseThrow().outcome()).scores());
    }

    @Test
    void everyKindOfAnswerIsReadAsItWasWritten() {
        enter(plan);
        for (var prediction : Samples.predictions()) {
            store.commit(Samples.result(trial, Samples.done(trial, prediction)));
            var kept = store.prediction(trial.key()).orElseThrow();
            assertEquals(prediction, kept);
            assertEquals(prediction.table().schema(), kept.table().schema());
        }
    }

    @Test
    void textThatNoDatabaseTakesIsMadeSound() {
        enter(plan);
        store.commit(Samples.result(trial, new Outcome.Failed("fit", "a\0b\uD83Cc", "\uDF33")));
        assertEquals(new Outcome.Failed("fit", "a\uFFFDb\uFFFDc", "\uFFFD"), store.find(trial).orElseThrow().outcome());
    }

    @Test
    void aFailureTakesThePlaceOfAResultAndTheOtherWayRound() {
        enter(plan);
        store.commit(Samples.done(trial));
        store.commit(Samples.result(trial, new Outcome.Failed("fit", "no", "")));
        assertTrue(store.prediction(trial.key()).isEmpty());
        assertEquals(new Tally(0, 1, 0, 0, 5), store.studies().getFirst().tally());
        store.commit(Samples.done(trial));
        assertTrue(store.prediction(trial.key()).isPresent());
        assertEquals(new Tally(1, 0, 0, 0, 5), store.studies().getFirst().tally());
    }

    @Test
    void enteringAgainAddsWhatIsNew() {
        enter(plan);
        store.commit(Samples.done(trial));
        var entered = store.studies().getFirst().entered();
        var more = Samples.plan("two trees", Samples.data("d\u00E9j\u00E0"), 3, List.of(Samples.LOG_LOSS, new Yardstick("auc", "AUC", true, Samples.MEASURES)),
                "cart", "forest", "stump");
        store.enter(plan.study(), new Plan(plan.study(), more.experiment(), more.measures(), more.trials()));
        var results = store.results(plan.study().id());
        assertEquals(List.of("cart", "forest", "cart", "forest", "cart", "forest", "stump", "stump", "stump"),
                results.cells().stream().map(cell -> cell.trial().cell().recipe()).toList());
        assertEquals(List.of("accuracy", "logloss", "auc"), results.measures().stream().map(Yardstick::name).toList());
        assertTrue(results.cells().getFirst().outcome() instanceof Outcome.Done);
        assertEquals(entered, store.studies().getFirst().entered());
    }

    @Test
    void studiesThatAskTheSameShareResultsUnderTheirOwnNames() {
        enter(plan);
        store.commit(Samples.done(trial));
        var renamed = Samples.plan("again", Samples.data("renamed"), 3, List.of(Samples.LOG_LOSS), "cart");
        assertEquals(trial.key(), renamed.trials().getFirst().key());
        enter(renamed);
        var shared = store.results(renamed.study().id()).cells().getFirst();
        assertEquals("renamed", shared.trial().cell().data());
        assertEquals(List.of("logloss"), List.copyOf(((Outcome.Done) shared.outcome()).scores().keySet()));
        assertEquals(new Tally(1, 0, 0, 0, 2), store.studies().getFirst().tally());
        assertEquals("again", store.studies().getFirst().study().title());
        assertEquals("renamed", store.result(trial.key()).trial().cell().data(), "as the latest study calls it");
    }

    @Test
    void scoresOfAnotherMeasureStandBesideThoseThatAreKnown() {
        enter(plan);
        store.commit(Samples.done(trial));
        var before = store.find(trial).orElseThrow();
        var auc = new Yardstick("auc", "AUC", true, Samples.MEASURES);
        var asking = Samples.plan("more", Samples.data("d\u00E9j\u00E0"), 3, List.of(auc), "cart").trials().getFirst();
        store.commit(Samples.result(asking, Samples.done(Map.of("auc", Score.of(0.75)))));
        assertSame(before, store.find(trial).orElseThrow());
        assertEquals(Map.of("auc", Score.of(0.75)), ((Outcome.Done) store.find(asking).orElseThrow().outcome()).scores());
        assertTrue(store.prediction(trial.key()).isPresent());
    }

    @Test
    void sameAnswersKeepTheirScoresAndOthersDoNot() {
        enter(plan);
        store.commit(Samples.done(trial));
        var done = (Outcome.Done) Samples.done(trial).outcome();
        store.commit(Samples.result(trial, done.withScores(Map.of("logloss", Score.of(7)))));
        assertEquals(2, ((Outcome.Done) store.find(trial).orElseThrow().outcome()).scores().size());
        store.commit(Samples.result(trial, Samples.done(trial, Samples.probabilities(10, 99)).withScores(Map.of("logloss", Score.of(8)))));
        assertEquals(Map.of("logloss", Score.of(8)), ((Outcome.Done) store.find(trial).orElseThrow().outcome()).scores());
    }

    @Test
    void aScoreCountsOnlyForThePluginThatMeasuredIt() {
        enter(plan);
        store.commit(Samples.done(trial));
        var updated = new Yardstick("accuracy", "accuracy", true, new Plugin("org.glia.measures", "0.1.0", "another jar"));
        var asking = Samples.plan("updated", Samples.data("d\u00E9j\u00E0"), 3, List.of(updated), "cart").trials().getFirst();
        assertEquals(trial.key(), asking.key());
        assertEquals(Map.of(), ((Outcome.Done) store.find(asking).orElseThrow().outcome()).scores());
        store.commit(Samples.result(asking, Samples.done(Map.of("accuracy", Score.of(0.5)))));
        assertEquals(Map.of("accuracy", Score.of(0.5)), ((Outcome.Done) store.find(asking).orElseThrow().outcome()).scores());
        assertEquals(((Outcome.Done) Samples.done(trial).outcome()).scores(), ((Outcome.Done) store.find(trial).orElseThrow().outcome()).scores());
    }

    @Test
    void codeOfUnknownJarsIsTheSame() {
        var unknown = new Yardstick("accuracy", "accuracy", true, Plugin.classPath());
        var asked = Samples.plan("class path", Samples.data("d"), 3, List.of(unknown), "cart");
        enter(asked);
        store.commit(Samples.done(asked.trials().getFirst()));
        var retitled = new Yardstick("accuracy", "share of right answers", true, Plugin.classPath());
        var asking = Samples.plan("class path", Samples.data("d"), 3, List.of(retitled), "cart");
        enter(asking);
        assertEquals(1, ((Outcome.Done) store.find(asking.trials().getFirst()).orElseThrow().outcome()).scores().size());
        assertEquals(List.of(retitled), store.results(asked.study().id()).measures());
    }

    @Test
    void aTrialIsClaimedOnce() {
        enter(plan);
        assertTrue(store.claim(trial, false));
        assertFalse(store.claim(trial, false));
        assertFalse(store.claim(trial, true), "not twice at a time, even if it is to be done again");
        store.release(trial);
        assertTrue(store.claim(trial, false));
        store.commit(Samples.done(trial));
        assertFalse(store.claim(trial, false));
        assertTrue(store.claim(trial, true));
        assertTrue(store.find(trial).isPresent(), "what is done again has its old result until then");
        store.release(trial);
        assertTrue(store.find(trial).isPresent());
        assertFalse(store.claim(trial, false));
    }

    @Test
    void committingWhatWasCancelledGivesItBack() {
        enter(plan);
        assertTrue(store.claim(trial, false));
        store.commit(Samples.result(trial, new Outcome.Cancelled()));
        assertTrue(store.find(trial).isEmpty());
        assertTrue(store.claim(trial, false));
    }

    @Test
    void manyThreadsClaimEveryTrialOnce() throws Exception {
        var large = Samples.plan("large", Samples.data("d"), 5, IntStream.range(0, 8).mapToObj(i -> "cart seed=" + i).toArray(String[]::new));
        enter(large);
        var tasks = new ArrayList<Callable<Integer>>();
        for (int worker = 0; worker < 4; worker++) {
            tasks.add(() -> {
                int claimed = 0;
                for (var one : large.trials()) {
                    if (store.claim(one, false)) {
                        claimed++;
                        store.commit(Samples.done(one));
                    }
                }
                return claimed;
            });
        }
        int claimed = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> worker : threads.invokeAll(tasks)) {
                claimed += worker.get();
            }
        }
        assertEquals(40, claimed);
        assertEquals(new Tally(40, 0, 0, 0, 0), store.studies().getFirst().tally());
    }

    @Test
    void whatIsUnsuitableSaysWhy() {
        var cell = trial.cell();
        var unsuitable = new Trial(new Cell(cell.data(), "text", cell.fold(), 1, List.of(), List.of()), "text", trial.task(), trial.fingerprint(),
                trial.split(), trial.splitFingerprint(), List.of(), List.of(), Optional.of("`text` takes texts"));
        enter(new Plan(plan.study(), plan.experiment(), plan.measures(), List.of(unsuitable)));
        store.commit(Samples.result(unsuitable, new Outcome.Skipped("`text` takes texts")));
        assertSame(Samples.result(unsuitable, new Outcome.Skipped("`text` takes texts")), store.results(plan.study().id()).cells().getFirst());
    }

    @Test
    void studiesAndResultsAreFoundByTheBeginningOfTheirNames() {
        enter(plan);
        var id = plan.study().id();
        assertEquals(id, store.results(id.substring(0, 5)).study().id());
        assertEquals(id, store.results("").study().id());
        store.commit(Samples.done(trial));
        assertSame(trial, store.result(trial.key().substring(0, 12)).trial());
        assertEquals("more than one result begins with ``", assertThrows(GliaException.class, () -> store.result("")).getMessage());
        enter(Samples.plan("another", Samples.data("d"), 3, "cart"));
        assertEquals("more than one study begins with ``", assertThrows(GliaException.class, () -> store.results("")).getMessage());
        assertEquals("no study begins with `zzz`", assertThrows(GliaException.class, () -> store.results("zzz")).getMessage());
        assertEquals("no study begins with `%`", assertThrows(GliaException.class, () -> store.delete("%")).getMessage());
        assertEquals("no result begins with `" + "f".repeat(64) + "`", assertThrows(GliaException.class, () -> store.result("f".repeat(64))).getMessage());
    }

    @Test
    void theLatestStudyComesFirst() {
        enter(plan);
        var later = Samples.plan("later", Samples.data("d"), 3, "cart");
        enter(later);
        enter(plan);
        assertEquals(List.of("later", "two trees"), store.studies().stream().map(entry -> entry.study().title()).toList());
    }

    @Test
    void deletingAStudyForgetsWhatNoOtherHas() {
        enter(plan);
        plan.trials().forEach(one -> store.commit(Samples.done(one)));
        var other = Samples.plan("other", Samples.data("d\u00E9j\u00E0"), 3, "cart");
        enter(other);
        assertEquals(3, store.delete(plan.study().id()));
        assertTrue(store.find(trial).isPresent());
        assertTrue(store.prediction(trial.key()).isPresent());
        assertTrue(store.find(plan.trials().get(1)).isEmpty());
        assertEquals(1, store.studies().size());
        assertEquals(3, store.delete(other.study().id().substring(0, 6)));
        assertEquals(List.of(), store.studies());
        for (var table : List.of("cell", "score", "prediction", "split", "data", "code", "code_plugin", "plugin", "measure", "panel",
                "panel_measure", "machine", "trial", "study_measure", "study")) {
            assertEquals(0, Samples.count(store, table), table);
        }
        enter(plan);
        assertEquals(6, store.studies().getFirst().open());
    }

    @Test
    void aStudyThatIsWorkedOnIsNotDeleted() {
        enter(plan);
        store.claim(trial, false);
        var refused = assertThrows(GliaException.class, () -> store.delete(plan.study().id())).getMessage();
        assertEquals("the study is being worked on by process %d on %s; let it end, or end it".formatted(ProcessHandle.current().pid(),
                Worker.self().host()), refused);
        store.release(trial);
        assertEquals(6, store.delete(plan.study().id()));
    }

    @Test
    void whatWasNeverEnteredIsNotKept() {
        var refused = "the study has been deleted from the results while it was worked on; ask for it again";
        assertEquals(refused, assertThrows(GliaException.class, () -> store.commit(Samples.done(trial))).getMessage());
        assertEquals(refused, assertThrows(GliaException.class, () -> store.claim(trial, false)).getMessage());
    }

    @Test
    void whatIsClosedSaysSo() {
        enter(plan);
        store.close();
        assertEquals("the results have been closed", assertThrows(GliaException.class, store::studies).getMessage());
        store.close();
    }

    @Test
    void equalAnswersAreKeptOnce() {
        enter(plan);
        var same = Samples.probabilities(10, 1);
        plan.trials().forEach(one -> store.commit(Samples.result(one, Samples.done(one, same))));
        assertEquals(1, Samples.count(store, "prediction"));
        store.commit(Samples.result(trial, new Outcome.Failed("fit", "no", "")));
        assertEquals(1, Samples.count(store, "prediction"));
        assertEquals(same, store.prediction(plan.trials().get(1).key()).orElseThrow());
    }

    @Test
    void whereATrialWasWorkedOnIsKept() {
        enter(plan);
        var here = new CellResult(trial, new Outcome.Skipped("no"), Samples.NOW, Environment.current());
        store.commit(here);
        assertSame(here, store.find(trial).orElseThrow());
    }

    /// A row of the view, as the leaderboards of Java say it.
    private record Line(String recipe, String measure, Double mean, Double deviation, int folds, int undefined, int failures, Integer rank) {
    }

    @Test
    void theLeaderboardOfTheDatabaseSaysWhatThatOfJavaSays() {
        var contest = Samples.plan("contest", Samples.data("d"), 4, "best", "equal", "failing", "undefined", "worst", "waiting");
        enter(contest);
        for (var one : contest.trials()) {
            int fold = one.cell().fold().number();
            switch (one.cell().recipe()) {
                case "best", "equal" -> store.commit(scored(one, Score.of(0.9 + fold / 64.0), Score.of(0.5)));
                case "failing" -> store.commit(fold == 2 ? Samples.result(one, new Outcome.Failed("fit", "no", "")) : scored(one, Score.of(1), Score.of(0)));
                case "undefined" -> store.commit(scored(one, Score.of(0.25), fold == 1 ? Score.undefined("no probabilities") : Score.of(0.75)));
                case "worst" -> store.commit(scored(one, Score.of(0.125), Score.of(Double.POSITIVE_INFINITY)));
                default -> { }
            }
        }
        var expected = new ArrayList<Line>();
        var board = store.results(contest.study().id()).leaderboards().getFirst();
        for (int m = 0; m < board.measures().size(); m++) {
            for (var standing : board.standings()) {
                var summary = standing.summaries().get(m);
                Integer rank = m == 0 && standing.rank().isPresent() ? (Integer) standing.rank().getAsInt() : null;
                expected.add(new Line(standing.recipe(), board.measures().get(m).name(), summary.mean().isPresent() ? summary.mean().getAsDouble() : null,
                        summary.deviation().isPresent() ? summary.deviation().getAsDouble() : null, summary.values(), summary.undefined(),
                        standing.tally().failed(), rank));
            }
        }
        var actual = store.session().read(sql -> sql.list(
                "select recipe, measure, mean, deviation, folds, undefined, failures, rank from leaderboard", row -> new Line(row.getString(1),
                row.getString(2), number(row, 3), number(row, 4), row.getInt(5), row.getInt(6), row.getInt(7), Optional.ofNullable(number(row, 8)).map(Double::intValue).orElse(null))));
        assertEquals(expected.size(), actual.size());
        for (var line : expected) {
            var found = actual.stream().filter(other -> other.recipe().equals(line.recipe()) && other.measure().equals(line.measure())).findFirst()
                    .orElseThrow();
            assertEquals(line.mean(), found.mean(), line.toString());
            if (line.deviation() != null) {
                assertEquals(line.deviation(), found.deviation(), 1e-15, line.toString());
            }
            assertEquals(List.of(line.folds(), line.undefined(), line.failures()), List.of(found.folds(), found.undefined(), found.failures()));
            if (line.measure().equals("accuracy")) {
                assertEquals(line.rank(), found.rank(), line.toString());
            }
        }
        var losses = actual.stream().filter(line -> line.measure().equals("logloss")).collect(Collectors.toMap(Line::recipe, line ->
                String.valueOf(line.rank())));
        assertEquals(Map.of("best", "1", "equal", "1", "failing", "null", "undefined", "null", "worst", "3", "waiting", "null"), losses,
                "less is better");
    }

    private static CellResult scored(Trial trial, Score accuracy, Score loss) {
        return Samples.result(trial, Samples.done(Map.of("accuracy", accuracy, "logloss", loss)));
    }

    private static Double number(ResultSet row, int column) {
        try {
            double value = row.getDouble(column);
            return row.wasNull() ? null : (Double) value;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theViewOfCellsHasARowForEachTrial() {
        enter(plan);
        store.commit(Samples.done(trial));
        store.commit(Samples.result(plan.trials().get(1), new Outcome.Failed("predict", "it cannot", "trace")));
        store.commit(Samples.result(plan.trials().get(2), new Outcome.TimedOut(2)));
        assertTrue(store.claim(plan.trials().get(3), false));
        var rows = store.session().read(sql -> sql.list("select data, recipe, plugins, repetition, fold, state, measure, score, phase, message "
                + "from cells order by position", row -> IntStream.rangeClosed(1, 10)
                .mapToObj(column -> column == 8 ? String.valueOf(number(row, column)) : text(row, column)).toList()));
        assertEquals(List.of(
                List.of("d\u00E9j\u00E0", "cart", "org.glia.trees 0.1.0", "0", "0", "finished", "accuracy", Double.toString(1.0 / 3 + 8), "-", "-"),
                List.of("d\u00E9j\u00E0", "forest", "org.glia.trees 0.1.0", "0", "0", "failed", "accuracy", "null", "predict", "it cannot"),
                List.of("d\u00E9j\u00E0", "cart", "org.glia.trees 0.1.0", "0", "1", "timed out", "accuracy", "null", "-", "-"),
                List.of("d\u00E9j\u00E0", "forest", "org.glia.trees 0.1.0", "0", "1", "running", "accuracy", "null", "-", "-")), rows.subList(0, 4));
        assertEquals(6, rows.size());
        assertEquals(2, Samples.count(store, "scores where data = 'd\u00E9j\u00E0' and fold = 0 and value is not null"));
    }

    private static String text(ResultSet row, int column) {
        try {
            return Objects.requireNonNullElse(row.getString(column), "-");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.glia.api.Score;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Fold;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;
import org.junit.jupiter.api.Test;

class LeaderboardTest {

    private static final Environment HERE = Environment.current();
    private static final Yardstick ERROR = new Yardstick("error", "error", false, Plugin.classPath());
    private static final Yardstick GAIN = new Yardstick("gain", "gain", true, Plugin.classPath());

    /// The trials of a recipe, one for each score of the decisive measure.
    private static List<CellResult> cells(String recipe, Object... outcomes) {
        var cells = new ArrayList<CellResult>();
        for (int fold = 0; fold < outcomes.length; fold++) {
            var outcome = switch (outcomes[fold]) {
                case Outcome other -> other;
                case Score score -> done(score);
                default -> done(Score.of(((Number) outcomes[fold]).doubleValue()));
            };
            cells.add(new CellResult(trial("data", "rows " + fold, recipe, fold), outcome, Instant.EPOCH, HERE));
        }
        return cells;
    }

    private static Outcome done(Score error) {
        var scores = new LinkedHashMap<String, Score>();
        scores.put("error", error);
        return new Outcome.Done(scores, Optional.empty(), History.none(), List.of(), 2, 1, OptionalLong.empty());
    }

    private static Trial trial(String fingerprint, String rows, String recipe, int fold) {
        return trial(fingerprint, rows, recipe, fold, List.of());
    }

    private static Trial trial(String fingerprint, String rows, String recipe, int fold, List<Plugin> plugins) {
        return new Trial(new Cell("d", recipe, new Fold(0, fold, new int[0], new int[0]), 0, List.of("error"), plugins), recipe,
                Task.REGRESSION, fingerprint, "split", rows, List.of(), List.of(ERROR), Optional.empty());
    }

    @SafeVarargs
    private static Leaderboard board(List<CellResult>... recipes) {
        var all = new ArrayList<CellResult>();
        List.of(recipes).forEach(all::addAll);
        return Leaderboard.of(List.of(ERROR, GAIN), all);
    }

    private static List<OptionalInt> ranks(Leaderboard board) {
        return board.standings().stream().map(Standing::rank).toList();
    }

    private static List<String> recipes(Leaderboard board) {
        return board.standings().stream().map(Standing::recipe).toList();
    }

    @Test
    void theSmallestErrorComesFirstAndEqualOnesShareARank() {
        var board = board(cells("c", 3, 5), cells("a", 1, 1), cells("b", 4, 4), cells("d", 9, 9));
        assertEquals(List.of("a", "c", "b", "d"), recipes(board));
        assertEquals(List.of(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(2), OptionalInt.of(4)), ranks(board));
        assertEquals(List.of(ERROR), board.measures(), "a measure that nobody asked for is not shown");
        assertEquals(2, board.standings().getFirst().fitSeconds().getAsDouble());
    }

    @Test
    void meansOverOtherFoldsHaveNoRank() {
        var board = board(cells("easy", 0, new Outcome.Failed("fit", "broke.", "trace")), cells("all", 1, 9));
        assertEquals(List.of("all", "easy"), recipes(board));
        assertEquals(List.of(OptionalInt.of(1), OptionalInt.empty()), ranks(board));
        assertEquals(0, board.standings().getLast().summaries().getFirst().mean().getAsDouble());
        assertEquals(List.of("`easy` failed in 1 of 2 folds, its means are over the others and it has no rank: broke. (fit, fold 2)"),
                board.notes());
    }

    @Test
    void aFoldInWhichNobodyHasAValueCostsNobodyTheRank() {
        var board = board(cells("a", 1, Score.undefined("one level")), cells("b", 2, Score.undefined("one level")));
        assertEquals(List.of(OptionalInt.of(1), OptionalInt.of(2)), ranks(board));
        assertEquals(List.of("error of `a`, `b` has no value in 1 of 2 folds: one level"), board.notes());
        assertEquals(1, board.standings().getFirst().summaries().getFirst().undefined());
    }

    @Test
    void undefinedInAFoldThatAnotherMasteredCostsTheRank() {
        var board = board(cells("a", 0, Score.undefined("lost")), cells("b", 2, 2));
        assertEquals(List.of("b", "a"), recipes(board));
        assertTrue(board.standings().getLast().rank().isEmpty());
    }

    @Test
    void cancelledAndSkippedTrialsAreCounted() {
        var board = board(cells("a", 1, new Outcome.Cancelled()), cells("b", new Outcome.Skipped("no."), new Outcome.Skipped("no.")));
        assertEquals(new Tally(1, 0, 0, 0, 1), board.standings().getFirst().tally());
        assertEquals(OptionalInt.of(1), board.standings().getFirst().rank());
        assertEquals(new Tally(0, 0, 0, 2, 0), board.standings().getLast().tally());
        assertEquals(List.of("`a` was not done in 1 of 2 folds, its means are over the others", "`b` was skipped: no."), board.notes());
    }

    @Test
    void recipesThatWereTestedOnOtherRowsAreNotCompared() {
        var a = cells("a", 1, 2);
        var otherRows = List.of(new CellResult(trial("data", "rows 0", "b", 0), done(Score.of(1)), Instant.EPOCH, HERE),
                new CellResult(trial("data", "rows 7", "b", 1), done(Score.of(1)), Instant.EPOCH, HERE));
        assertEquals("`a` and `b` were tested on different rows of d, so they cannot be compared",
                assertThrows(GliaException.class, () -> board(a, otherRows)).getMessage());
        var otherData = List.of(new CellResult(trial("changed", "rows 0", "b", 0), done(Score.of(1)), Instant.EPOCH, HERE),
                new CellResult(trial("changed", "rows 1", "b", 1), done(Score.of(1)), Instant.EPOCH, HERE));
        assertThrows(GliaException.class, () -> board(a, otherData));
        assertThrows(GliaException.class, () -> board(a, cells("b", 1)));
    }

    @Test
    void theDeviationIsThatOfASample() {
        var summary = Summary.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9}, 1);
        assertEquals(5, summary.mean().getAsDouble());
        assertEquals(Math.sqrt(32.0 / 7), summary.deviation().getAsDouble(), 1e-15);
        assertEquals(8, summary.values());
        assertEquals(1, summary.undefined());
        assertTrue(Summary.of(new double[] {3}, 0).deviation().isEmpty());
        assertTrue(Summary.of(new double[0], 3).mean().isEmpty());
        assertEquals(0, Summary.of(new double[] {0.1, 0.1}, 0).deviation().getAsDouble());
    }

    @Test
    void anInfiniteScoreHasAnInfiniteMeanAndNoDeviation() {
        var summary = Summary.of(new double[] {1, Double.POSITIVE_INFINITY}, 0);
        assertEquals(Double.POSITIVE_INFINITY, summary.mean().getAsDouble());
        assertTrue(summary.deviation().isEmpty());
    }

    @Test
    void aRecipeWhosePluginWasUpdatedIsTwoColumns() {
        var cells = new ArrayList<CellResult>();
        for (int fold = 0; fold < 2; fold++) {
            for (var version : List.of("1.0", "1.1")) {
                cells.add(new CellResult(trial("data", "rows " + fold, "tree", fold, List.of(new Plugin("org.trees", version, "h" + version))),
                        done(Score.of(version.equals("1.0") ? 2 : 1)), Instant.EPOCH, HERE));
            }
            cells.add(new CellResult(trial("data", "rows " + fold, "mean", fold), done(Score.of(3)), Instant.EPOCH, HERE));
        }
        assertEquals(List.of("tree (org.trees 1.1)", "tree (org.trees 1.0)", "mean"), recipes(board(cells)));
    }

    @Test
    void buildsOfOneVersionAreToldApartByTheirHash() {
        var cells = new ArrayList<CellResult>();
        for (var hash : List.of("0123456789", "abcdef0123")) {
            cells.add(new CellResult(trial("data", "rows 0", "tree", 0, List.of(new Plugin("org.trees", "1.0", hash))),
                    done(Score.of(1)), Instant.EPOCH, HERE));
        }
        assertEquals(List.of("tree (org.trees 1.0 01234567)", "tree (org.trees 1.0 abcdef01)"), recipes(board(cells)));
    }
}

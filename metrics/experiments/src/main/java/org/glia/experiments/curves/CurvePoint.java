package org.glia.experiments.curves;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.glia.api.Score;
import org.glia.experiments.Amounts;
import org.glia.experiments.CellResult;
import org.glia.experiments.Summary;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Cell;
import org.glia.runtime.Outcome;

/// How the models of one place of a curve did, over the folds.
///
/// @param training   the scores on the rows that they were fitted on
/// @param test       the scores on the others
/// @param fitSeconds the wall time of the fits
/// @param problems   why folds have no value, each sentence once
public record CurvePoint(Summary training, Summary test, Summary fitSeconds, List<String> problems) {

    public CurvePoint {
        problems = List.copyOf(problems);
    }

    /// @param cells the trials of that place, one for each fold
    static CurvePoint of(List<CellResult> cells, Yardstick measure) {
        return new CurvePoint(summary(cells, Cell.TRAINING + measure.name()), summary(cells, measure.name()), fits(cells),
                problems(cells, measure));
    }

    /// A place where nothing was done.
    static CurvePoint none(String problem) {
        var nothing = Summary.of(new double[0], 0);
        return new CurvePoint(nothing, nothing, nothing, List.of(problem));
    }

    private static Summary summary(List<CellResult> cells, String measure) {
        var scores = cells.stream().flatMap(cell -> cell.score(measure).stream()).toList();
        var values = scores.stream().filter(Score.Value.class::isInstance).mapToDouble(score -> ((Score.Value) score).value()).toArray();
        return Summary.of(values, scores.size() - values.length);
    }

    private static Summary fits(List<CellResult> cells) {
        ToDoubleFunction<CellResult> seconds = cell -> ((Outcome.Done) cell.outcome()).fitSeconds();
        return Summary.of(cells.stream().filter(cell -> cell.outcome() instanceof Outcome.Done).mapToDouble(seconds).toArray(), 0);
    }

    private static List<String> problems(List<CellResult> cells, Yardstick measure) {
        var folds = new LinkedHashMap<String, Integer>();
        for (var cell : cells) {
            var problem = problem(cell, measure);
            if (!problem.isEmpty()) {
                folds.merge(problem, 1, Integer::sum);
            }
        }
        var problems = new ArrayList<String>();
        for (Map.Entry<String, Integer> told : folds.entrySet()) {
            problems.add(told.getValue() == cells.size() ? told.getKey()
                    : "%s (%d of %d folds)".formatted(told.getKey(), told.getValue(), cells.size()));
        }
        return problems;
    }

    private static String problem(CellResult cell, Yardstick measure) {
        return switch (cell.outcome()) {
            case Outcome.Done _ -> cell.score(measure.name()).filter(Score.Undefined.class::isInstance)
                    .map(score -> "%s has no value: %s".formatted(measure.name(), ((Score.Undefined) score).reason())).orElse("");
            case Outcome.Failed failed -> failed.message();
            case Outcome.Skipped skipped -> skipped.reason();
            case Outcome.TimedOut late -> "a fit took longer than the %s it was given".formatted(Amounts.seconds(late.seconds()));
            case Outcome.Cancelled _ -> "cancelled";
        };
    }
}

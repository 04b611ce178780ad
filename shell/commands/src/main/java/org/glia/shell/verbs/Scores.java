package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

import org.glia.api.Catalog;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Resampling;
import org.glia.experiments.Summary;
import org.glia.experiments.curves.CurvePoint;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;

/// What the verbs that draw curves of scores have in common.
final class Scores {

    static final Part<List<Excerpt>> MEASURE = Part.of("MEASURE", Kind.MEASURES,
            "the measure; the one that decides for the task unless said").after("by").optional();

    private Scores() {
    }

    /// The one measure that was said.
    static Optional<String> measure(Sentence said, Catalog catalog) {
        var names = said.find(MEASURE).orElse(List.of());
        if (names.size() > 1) {
            throw names.get(1).problem("a curve is drawn by one measure; leave `%s` out".formatted(names.get(1).raw()));
        }
        return Judge.measures(names, catalog).stream().findFirst();
    }

    /// `10-fold cross-validation, seed 0`
    static String split(Resampling resampling, long seed) {
        return Judge.split(resampling instanceof Resampling.CrossValidation ? "%s seed=%d".formatted(resampling.words(), seed)
                : resampling.words());
    }

    static Cell cell(Summary summary) {
        return summary.mean().isEmpty() ? Cell.of("") : new Cell.Spread(summary.mean().getAsDouble(), summary.deviation());
    }

    static double number(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    /// What went wrong, with the place of the curve before it.
    ///
    /// @throws GliaException if no point has a score
    static <P> List<Block> problems(List<P> points, Function<P, CurvePoint> scores, Function<P, String> place) {
        var problems = new ArrayList<String>();
        for (var point : points) {
            scores.apply(point).problems().forEach(problem -> problems.add("%s: %s".formatted(place.apply(point), problem)));
        }
        if (points.stream().allMatch(point -> scores.apply(point).test().mean().isEmpty())) {
            throw new GliaException(problems.isEmpty() ? "there is no score anywhere" : String.join("\n", problems));
        }
        return Judge.notes(problems);
    }
}

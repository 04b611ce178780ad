package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

import org.glia.experiments.Leaderboard;
import org.glia.experiments.Results;
import org.glia.experiments.Standing;
import org.glia.experiments.Summary;
import org.glia.experiments.Yardstick;

/// A leaderboard with the trials behind each of its lines, and what is to be said of its numbers.
///
/// @param source the leaderboard
/// @param lines  its lines
/// @param marks  who is significantly worse than the best
record Board(Leaderboard source, List<Line> lines, Marks marks) {

    /// @param standing a line of the leaderboard
    /// @param cells    its trials, by fold
    record Line(Standing standing, List<Facts> cells) {

        String recipe() {
            return standing.recipe();
        }

        /// `1`, or a dash where means are over other folds.
        String rank() {
            return standing.rank().isPresent() ? Integer.toString(standing.rank().getAsInt()) : "-";
        }

        /// `10 of 10`
        String folds() {
            return "%d of %d".formatted(standing.tally().done(), standing.tally().total());
        }
    }

    static List<Board> of(Results results) {
        return results.leaderboards().stream().map(source -> {
            var lines = new ArrayList<Line>();
            int from = 0;
            for (var standing : source.standings()) {
                int to = from + standing.tally().total();
                lines.add(new Line(standing, Facts.of(source.cells().subList(from, to))));
                from = to;
            }
            return new Board(source, lines, Marks.of(results, source));
        }).toList();
    }

    List<Yardstick> measures() {
        return source.measures();
    }

    /// `iris, classification, kfold k=10 repeats=1`
    String title() {
        return "%s, %s, %s".formatted(source.data(), source.task().name().toLowerCase(Locale.ROOT), source.split());
    }

    String fingerprint() {
        return source.cells().getFirst().trial().fingerprint();
    }

    Digits digits(int measure) {
        return Digits.of(lines.stream().map(line -> line.standing().summaries().get(measure))
                .flatMapToDouble(summary -> DoubleStream.concat(summary.mean().stream(), summary.deviation().stream())));
    }

    /// Whether this mean is the best of those that compare.
    boolean isBest(Line line, int measure) {
        var ranked = lines.stream().filter(other -> other.standing().rank().isPresent())
                .map(other -> other.standing().summaries().get(measure)).filter(summary -> isComplete(summary, measure))
                .flatMapToDouble(summary -> summary.mean().stream()).toArray();
        var best = measures().get(measure).greaterIsBetter() ? DoubleStream.of(ranked).max() : DoubleStream.of(ranked).min();
        var own = line.standing().summaries().get(measure);
        return ranked.length > 1 && line.standing().rank().isPresent() && isComplete(own, measure) && own.mean().equals(best);
    }

    /// Whether a mean is over as many folds as any other's.
    private boolean isComplete(Summary summary, int measure) {
        return summary.values() == lines.stream().mapToInt(line -> line.standing().summaries().get(measure).values()).max().orElse(0);
    }

    /// Whether the recipe is significantly worse than the best by this measure.
    boolean isWorse(Line line, int measure) {
        return marks.isWorse(line.recipe(), measures().get(measure).name());
    }
}

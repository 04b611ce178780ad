package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

import org.glia.experiments.Leaderboard;
import org.glia.experiments.Standing;
import org.glia.experiments.Summary;
import org.glia.experiments.Yardstick;

/// A leaderboard with the trials behind each of its lines, and what is to be said of its numbers.
///
/// @param source the leaderboard
/// @param lines  its lines
/// @param marks  the significant differences on its data set
record Board(Leaderboard source, List<Line> lines, List<Finding.Mark> marks) {

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

    static List<Board> of(List<Leaderboard> leaderboards, List<Finding> findings) {
        var marks = findings.stream().flatMap(finding -> finding.marks().stream()).toList();
        return leaderboards.stream().map(source -> {
            var lines = new ArrayList<Line>();
            int from = 0;
            for (var standing : source.standings()) {
                int to = from + standing.tally().total();
                lines.add(new Line(standing, Facts.of(source.cells().subList(from, to))));
                from = to;
            }
            return new Board(source, lines, marks.stream().filter(mark -> mark.data().equals(source.data())
                    && source.measures().stream().anyMatch(measure -> measure.name().equals(mark.measure()))).toList());
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

    List<Finding.Mark> marks(Line line, int measure) {
        return marks.stream().filter(mark -> mark.recipe().equals(line.recipe())
                && mark.measure().equals(measures().get(measure).name())).toList();
    }

    /// What a mark means.
    ///
    /// @param better   whether it is the mark of the better, or of the worse
    /// @param sentence without its point
    record Meaning(boolean better, String sentence) {
    }

    /// One sentence for each way of being better or worse than a recipe.
    List<Meaning> legend() {
        return marks.stream().map(mark -> new Meaning(mark.better(), "%s significantly %s than %s by %s".formatted(mark.measure(),
                mark.better() ? "better" : "worse", mark.against(), mark.test()))).distinct().toList();
    }
}

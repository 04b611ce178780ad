package org.glia.experiments.curves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.Tag;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;

/// Where to cut the probabilities (or scores) of a level: what comes of each threshold on rows that models were not fitted on,
/// which threshold serves a goal best, and what that choice can be expected to be worth.
///
/// The answers of all folds and repetitions are put together as they are: averaging them over repetitions would judge an
/// average of models, which nobody has. Rows' weights count; rows without a level do not.
///
public final class Thresholds {

    private final Subject subject;
    /// One for each distinct score, thresholds falling, behind the one at infinity, where no row is called positive.
    private final List<Cutoff> cutoffs;
    private final List<Sample> samples;

    private Thresholds(Subject subject, List<Cutoff> cutoffs, List<Sample> samples) {
        this.subject = subject;
        this.cutoffs = cutoffs;
        this.samples = samples;
    }

    /// What is cut.
    ///
    /// @param positive      the level to be found; all others are the other side
    /// @param column        the column of predictions: `probability_species=virginica`
    /// @param negated       whether its numbers count with the other sign: it holds the scores of the other of two levels
    /// @param probabilities whether it holds probabilities; otherwise scores of no fixed unit
    /// @param binary        whether there are but two levels
    public record Subject(String positive, String column, boolean negated, boolean probabilities, boolean binary) {
    }

    /// A row as it was answered.
    private record Answer(double score, boolean positive, double weight) {
    }

    /// The answers of one fold.
    private record Sample(int repeat, int fold, List<Answer> answers) {
    }

    /// @param positive the level to find; empty for the one that the data call positive, or else the second of two
    /// @throws DataException if the data have no nominal target, the level does not exist or has to be named, no row has it or all
    ///                       have, or the answers have neither probabilities nor scores
    public static Thresholds of(OutOfFold answers, Optional<String> positive) {
        var target = target(answers.data());
        int level = positive(target.levels(), positive, answers.data());
        var subject = subject(answers, target, level);
        var samples = answers.parts().stream().map(part -> new Sample(part.repeat(), part.fold(),
                answers(part, answers.data(), subject, level))).toList();
        var all = samples.stream().flatMap(sample -> sample.answers().stream()).toList();
        requireBoth(all, subject.positive(), answers.data());
        return new Thresholds(subject, cutoffs(all), samples);
    }

    public Subject subject() {
        return subject;
    }

    /// How many answers there are: of each row one for each repetition.
    public int answers() {
        return samples.stream().mapToInt(sample -> sample.answers().size()).sum();
    }

    /// One for each distinct score, thresholds falling, behind the one at infinity, where no row is called positive.
    public List<Cutoff> cutoffs() {
        return cutoffs;
    }

    /// What is asked of data before any work begins.
    ///
    /// @throws DataException as [#of]
    public static void require(Dataset data, Optional<String> positive) {
        var levels = target(data).levels();
        int level = positive(levels, positive, data);
        var counts = data.nominalTarget().counts();
        if (counts[level] == 0 || Arrays.stream(counts).sum() == counts[level]) {
            throw oneSided(levels.name(level), counts[level] > 0, data);
        }
    }

    private static Field target(Dataset data) {
        var field = data.targetField();
        if (field.kind() != Kind.NOMINAL) {
            throw new DataException("a threshold parts two levels, and the target `%s` of %s is %s; choose a nominal target"
                    .formatted(field.name(), data.name(), field.kind().name().toLowerCase()));
        }
        return field;
    }

    private static int positive(Levels levels, Optional<String> named, Dataset data) {
        if (named.isPresent()) {
            int level = levels.code(named.get());
            if (level < 0) {
                throw new DataException("`%s` is no level of the target of %s%s; there are %s".formatted(named.get(), data.name(),
                        Suggestion.didYouMean(named.get(), levels.names()).replace("?", ""), String.join(", ", levels.names())));
            }
            return level;
        }
        return levels.positiveCode().orElseThrow(() -> new DataException(
                "the target of %s has %d levels; say which one is to be found against the others: positive=%s".formatted(data.name(),
                        levels.size(), levels.size() == 0 ? "LEVEL" : levels.names().getLast())));
    }

    private static void requireBoth(List<Answer> answers, String level, Dataset data) {
        double positives = answers.stream().filter(Answer::positive).mapToDouble(Answer::weight).sum();
        double others = answers.stream().filter(answer -> !answer.positive()).mapToDouble(Answer::weight).sum();
        if (!(positives > 0 && others > 0)) {
            throw oneSided(level, positives > 0, data);
        }
    }

    private static DataException oneSided(String level, boolean all, Dataset data) {
        return new DataException("%s of %s has the level `%s`, so there is nothing to part".formatted(all ? "every row" : "no row",
                data.name(), level));
    }

    /// The column of the level: probabilities, otherwise scores; of two levels the first may go by the score of the second.
    private static Subject subject(OutOfFold answers, Field target, int level) {
        var levels = target.levels();
        boolean binary = levels.size() == 2;
        for (var kind : List.of(Tag.PROBABILITY, Tag.SCORE)) {
            var own = column(answers, new Tag(kind, target.name(), levels.name(level)));
            if (own.isPresent()) {
                return new Subject(levels.name(level), own.get(), false, kind.equals(Tag.PROBABILITY), binary);
            }
        }
        var other = binary ? column(answers, new Tag(Tag.SCORE, target.name(), levels.name(1 - level))) : Optional.<String>empty();
        return new Subject(levels.name(level), other.orElseThrow(() -> new DataException("the answers have neither probabilities nor "
                + "scores, only labels, so there is no threshold to choose; take an algorithm that gives them")), true, false, true);
    }

    private static Optional<String> column(OutOfFold answers, Tag tag) {
        return answers.prediction().table().schema().fields().stream().filter(field -> field.tag().orElseThrow().equals(tag))
                .map(Field::name).findFirst();
    }

    private static List<Answer> answers(OutOfFold.Part part, Dataset data, Subject subject, int level) {
        var truth = data.nominalTarget();
        var weights = data.weights();
        var scores = part.prediction().table().numeric(subject.column());
        return IntStream.range(0, part.rows().length).filter(i -> !truth.isMissing(part.rows()[i])).mapToObj(i -> {
            int row = part.rows()[i];
            if (scores.isMissing(i)) {
                throw new DataException("row %d of %s was answered without a number in `%s`".formatted(row + 1, data.name(),
                        subject.column()));
            }
            return new Answer(subject.negated() ? -scores.value(i) : scores.value(i), truth.code(row) == level,
                    weights.map(all -> all[row]).orElse(1.0));
        }).toList();
    }

    /// O(answers log answers).
    private static List<Cutoff> cutoffs(List<Answer> answers) {
        var sorted = answers.stream().sorted(Comparator.comparingDouble((Answer answer) -> -answer.score())).toList();
        double positives = answers.stream().filter(Answer::positive).mapToDouble(Answer::weight).sum();
        double others = answers.stream().filter(answer -> !answer.positive()).mapToDouble(Answer::weight).sum();
        var cutoffs = new ArrayList<Cutoff>();
        cutoffs.add(new Cutoff(Double.POSITIVE_INFINITY, 0, 0, positives, others));
        double found = 0;
        double wrong = 0;
        for (int i = 0; i < sorted.size(); i++) {
            var answer = sorted.get(i);
            found += answer.positive() ? answer.weight() : 0;
            wrong += answer.positive() ? 0 : answer.weight();
            if (i + 1 == sorted.size() || sorted.get(i + 1).score() != answer.score()) {
                cutoffs.add(new Cutoff(answer.score() + 0.0, found, wrong, positives - found, others - wrong)); // never -0
            }
        }
        return List.copyOf(cutoffs);
    }

    /// What comes of any threshold.
    public Cutoff at(double threshold) {
        return at(cutoffs, threshold);
    }

    private static Cutoff at(List<Cutoff> cutoffs, double threshold) {
        var reached = cutoffs.getFirst();
        for (var cutoff : cutoffs) {
            if (cutoff.threshold() >= threshold) {
                reached = cutoff;
            }
        }
        return reached.with(threshold);
    }

    /// The threshold that serves the goal best on all rows; of equals the one with the better bounded rate, then the largest.
    /// Empty if none reaches the goal's bound.
    ///
    /// Its worth is that on the very rows for which it was chosen, so better than it will be on others; see [#expected].
    public Optional<Cutoff> choice(Goal goal) {
        return choice(cutoffs, goal);
    }

    private static Optional<Cutoff> choice(List<Cutoff> cutoffs, Goal goal) {
        Cutoff best = null;
        for (var cutoff : cutoffs) {
            boolean allowed = !Double.isNaN(goal.value(cutoff)) && !(goal.bounded(cutoff).orElse(0) < goal.least())
                    && !Double.isNaN(goal.bounded(cutoff).orElse(0));
            if (allowed && (best == null || isBetter(cutoff, best, goal))) {
                best = cutoff;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(Cutoff one, Cutoff other, Goal goal) {
        double gain = goal.value(one) - goal.value(other);
        return gain == 0 ? goal.bounded(one).orElse(0) > goal.bounded(other).orElse(0) : goal.greaterIsBetter() == gain > 0;
    }

    /// The threshold that comes nearest to the goal's bound, where none reaches it.
    public Cutoff nearest(Goal goal) {
        return nearest(cutoffs, goal);
    }

    private static Cutoff nearest(List<Cutoff> cutoffs, Goal goal) {
        return cutoffs.stream().filter(cutoff -> !Double.isNaN(goal.bounded(cutoff).orElse(Double.NaN)))
                .reduce((one, other) -> goal.bounded(other).getAsDouble() > goal.bounded(one).getAsDouble() ? other : one)
                .orElse(cutoffs.getFirst());
    }

    /// What choosing a threshold is worth on rows that it was not chosen for: for each fold the threshold is chosen on the others
    /// of its repetition, and judged on that one.
    ///
    /// @param judged     all folds together; its threshold is NaN, for there are several
    /// @param thresholds those that were chosen, rising
    /// @param unreached  in how many folds the others did not reach the goal's bound; then the nearest threshold was taken
    public record Expected(Cutoff judged, double[] thresholds, int unreached) {
    }

    /// @throws GliaException if there are not two folds with answers
    public Expected expected(Goal goal) {
        var judged = new Cutoff(Double.NaN, 0, 0, 0, 0);
        var thresholds = new ArrayList<Double>();
        int unreached = 0;
        for (var sample : samples) {
            var others = samples.stream().filter(other -> other.repeat() == sample.repeat() && other.fold() != sample.fold())
                    .flatMap(other -> other.answers().stream()).toList();
            if (!others.isEmpty() && !sample.answers().isEmpty()) {
                var candidates = cutoffs(others);
                var chosen = choice(candidates, goal);
                unreached += chosen.isEmpty() ? 1 : 0;
                double threshold = chosen.orElseGet(() -> nearest(candidates, goal)).threshold();
                thresholds.add(threshold);
                judged = judged.plus(at(cutoffs(sample.answers()), threshold));
            }
        }
        if (thresholds.isEmpty()) {
            throw new GliaException("what a threshold is worth can only be said with answers of two folds or more");
        }
        return new Expected(judged, thresholds.stream().mapToDouble(Double::doubleValue).sorted().toArray(), unreached);
    }

    /// The area under the ROC curve (ties count half).
    public double auc() {
        double area = 0;
        for (int i = 1; i < cutoffs.size(); i++) {
            var before = cutoffs.get(i - 1);
            var cutoff = cutoffs.get(i);
            area += (before.specificity() - cutoff.specificity()) * (cutoff.recall() + before.recall()) / 2;
        }
        return area;
    }

    /// The mean precision over recall, in steps: each precision counts by how much recall it adds.
    public double averagePrecision() {
        double sum = 0;
        for (int i = 1; i < cutoffs.size(); i++) {
            double gained = cutoffs.get(i).recall() - cutoffs.get(i - 1).recall();
            sum += gained == 0 ? 0 : gained * cutoffs.get(i).precision();
        }
        return sum;
    }

    /// All cutoffs with a finite threshold, falling: the curves of precision over recall and of recall over fall-out (ROC).
    public Dataset table() {
        var finite = cutoffs.subList(1, cutoffs.size());
        var table = Dataset.builder("thresholds");
        var columns = new LinkedHashMap<String, ToDoubleFunction<Cutoff>>();
        columns.put("threshold", Cutoff::threshold);
        columns.put("predicted", Cutoff::predicted);
        columns.put("true positives", Cutoff::truePositives);
        columns.put("false positives", Cutoff::falsePositives);
        columns.put("false negatives", Cutoff::falseNegatives);
        columns.put("true negatives", Cutoff::trueNegatives);
        columns.put("precision", Cutoff::precision);
        columns.put("recall", Cutoff::recall);
        columns.put("specificity", Cutoff::specificity);
        columns.put("fall-out", cutoff -> 1 - cutoff.specificity());
        columns.put("f1", cutoff -> cutoff.f(1));
        columns.put("accuracy", Cutoff::accuracy);
        columns.forEach((name, value) -> table.numeric(name, finite.stream().mapToDouble(value).toArray()));
        return table.build();
    }
}

package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.glia.api.data.Task;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Experiment;
import org.glia.experiments.Resampling;
import org.glia.experiments.curves.Cutoff;
import org.glia.experiments.curves.Goal;
import org.glia.experiments.curves.OutOfFold;
import org.glia.experiments.curves.Thresholds;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `threshold RECIPE on DATA [positive=LEVEL] [by GOAL] [fp=1] [fn=1] [folds=10] [repeats=1] [seed=0] [to FILE]`
final class Threshold implements Verb {

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE, "a classifier that gives probabilities or scores");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "data with a nominal target").after("on");
    private static final Part<String> POSITIVE = new Part<>("LEVEL",
            "the level to be found, against all others; of two levels the second unless said", "positive=", false, false, Optional.empty(), Kind.reading(List.of(), level -> level));
    private static final Part<Goal> GOAL = Part.of("GOAL", Kind.reading(List.of("f1", "f2", "accuracy", "youden", "mcc", "cost",
            "precision>=0.9", "recall>=0.9", "specificity>=0.9"), text -> Goal.parse(text, 1, 1)), "what the threshold is chosen for; f1 unless said")
            .after("by").optional();
    private static final Part<Double> FALSE_POSITIVE = Part.option("fp", 1.0, Kind.reading(List.of(), Threshold::cost),
            "what it costs to call a row positive that is not, for `by cost`");
    private static final Part<Double> FALSE_NEGATIVE = Part.option("fn", 1.0, Kind.reading(List.of(), Threshold::cost),
            "what it costs not to call a positive row so, for `by cost`");
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a .csv or .tsv file for all thresholds").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("threshold", "chooses from which probability on a row is called positive", RECIPE, DATA,
            POSITIVE, GOAL, FALSE_POSITIVE, FALSE_NEGATIVE, Judge.FOLDS, Judge.REPEATS, Judge.SEED, FILE)
            .remark("Every row is answered by models that were not fitted on it. `by f1` (f2, f0.5 ...), accuracy, youden (recall and "
                    + "specificity together) and mcc take the threshold at which that is largest, `by cost fp=1 fn=5` the one at which "
                    + "errors cost least; `by precision>=0.9` or `specificity>=0.9` take the largest recall with it, `by recall>=0.9` the "
                    + "largest precision.")
            .remark("On the rows that a threshold was chosen by, it looks better than it is. What it is worth is told besides: chosen on all "
                    + "folds but one and judged on that one, for each in turn.")
            .remark("`predict` answers with probabilities: compare them with the threshold. The file has a row for each distinct "
                    + "probability, for curves of precision over recall and of recall over fall-out (ROC).")
            .example("threshold standardize | logistic on breast-cancer positive=malignant by recall>=0.99",
                    "threshold logistic on breast-cancer by cost fp=1 fn=10 to curve.csv");

    /// So many thresholds are shown besides the chosen one.
    private static final int SHOWN = 20;

    private static double cost(String text) {
        try {
            double cost = Double.parseDouble(text);
            if (cost >= 0 && Double.isFinite(cost)) {
                return cost;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new GliaException("`%s` is no cost: a cost is a number of 0 or more".formatted(text));
    }

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var recipe = said.get(RECIPE).recipe();
        var goal = goal(said);
        said.find(FILE).ifPresent(SeparatedFile::requireKnown);
        record Found(String data, Resampling resampling, OutOfFold answers, Thresholds thresholds, List<String> notes) { }
        var found = desk.work("threshold", said.get(Judge.SEED), bench -> {
            var configured = bench.catalog().configure(recipe);
            var data = new Tables(desk, bench).find(said.get(DATA));
            Thresholds.require(data, said.find(POSITIVE));
            if (configured.task(data) != Task.CLASSIFICATION) {
                throw said.get(RECIPE).problem("`%s` does not predict levels; a threshold needs a classifier".formatted(recipe));
            }
            var resampling = Judge.resampling(List.of(data), said.get(Judge.FOLDS), said.get(Judge.REPEATS));
            var experiment = new Experiment("", List.of(data), List.of(recipe), false, resampling, List.of(), said.get(Judge.SEED));
            var plan = Judge.plan(desk, said, experiment.definition(), experiment);
            var boards = Judge.run(desk, bench, plan).leaderboards();
            Unsuitable.requireSome(boards);
            var answers = OutOfFold.of(plan.trials(), data, desk.experiments().store());
            return new Found(data.name(), resampling, answers, Thresholds.of(answers, said.find(POSITIVE)),
                    answers.unanswered() == 0 ? List.of() : boards.getFirst().notes());
        });
        var thresholds = found.thresholds();
        var choice = thresholds.choice(goal);
        var blocks = new ArrayList<Block>();
        var file = said.find(FILE);
        if (file.isPresent()) {
            SeparatedFile.write(thresholds.table(), desk.file(file.get()));
            blocks.add(new Block.Paragraph("%s written to %s".formatted(Tables.counted(thresholds.cutoffs().size() - 1, "row"), file.get())));
        } else {
            blocks.add(grid(thresholds, goal, choice, "thresholds of `%s` for %s on %s, %s".formatted(thresholds.subject().positive(), recipe,
                    found.data(), Scores.split(found.resampling(), said.get(Judge.SEED)))));
        }
        blocks.add(new Block.Facts(facts(thresholds, goal, choice)));
        choice.ifPresent(chosen -> blocks.add(new Block.Paragraph(use(thresholds.subject(), chosen.threshold()))));
        blocks.addAll(Judge.notes(found.notes()));
        return new Page(blocks);
    }

    private static Goal goal(Sentence said) {
        boolean costs = said.says(FALSE_POSITIVE) || said.says(FALSE_NEGATIVE);
        var goal = said.find(GOAL).orElse(costs ? new Goal.Cost(1, 1) : new Goal.F(1));
        if (goal instanceof Goal.Cost) {
            return new Goal.Cost(said.get(FALSE_POSITIVE), said.get(FALSE_NEGATIVE));
        }
        if (costs) {
            throw new GliaException("`fp` and `fn` are costs, which count only `by cost`");
        }
        return goal;
    }

    private static List<Block.Fact> facts(Thresholds thresholds, Goal goal, Optional<Cutoff> choice) {
        var facts = new ArrayList<Block.Fact>();
        facts.add(new Block.Fact("threshold", choice.map(chosen -> "%s, %s: %s".formatted(number(chosen.threshold()), goal.words(),
                reached(goal, chosen))).orElseGet(() -> unreached(thresholds, goal))));
        var expected = thresholds.expected(goal);
        var chosen = expected.thresholds();
        var lowest = number(chosen[0]);
        var highest = number(chosen[chosen.length - 1]);
        facts.add(new Block.Fact("expected", "%s on rows that it was not chosen by; there it was %s%s".formatted(
                reached(goal, expected.judged()), lowest.equals(highest) ? lowest : "%s to %s".formatted(lowest, highest),
                expected.unreached() == 0 ? "" : ", and %d of %d times the nearest to what was asked".formatted(expected.unreached(), chosen.length))));
        if (defaultThreshold(thresholds.subject()).isPresent()) {
            double usual = defaultThreshold(thresholds.subject()).get();
            facts.add(new Block.Fact("at " + number(usual), reached(goal, thresholds.at(usual))));
        }
        facts.add(new Block.Fact("any threshold", "average precision %s, AUC %s".formatted(number(thresholds.averagePrecision()),
                number(thresholds.auc()))));
        return facts;
    }

    private static String unreached(Thresholds thresholds, Goal goal) {
        var nearest = thresholds.nearest(goal);
        var bounded = ((Goal.Bounded) goal).boundedName();
        return "none has a %s of %s; the nearest is %s with %s".formatted(bounded, goal.least(), number(nearest.threshold()),
                number(goal.bounded(nearest).orElse(Double.NaN)));
    }

    /// `recall 0.98, precision 0.91`
    private static String reached(Goal goal, Cutoff cutoff) {
        double value = goal.value(cutoff);
        return "%s %s%s".formatted(goal.name(), Double.isNaN(value) ? "undefined" : number(value), goal instanceof Goal.Bounded bounded
                ? ", %s %s".formatted(bounded.boundedName(), number(goal.bounded(cutoff).orElse(Double.NaN))) : "");
    }

    /// Where labels part two levels unless somebody chooses.
    private static Optional<Double> defaultThreshold(Thresholds.Subject subject) {
        return subject.binary() ? Optional.of(subject.probabilities() ? 0.5 : 0.0) : Optional.empty();
    }

    private static String use(Thresholds.Subject subject, double threshold) {
        if (threshold == Double.POSITIVE_INFINITY) {
            return "Call no row `%s`: that serves the goal best.".formatted(subject.positive());
        }
        return "Call a row `%s` where %s`%s` of `predict` is %s or more.".formatted(subject.positive(), subject.negated() ? "minus " : "",
                subject.column(), threshold);
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "undefined" : Double.isInfinite(x) ? "infinity" : Columns.number(x);
    }

    private static Grid grid(Thresholds thresholds, Goal goal, Optional<Cutoff> choice, String title) {
        var headings = new ArrayList<>(List.of("threshold", "predicted", "precision", "recall", "specificity", "f1", "accuracy"));
        if (goal instanceof Goal.Cost) {
            headings.add("cost");
        }
        headings.add("");
        var grid = Grid.of(headings).title(title);
        for (var cutoff : shown(thresholds, choice)) {
            var cells = new ArrayList<Cell>(List.of(Cell.of(cutoff.threshold()), Cell.of(cutoff.predicted()), Cell.of(cutoff.precision()),
                    Cell.of(cutoff.recall()), Cell.of(cutoff.specificity()), Cell.of(cutoff.f(1)), Cell.of(cutoff.accuracy())));
            if (goal instanceof Goal.Cost) {
                cells.add(Cell.of(goal.value(cutoff)));
            }
            cells.add(Cell.of(choice.filter(chosen -> chosen.threshold() == cutoff.threshold()).map(_ -> "*").orElse("")));
            grid.row(cells);
        }
        return grid.build();
    }

    /// Some of the thresholds, evenly over all there are, with the chosen one and the usual one; rising.
    private static List<Cutoff> shown(Thresholds thresholds, Optional<Cutoff> choice) {
        var finite = thresholds.cutoffs().subList(1, thresholds.cutoffs().size());
        var numbers = new TreeSet<Double>();
        int last = finite.size() - 1;
        IntStream.range(0, SHOWN).forEach(i -> numbers.add(finite.get((int) Math.round((double) i * last / (SHOWN - 1))).threshold()));
        choice.ifPresent(chosen -> numbers.add(chosen.threshold()));
        defaultThreshold(thresholds.subject()).ifPresent(numbers::add);
        return numbers.stream().map(thresholds::at).toList();
    }
}

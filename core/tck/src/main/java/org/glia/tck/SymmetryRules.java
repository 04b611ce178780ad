package org.glia.tck;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.Incremental;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;

/// What must make no difference to deterministic algorithms, but for rounding and the tolerance of solvers.
final class SymmetryRules {

    private SymmetryRules() {
    }

    static boolean takesWeights(Trial trial) {
        return !trial.candidate().isRandom() && trial.accepts(Accepts.WEIGHTS);
    }

    static boolean classifies(Trial trial) {
        return !trial.candidate().isRandom() && trial.task() == Task.CLASSIFICATION;
    }

    /// Who learns batch by batch may weigh late rows more than early ones.
    static boolean learnsAtOnce(Trial trial) {
        return !trial.candidate().isRandom() && !(trial.candidate().estimator() instanceof Incremental<?, ?>);
    }

    static void weights(Trial trial) {
        // wrong targets in the rows without weight: who ignores the weights learns them
        var data = Variants.confused(Variants.unweighted(trial.data()), row -> row % 4 == 0);
        var counts = IntStream.range(0, data.rows()).map(row -> row % 4).toArray();
        var weighted = Variants.weighted(data, Arrays.stream(counts).asDoubleStream().toArray())
                .withName(data.name() + " with the weights 0, 1, 2, 3, 0, 1 ...");
        var repeated = Variants.repeated(counts);
        requireSame(trial, data.rows(repeated), repeated, weighted, Variants.range(data.rows()),
                "rows with the weights 0, 1, 2 and 3 should be learnt like rows that occur so often");
        var ones = new double[data.rows()];
        Arrays.fill(ones, 1);
        var order = Variants.range(data.rows());
        requireSame(trial, data, order, Variants.weighted(data, ones), order,
                "rows of which each has the weight 1 should be learnt like rows without weights");
    }

    static void rowOrder(Trial trial) {
        var mixed = Variants.mixed(trial.data().rows());
        requireSame(trial, trial.data(), Variants.range(trial.data().rows()), trial.data().rows(mixed), mixed,
                "the same rows in another order should be learnt alike");
    }

    /// Fits both tables and compares the answers, for fresh rows where the models know them, otherwise for the training
    /// rows that both have.
    ///
    /// @param rows      the original row of each row of `data`
    /// @param otherRows the original row of each row of `other`
    private static void requireSame(Trial trial, Dataset data, int[] rows, Dataset other, int[] otherRows,
                                    String rule) {
        if (trial.answersNewRows()) {
            trial.requireSame(trial.answer(trial.fit(data), trial.fresh()),
                    trial.answer(trial.fit(other), trial.fresh()), Answers.Tolerance.SOLVER, rule);
            return;
        }
        var both = Arrays.stream(rows).distinct().sorted().toArray();
        trial.requireSame(shown(trial.fitRows(data).output(), rows, both),
                shown(trial.fitRows(other).output(), otherRows, both), Answers.Tolerance.SOLVER, rule);
    }

    /// The answers for original rows, in that order.
    private static Dataset shown(Dataset answers, int[] rows, int[] wanted) {
        return answers.columns(field -> !field.name().equals(Variants.WEIGHT))
                .rows(Arrays.stream(wanted).map(row -> IntStream.range(0, rows.length).filter(at -> rows[at] == row)
                .findFirst().orElseThrow()).toArray());
    }

    static void relabelling(Trial trial) {
        var data = trial.data();
        for (var target : data.schema().targets()) {
            data = Variants.withLevels(data, target.name(), Variants.reversed(target.levels()));
        }
        var answers = trial.answer(trial.fit(data.withName(data.name()
                + " with its classes coded the other way round")), trial.fresh());
        var expected = trial.answer(trial.trained(), trial.fresh());
        // the columns of levels stand in the other order, and a single score of two levels is the other one's
        boolean single = Answers.tagged(expected, Tag.SCORE).size() == 1;
        var common = expected.schema().fields().stream().filter(field -> !single || !Answers.is(field, Tag.SCORE))
                .map(Field::name).filter(answers.schema().names()::contains).toList();
        trial.requireSame(expected.columns(common), answers.columns(common), Answers.Tolerance.SOLVER,
                "classes whose codes are the other way round should be predicted alike");
    }
}

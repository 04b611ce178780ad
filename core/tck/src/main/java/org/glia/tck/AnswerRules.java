package org.glia.tck;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;

/// What models answer.
final class AnswerRules {

    /// Half of the way from not looking to never being wrong is asked for, less for groups, whose number is a setting.
    private static final double EASY_R2 = 0.5;
    private static final double EASY_RAND = 0.3;
    private static final double EASY_RANKING = 0.8;
    private static final double SUM = 1e-6;

    private AnswerRules() {
    }

    // ---- form

    static void answers(Trial trial) {
        if (trial.candidate().fitsRows()) {
            requireForm(trial, trial.data(), trial.fitRows(trial.data()).output());
        }
        var trained = trial.trained();
        if (trial.answersNewRows()) {
            requireForm(trial, trial.data(), trial.answer(trained, trial.data()));
            requireForm(trial, trial.fresh(), trial.answer(trained, trial.fresh()));
        }
    }

    /// Rows and columns as the task asks for them, and numbers in them.
    static void requireForm(Trial trial, Dataset rows, Dataset answers) {
        Violation.unless(answers.rows() == rows.rows(),
                "there should be one answer for each of %d rows, and there are %d", rows.rows(), answers.rows());
        switch (trial.task()) {
            case CLASSIFICATION -> rows.schema().targets().forEach(target -> {
                var labels = require(answers, Tag.LABEL, target);
                Violation.unless(labels.levels().names().equals(target.levels().names()),
                        "the labels of `%s` should have the target's levels %s, and have %s", target.name(),
                        target.levels().names(), labels.levels().names());
            });
            case REGRESSION -> rows.schema().targets().forEach(target -> require(answers, Tag.VALUE, target));
            case CLUSTERING -> requireOneOf(answers, Tag.CLUSTER, Tag.MEMBERSHIP);
            case ANOMALY -> requireOneOf(answers, Tag.ANOMALY);
            case DENSITY -> requireOneOf(answers, Tag.LOG_DENSITY);
            default -> { }
        }
        trial.requireFinite(answers, rows.name());
    }

    private static Field require(Dataset answers, String kind, Field target) {
        var found = Answers.tagged(answers, kind).stream()
                .filter(field -> field.tag().orElseThrow().target().equals(target.name())).toList();
        Violation.unless(found.size() == 1,
                "the prediction should have one column of kind `%s` for the target `%s`, and has %s", kind,
                target.name(), answers.schema().names());
        return found.getFirst();
    }

    private static void requireOneOf(Dataset answers, String... kinds) {
        Violation.unless(Arrays.stream(kinds).anyMatch(kind -> !Answers.tagged(answers, kind).isEmpty()),
                "the prediction should have a column of kind %s, and has %s", String.join(" or ", kinds),
                answers.schema().names());
    }

    static void probabilities(Trial trial) {
        if (trial.transforms()) {
            return;
        }
        var answers = trial.answer(trial.trained(), trial.fresh());
        for (var target : trial.data().schema().targets()) {
            requireShares(answers, Answers.tagged(answers, Tag.PROBABILITY).stream()
                    .filter(field -> field.tag().orElseThrow().target().equals(target.name())).toList());
        }
        requireShares(answers, Answers.tagged(answers, Tag.MEMBERSHIP));
    }

    private static void requireShares(Dataset answers, List<Field> fields) {
        for (int row = 0; row < answers.rows() && !fields.isEmpty(); row++) {
            double sum = 0;
            for (var field : fields) {
                double share = answers.numeric(field.name()).value(row);
                Violation.unless(share >= 0 && share <= 1, "row %d of `%s` should lie between 0 and 1, and is %s",
                        row + 1, field.name(), share);
                sum += share;
            }
            Violation.unless(Math.abs(sum - 1) <= SUM,
                    "the %d columns from `%s` on should sum to 1, and sum to %s in row %d", fields.size(),
                    fields.getFirst().name(), sum, row + 1);
        }
    }

    static boolean hasThreeClasses(Trial trial) {
        return trial.task() == Task.CLASSIFICATION && trial.data().schema().targets().size() == 1
                && trial.data().targetField().levels().size() > 2;
    }

    static void absentClass(Trial trial) {
        var target = trial.data().targetField();
        var classes = trial.data().nominalTarget();
        var present = IntStream.range(0, trial.data().rows()).filter(row -> classes.code(row) != 0).toArray();
        var lacking = trial.data().rows(present).withName("%s without the class `%s`"
                .formatted(trial.data().name(), target.levels().name(0)));
        var answers = trial.answer(trial.fit(lacking), trial.fresh());
        requireForm(trial, trial.fresh(), answers);
        for (var kind : List.of(Tag.PROBABILITY, Tag.SCORE)) {
            var levels = Answers.tagged(answers, kind).stream().map(field -> field.tag().orElseThrow().level())
                    .toList();
            boolean all = levels.equals(target.levels().names()) || levels.isEmpty()
                    || kind.equals(Tag.SCORE) && levels.size() == 1;
            Violation.unless(all,
                    "without rows of `%s` there should still be a %s for each of %s, and there is one for %s",
                    target.levels().name(0), kind, target.levels().names(), levels);
        }
    }

    // ---- quality

    static boolean canBeJudged(Trial trial) {
        return switch (trial.task()) {
            case CLASSIFICATION, REGRESSION -> trial.data().schema().targets().size() == 1;
            case CLUSTERING, ANOMALY, DENSITY -> trial.specimen().truth().isPresent();
            default -> false;
        };
    }

    static void baseline(Trial trial) {
        if (trial.answersNewRows()) {
            requireBetter(trial, trial.fresh(), trial.answer(trial.trained(), trial.fresh()), false);
        } else {
            requireBetter(trial, trial.data(), trial.fitRows(trial.data()).output(), true);
        }
    }

    /// @param training whether the rows are those of the fit
    static void requireBetter(Trial trial, Dataset rows, Dataset answers, boolean training) {
        requireForm(trial, rows, answers);
        var prediction = new Prediction(answers);
        switch (trial.task()) {
            case CLASSIFICATION -> {
                var truth = rows.nominalTarget();
                double majority = Arrays.stream(truth.counts()).max().orElse(0) / (double) rows.rows();
                double right = accuracy(truth, prediction.labels());
                Violation.unless(right >= (1 + majority) / 2,
                        "the labels of easy rows should be right for %.2f of them (always the commonest is right for "
                        + "%.2f), and are for %.2f", (1 + majority) / 2, majority, right);
            }
            case REGRESSION -> {
                double r2 = r2(rows.numericTarget(), prediction.values());
                Violation.unless(r2 >= EASY_R2,
                        "the values of easy rows should have an R2 of %s (the mean has 0), and have %.3f", EASY_R2, r2);
            }
            case CLUSTERING -> {
                double rand = adjustedRand(truth(trial, training), clusters(prediction));
                Violation.unless(rand >= EASY_RAND,
                        "clusters of well separated groups should agree with them by an adjusted Rand index of %s "
                        + "(chance gives 0), and agree by %.3f", EASY_RAND, rand);
            }
            case ANOMALY -> requireRanking(truth(trial, training), prediction.anomalies(), "strangeness");
            case DENSITY -> requireRanking(truth(trial, training), Arrays.stream(prediction.logDensities())
                    .map(density -> -density).toArray(), "rarity");
            default -> throw new IllegalStateException("no baseline for " + trial.task());
        }
    }

    private static int[] truth(Trial trial, boolean training) {
        var truth = trial.specimen().truth().orElseThrow();
        return training ? truth.train() : truth.fresh();
    }

    private static void requireRanking(int[] strange, double[] scores, String what) {
        double area = rankingArea(strange, scores);
        Violation.unless(area >= EASY_RANKING,
                "far rows should have a larger %s than near ones in %s of all pairs (chance gives 0.5), and have it "
                + "in %.3f", what, EASY_RANKING, area);
    }

    private static int[] clusters(Prediction prediction) {
        return prediction.has(Tag.CLUSTER) ? prediction.clusters() : Prediction.mostProbable(prediction.memberships());
    }

    static double accuracy(NominalColumn truth, NominalColumn labels) {
        return IntStream.range(0, truth.rows()).filter(row -> truth.format(row).equals(labels.format(row))).count()
                / (double) truth.rows();
    }

    static double r2(NumericColumn truth, double[] values) {
        double mean = Arrays.stream(truth.values()).average().orElse(0);
        double residual = 0;
        double total = 0;
        for (int row = 0; row < values.length; row++) {
            residual += (truth.value(row) - values[row]) * (truth.value(row) - values[row]);
            total += (truth.value(row) - mean) * (truth.value(row) - mean);
        }
        return 1 - residual / total;
    }

    /// Hubert and Arabie 1985.
    static double adjustedRand(int[] truth, int[] clusters) {
        int rows = Arrays.stream(truth).max().orElse(0) + 2;
        int columns = Arrays.stream(clusters).max().orElse(0) + 2;
        var table = new double[rows][columns];
        for (int i = 0; i < truth.length; i++) {
            table[truth[i] + 1][clusters[i] + 1]++;
        }
        double both = Arrays.stream(table).flatMapToDouble(Arrays::stream).map(AnswerRules::pairs).sum();
        double inTruth = Arrays.stream(table).mapToDouble(row -> pairs(Arrays.stream(row).sum())).sum();
        double inClusters = IntStream.range(0, columns)
                .mapToDouble(c -> pairs(Arrays.stream(table).mapToDouble(row -> row[c]).sum())).sum();
        double expected = inTruth * inClusters / pairs(truth.length);
        double most = (inTruth + inClusters) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double pairs(double count) {
        return count * (count - 1) / 2;
    }

    /// The share of pairs of a strange and an ordinary row in which the strange one has the larger score.
    static double rankingArea(int[] strange, double[] scores) {
        double right = 0;
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (strange[i] == 1 && strange[j] == 0) {
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    all++;
                }
            }
        }
        return right / all;
    }

    // ---- what must make no difference

    static void subset(Trial trial) {
        var trained = trial.trained();
        var fresh = trial.fresh();
        var whole = trial.answer(trained, fresh);
        int last = fresh.rows() - 1;
        for (int[] rows : List.of(Variants.reversed(fresh.rows()), new int[] {0}, new int[] {last},
                new int[] {last / 2, 0, last / 2}, Variants.range(Math.max(1, last / 2)))) {
            var some = rows.length == fresh.rows() ? "all rows, the last one first" : "the rows numbered "
                    + Arrays.toString(Arrays.stream(rows).limit(5).map(row -> row + 1).toArray())
                    + (rows.length > 5 ? " ..." : "");
            trial.requireSame(whole.rows(rows), trial.answer(trained, fresh.rows(rows)), Answers.Tolerance.ROUNDING,
                    "%s should be answered as among all rows in order".formatted(some));
        }
    }

    static void columnOrder(Trial trial) {
        var trained = trial.trained();
        var whole = trial.answer(trained, trial.fresh());
        var names = whole.schema().names();
        var other = trial.answer(trained, Variants.reordered(Variants.recoded(trial.fresh())));
        var missing = names.stream().filter(name -> !other.schema().names().contains(name)).toList();
        Violation.unless(missing.isEmpty(),
                "rows with their columns in another order should be answered by the same columns, and %s are missing",
                missing);
        var levels = other.columns(names);
        for (var name : names) {
            if (whole.column(name) instanceof NominalColumn nominal && levels.column(name) instanceof NominalColumn) {
                levels = Variants.withLevels(levels, name, nominal.levels());
            }
        }
        trial.requireSame(whole, levels, Answers.Tolerance.ROUNDING,
                "rows of a table of another name, with their columns in another order, other columns among them, and "
                + "levels coded otherwise, should be answered alike");
    }

    static void otherRoles(Trial trial) {
        var data = Variants.withOtherRoles(trial.data());
        var expected = trial.candidate().fitsRows() ? trial.fitRows(trial.data()).output()
                : trial.answer(trial.trained(), trial.fresh());
        var answers = trial.candidate().fitsRows() ? trial.fitRows(data).output()
                : trial.answer(trial.fit(data), Variants.withOtherRoles(trial.fresh()));
        var shown = answers.columns(field -> field.role() != Role.ID && field.role() != Role.IGNORED);
        trial.requireSame(expected, shown, Answers.Tolerance.ROUNDING,
                "the same rows with a column of names (ID) and one to be ignored (IGNORED) should be fitted and "
                + "answered alike");
    }

    static void storage(Trial trial) {
        var otherwise = List.of(Variants.storedOtherwise(trial.data()), Variants.storedApart(trial.data()));
        var expected = trial.candidate().fitsRows() ? trial.fitRows(trial.data()).output()
                : trial.answer(trial.trained(), trial.data());
        for (var data : otherwise) {
            var answers = trial.candidate().fitsRows() ? trial.fitRows(data).output()
                    : trial.answer(trial.fit(data), data);
            trial.requireSame(expected, answers, Answers.Tolerance.SOLVER,
                    "the same cells in other arrays (windows of wider ones, views of rows, arrays of their own) "
                    + "should be fitted and answered alike");
        }
    }

    static void concurrent(Trial trial) {
        var trained = trial.fit(trial.data());
        var fresh = trial.fresh();
        var backwards = fresh.rows(Variants.reversed(fresh.rows()));
        var expected = List.of(trial.answer(trained, fresh), trial.answer(trained, backwards));
        var found = Together.run(Together.THREADS * 8,
                number -> trial.answer(trained, number % 2 == 0 ? fresh : backwards));
        for (int i = 0; i < found.size(); i++) {
            trial.requireSame(expected.get(i % 2), found.get(i), Answers.Tolerance.ROUNDING,
                    "%d threads that ask one model at once should get the answers that one gets"
                    .formatted(Together.THREADS));
        }
    }
}

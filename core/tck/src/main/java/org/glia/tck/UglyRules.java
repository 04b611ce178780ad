package org.glia.tck;

import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.problem.GliaException;

/// Data that are hard to learn from: each works with finite answers, or is refused with a sentence.
final class UglyRules {

    private UglyRules() {
    }

    private static void worksOrIsRefused(Trial trial, Dataset data, String what) {
        var ugly = data.withName("%s, %s".formatted(trial.data().name(), what));
        Attempt.orRefusal("fitting and answering for " + ugly.name(), () -> trial.rawAnswer(ugly))
                .ifPresent(answers -> {
                    AnswerRules.requireForm(trial, ugly, answers);
                    requireFreshAnswers(trial, ugly);
                });
    }

    /// What could be learnt answers for ordinary rows too, where these have the columns.
    private static void requireFreshAnswers(Trial trial, Dataset ugly) {
        boolean known = ugly.schema().features().stream()
                .allMatch(field -> trial.fresh().schema().indexOf(field.name()) >= 0);
        if (known && !trial.candidate().fitsRows()) {
            var trained = trial.fit(ugly);
            trial.requireFinite(trial.answer(trained, trial.fresh()), "ordinary rows by what %s taught"
                    .formatted(ugly.name()));
        }
    }

    static void none(Trial trial) {
        Attempt.refused(GliaException.class, "fitting no rows", () -> trial.rawFit(trial.data().rows(0, 0)));
        Attempt.refused(GliaException.class, "fitting rows without features",
                () -> trial.rawFit(trial.data().columns(field -> field.role() != Role.FEATURE)));
        if (trial.answersNewRows()) {
            var trained = trial.trained();
            var some = trial.answer(trained, trial.fresh());
            var answers = trial.answer(trained, trial.fresh().rows(0, 0));
            Violation.unless(answers.rows() == 0 && answers.schema().names().equals(some.schema().names()),
                    "no rows should get a table with no rows and the columns %s, and get one with %d rows and the "
                    + "columns %s", some.schema().names(), answers.rows(), answers.schema().names());
        }
    }

    static void few(Trial trial) {
        for (int rows = 1; rows <= 3; rows++) {
            worksOrIsRefused(trial, trial.data().rows(0, Math.min(rows, trial.data().rows())), rows + " rows only");
        }
    }

    static void oneColumn(Trial trial) {
        for (var kept : trial.data().schema().features()) {
            worksOrIsRefused(trial, trial.data().columns(field -> field.role() != Role.FEATURE
                    || field.name().equals(kept.name())), "the column `%s` only".formatted(kept.name()));
        }
    }

    static void manyColumns(Trial trial) {
        worksOrIsRefused(trial, Variants.wide(trial.data(), 6, 20), "6 rows and 20 more columns");
    }

    static void constant(Trial trial) {
        for (var field : trial.data().schema().features()) {
            worksOrIsRefused(trial, Variants.constant(trial.data(), field.name()), "`%s` constant"
                    .formatted(field.name()));
        }
        worksOrIsRefused(trial, Variants.constantFeatures(trial.data()), "all columns constant");
    }

    static void duplicates(Trial trial) {
        int rows = trial.data().rows();
        worksOrIsRefused(trial, trial.data().rows(IntStream.range(0, rows).map(row -> row / 5).toArray()),
                "each row five times");
        worksOrIsRefused(trial, trial.data().rows(new int[20]), "one row twenty times");
    }

    static void oneAnswer(Trial trial) {
        for (var target : trial.data().schema().targets()) {
            worksOrIsRefused(trial, Variants.constant(trial.data(), target.name()), "one answer for all rows");
            if (!target.levels().names().isEmpty()) {
                var first = trial.data().nominal(target.name());
                var only = Levels.of(List.of(first.format(0)));
                var alone = trial.data().with(target.withLevels(only),
                        new NominalColumn(only, new int[trial.data().rows()]));
                worksOrIsRefused(trial, alone, "a target of one level");
            }
        }
    }
}

package org.glia.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;

/// What is taken, refused, and left alone.
final class IntakeRules {

    /// The rows that variants spoil: some, but not all, of each group.
    private static final IntPredicate SOME = row -> row % 7 == 3;

    private static final String UNSEEN = "a level of its own";

    private IntakeRules() {
    }

    // ---- what is accepted

    static void takes(Trial trial) {
        for (var kind : trial.candidate().specimens().ofEachKind(trial.task())) {
            fitsAndAnswers(trial.on(kind), kind.train(), kind.fresh());
        }
        if (trial.accepts(Accepts.WEIGHTS)) {
            var weights = IntStream.range(0, trial.data().rows()).mapToDouble(row -> 0.5 + row % 3).toArray();
            fitsAndAnswers(trial, named(Variants.weighted(trial.data(), weights), "with weights"), trial.fresh());
        }
        if (!trial.transforms() || trial.answersNewRows()) {
            fitsAndAnswers(trial, named(trial.data().withValidation(trial.fresh()), "with a validation set"),
                    trial.fresh());
        }
        boolean oneTarget = trial.task().isSupervised() && trial.data().schema().targets().size() == 1;
        if (oneTarget && trial.accepts(Accepts.MULTI_TARGET)) {
            fitsAndAnswers(trial, twoTargets(trial, trial.data()), twoTargets(trial, trial.fresh()));
        }
        if (oneTarget && trial.accepts(Accepts.MISSING_TARGET)) {
            fitsAndAnswers(trial, unlabelled(trial), trial.fresh());
        }
    }

    private static Dataset twoTargets(Trial trial, Dataset data) {
        return named(Specimens.withSecondTarget(data, trial.task()), "with a second target");
    }

    private static Dataset unlabelled(Trial trial) {
        return named(Variants.unlabelled(trial.data(), SOME).orElseThrow(), "with unlabelled rows");
    }

    private static void fitsAndAnswers(Trial trial, Dataset train, Dataset fresh) {
        if (trial.candidate().fitsRows()) {
            AnswerRules.requireForm(trial, train, trial.fitRows(train).output());
        } else {
            AnswerRules.requireForm(trial, fresh, trial.answer(trial.fit(train), fresh));
        }
    }

    private static Dataset named(Dataset data, String what) {
        return data.withName("%s %s".formatted(data.name(), what));
    }

    // ---- what is not accepted

    static void refuses(Trial trial) {
        var declared = trial.candidate().type().annotation().accepts();
        for (var demand : Accepts.values()) {
            if (List.of(declared).contains(demand)) {
                continue;
            }
            for (var data : demanding(trial, demand)) {
                var doing = "fitting %s to %s".formatted(trial.candidate().name(), data.name());
                Attempt.refused(DataException.class, "checking before " + doing,
                        () -> trial.candidate().configured().as(trial.task()).check(data));
                Attempt.refused(DataException.class, doing, () -> trial.rawFit(data));
            }
        }
    }

    /// Data that demand what is asked for.
    private static List<Dataset> demanding(Trial trial, Accepts demand) {
        boolean oneTarget = trial.task().isSupervised() && trial.data().schema().targets().size() == 1;
        return switch (demand) {
            // columns of kinds that it does not accept pass a transformer by
            case NUMERIC, NOMINAL, TEXT, TIME, SEQUENCE -> trial.transforms() ? List.of()
                    : List.of(trial.candidate().specimens().of(trial.task(), demand).train());
            case SPARSE -> trial.accepts(Accepts.NUMERIC)
                    ? List.of(trial.candidate().specimens().of(trial.task(), demand).train()) : List.of();
            case MISSING -> spoilt(trial, trial.data(), SOME, Double.NaN, "missing");
            case INFINITE -> spoilt(trial, trial.data(), SOME, Double.POSITIVE_INFINITY, "infinite");
            case WEIGHTS -> List.of(named(Variants.weighted(trial.data(),
                    IntStream.range(0, trial.data().rows()).mapToDouble(row -> 1).toArray()), "with weights"));
            case MULTI_TARGET -> oneTarget ? List.of(twoTargets(trial, trial.data())) : List.of();
            case MISSING_TARGET -> oneTarget ? List.of(unlabelled(trial)) : List.of();
            default -> List.of();
        };
    }

    /// The data once for each feature that can be spoilt so.
    private static List<Dataset> spoilt(Trial trial, Dataset data, IntPredicate rows, double hole, String word) {
        var all = new ArrayList<Dataset>();
        for (var field : data.schema().features()) {
            var spoilt = Double.isNaN(hole) ? Variants.missing(data, field.name(), rows)
                    : Variants.infinite(data, field.name(), rows, hole);
            spoilt.map(table -> named(table, "with `%s` %s in some rows".formatted(field.name(), word)))
                    .ifPresent(all::add);
        }
        return all;
    }

    // ---- missing and infinite numbers

    static void missing(Trial trial) {
        var trained = trial.trained();
        boolean removes = trial.candidate().traits().removes().contains(Accepts.MISSING);
        for (var fresh : spoilt(trial, trial.fresh(), SOME, Double.NaN, "missing")) {
            if (trial.accepts(Accepts.MISSING)) {
                requireHandled(trial, trained, fresh, removes, "what it learnt from complete rows");
            } else {
                refusesToAnswer(trial, trained, fresh);
            }
        }
        if (trial.accepts(Accepts.MISSING)) {
            for (var data : spoilt(trial, trial.data(), SOME, Double.NaN, "missing")) {
                var holed = trial.fit(data);
                requireHandled(trial, holed, data, removes, "what it learnt from the same rows");
                requireHandled(trial, holed, trial.fresh(), removes, "what it learnt from rows with missing values");
            }
            for (var data : spoilt(trial, trial.data(), row -> true, Double.NaN, "missing")) {
                var answers = Attempt.orRefusal("fitting " + data.name().replace("some rows", "all rows"),
                        () -> trial.rawAnswer(data));
                answers.ifPresent(table ->
                        requireHandled(trial, table, data, removes, "what it learnt from the same rows"));
            }
        }
    }

    private static void requireHandled(Trial trial, Trained<?> trained, Dataset rows, boolean removes, String by) {
        requireHandled(trial, trial.answer(trained, rows), rows, removes, by);
    }

    private static void requireHandled(Trial trial, Dataset answers, Dataset rows, boolean removes, String by) {
        IntPredicate mayBeMissing = row -> trial.transforms() && !removes && hasMissing(rows, row);
        Answers.flaw(answers, trial.made(), mayBeMissing, false).ifPresent(flaw -> {
            throw new Violation("%s should get answers%s by %s, and %s".formatted(rows.name(),
                    trial.transforms() && removes ? " without missing values" : "", by, flaw));
        });
    }

    private static boolean hasMissing(Dataset rows, int row) {
        return rows.schema().features().stream().anyMatch(field -> rows.column(field.name()).isMissing(row));
    }

    private static void refusesToAnswer(Trial trial, Trained<?> trained, Dataset rows) {
        Attempt.refused(DataException.class, "answering for " + rows.name(), () -> trial.rawAnswer(trained, rows));
    }

    static void infinite(Trial trial) {
        var trained = trial.trained();
        for (double infinity : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (var fresh : spoilt(trial, trial.fresh(), SOME, infinity, "infinite")) {
                if (trial.accepts(Accepts.INFINITE)) {
                    requireNumbers(trial, trial.answer(trained, fresh), fresh);
                } else {
                    refusesToAnswer(trial, trained, fresh);
                }
            }
            if (trial.accepts(Accepts.INFINITE)) {
                for (var data : spoilt(trial, trial.data(), SOME, infinity, "infinite")) {
                    requireNumbers(trial, trial.answer(trial.fit(data), data), data);
                }
            }
        }
    }

    private static void requireNumbers(Trial trial, Dataset answers, Dataset rows) {
        Answers.flaw(answers, trial.made(), row -> false, true).ifPresent(flaw -> {
            throw new Violation("%s should get answers, and %s".formatted(rows.name(), flaw));
        });
    }

    // ---- unseen levels

    static boolean hasNominal(Trial trial) {
        return trial.accepts(Accepts.NOMINAL) && trial.has(field -> field.kind() == Kind.NOMINAL);
    }

    static void unseen(Trial trial) {
        var trained = trial.trained();
        for (var field : trial.fresh().schema().features()) {
            if (field.kind() != Kind.NOMINAL) {
                continue;
            }
            var strange = named(withUnseen(trial.fresh(), field), "with a level of `%s` that training did not see"
                    .formatted(field.name()));
            if (trial.accepts(Accepts.UNSEEN)) {
                handledOrRefusedByName(trial, trained, strange);
            } else if (trial.accepts(Accepts.MISSING)) {
                var holed = Variants.missing(trial.fresh(), field.name(), SOME).orElseThrow();
                trial.requireSame(trial.answer(trained, holed), trial.answer(trained, strange),
                        Answers.Tolerance.ROUNDING, "an unseen level should count as a missing one");
            } else {
                refusesToAnswer(trial, trained, strange);
            }
        }
    }

    /// Who accepts unseen levels may have settings by which they are refused, and then says which level that was.
    private static void handledOrRefusedByName(Trial trial, Trained<?> trained, Dataset strange) {
        try {
            requireHandled(trial, trial.rawAnswer(trained, strange), strange, false, "what it learnt");
        } catch (DataException e) {
            Violation.unless(e.getMessage().contains(UNSEEN),
                    "the refusal of the unseen level `%s` should name it, and says \"%s\"", UNSEEN, e.getMessage());
        } catch (RuntimeException e) {
            Attempt.of("answering for " + strange.name(), () -> {
                throw e;
            });
        }
    }

    private static Dataset withUnseen(Dataset data, Field field) {
        var column = data.nominal(field.name());
        var names = new ArrayList<>(column.levels().names());
        names.add(UNSEEN);
        var levels = new Levels(names, column.levels().ordered(), Optional.empty());
        var codes = column.codes();
        for (int row = 0; row < codes.length; row++) {
            codes[row] = SOME.test(row) ? names.size() - 1 : codes[row];
        }
        return data.with(field.withLevels(levels), new NominalColumn(levels, codes));
    }

    // ---- what is left alone

    static void untouched(Trial trial) {
        var weighted = trial.accepts(Accepts.WEIGHTS) ? Variants.weighted(trial.data(),
                IntStream.range(0, trial.data().rows()).mapToDouble(row -> 1 + row % 2).toArray()) : trial.data();
        var fresh = trial.fresh();
        var before = fingerprint(weighted);
        var freshBefore = fingerprint(fresh);
        if (trial.candidate().fitsRows()) {
            trial.fitRows(weighted);
        }
        var trained = trial.fit(weighted);
        Violation.unless(fingerprint(weighted).equals(before),
                "a fit should leave its data alone, and changes cells of %s: %s", weighted.name(),
                changed(trial.candidate(), weighted));
        if (trial.answersNewRows()) {
            trial.answer(trained, fresh);
            Violation.unless(fingerprint(fresh).equals(freshBefore),
                    "answering should leave the rows alone, and changes cells of the rows it is asked about");
        }
    }

    private static String fingerprint(Dataset data) {
        return Variants.afresh(data).fingerprint();
    }

    /// The columns that differ from those of the same data made anew.
    private static List<String> changed(Candidate candidate, Dataset data) {
        var original = candidate.trials().stream().filter(trial -> trial.data().name().equals(data.name())).findFirst();
        return data.schema().fields().stream().filter(field -> field.role() != Role.WEIGHT)
                .filter(field -> original.isPresent() && Answers.difference(
                        original.get().data().columns(List.of(field.name())), data.columns(List.of(field.name())),
                        new Answers.Tolerance(0, 0, false)).isPresent())
                .map(Field::name).toList();
    }
}

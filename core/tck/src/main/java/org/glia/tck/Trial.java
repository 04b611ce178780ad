package org.glia.tck;

import java.util.Optional;
import java.util.function.Predicate;

import org.glia.api.FittedRows;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.DataTree;
import org.glia.api.model.Trained;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;

/// A candidate on certain data: what the checks ask of it.
record Trial(Candidate candidate, Specimen specimen) {

    Task task() {
        return specimen.task();
    }

    Dataset data() {
        return specimen.train();
    }

    Dataset fresh() {
        return specimen.fresh();
    }

    boolean accepts(Accepts what) {
        return candidate.accepts(what);
    }

    boolean transforms() {
        return task() == Task.TRANSFORMATION;
    }

    boolean has(Predicate<Field> feature) {
        return data().schema().features().stream().anyMatch(feature);
    }

    /// The same candidate on other data of the same task.
    Trial on(Specimen other) {
        return new Trial(candidate, other);
    }

    RunSetup setup() {
        return candidate.catalog().setup(Candidate.SEED);
    }

    // ---- what may fail: the exceptions are the estimator's own

    Trained<?> rawFit(Dataset rows, RunSetup setup) {
        return candidate.configured().as(task()).fit(rows, Run.local(setup));
    }

    Trained<?> rawFit(Dataset rows) {
        return rawFit(rows, setup());
    }

    FittedRows<?> rawFitRows(Dataset rows, RunSetup setup) {
        return candidate.configured().as(task()).fitRows(rows, Run.local(setup));
    }

    Dataset rawAnswer(Trained<?> trained, Dataset rows) {
        return transforms() ? trained.transform(rows) : trained.predict(rows).table();
    }

    /// Fits, and answers for the training rows.
    Dataset rawAnswer(Dataset rows) {
        return candidate.fitsRows() ? rawFitRows(rows, setup()).output() : rawAnswer(rawFit(rows), rows);
    }

    // ---- what must work: the exceptions are violations

    /// The model of the ordinary data, fitted once for all checks.
    Trained<?> trained() {
        return candidate.fitted(this);
    }

    Trained<?> fit(Dataset rows) {
        return fit(rows, setup());
    }

    Trained<?> fit(Dataset rows, RunSetup setup) {
        return Attempt.of("fitting " + rows.name(), () -> rawFit(rows, setup));
    }

    FittedRows<?> fitRows(Dataset rows) {
        return Attempt.of("fitting %s and answering for its rows".formatted(rows.name()),
                () -> rawFitRows(rows, setup()));
    }

    Dataset answer(Trained<?> trained, Dataset rows) {
        return Attempt.of("%s %s".formatted(transforms() ? "transforming" : "predicting", rows.name()),
                () -> rawAnswer(trained, rows));
    }

    /// Whether the model knows other rows than those it was fitted on: all but some that fit rows do.
    boolean answersNewRows() {
        if (!candidate.fitsRows()) {
            return true;
        }
        try {
            rawAnswer(trained(), fresh());
            return true;
        } catch (GliaException e) {
            return e.getClass() != GliaException.class;
        } catch (RuntimeException e) {
            return true; // then it tries to, and other checks tell how it fails
        }
    }

    DataTree tree(Trained<?> trained) {
        return Attempt.of("taking the model apart into data", () -> DataTree.of(trained));
    }

    /// The author's part of the tree.
    DataTree modelTree(Trained<?> trained) {
        return ((DataTree.Fields) tree(trained)).get("model");
    }

    // ---- what answers are judged by

    /// The columns of answers that the estimator made: all of a prediction, the features of transformed rows.
    Predicate<Field> made() {
        return field -> !transforms() || field.role() == Role.FEATURE;
    }

    /// The first number of the answers that is not one, for rows without missing values.
    void requireFinite(Dataset answers, String what) {
        var flaw = Answers.flaw(answers, made(), row -> false, transforms() && addsInfinite());
        flaw.ifPresent(found -> {
            throw new Violation("the answers for %s should be numbers and labels, and %s".formatted(what, found));
        });
    }

    private boolean addsInfinite() {
        return candidate.traits().adds().contains(Accepts.INFINITE);
    }

    void requireSame(Dataset expected, Dataset found, Answers.Tolerance tolerance, String rule) {
        requireNone(Answers.difference(expected, found, tolerance), rule);
    }

    static void requireNone(Optional<String> difference, String rule) {
        difference.ifPresent(found -> {
            throw new Violation("%s: %s".formatted(rule, found));
        });
    }
}

package org.glia.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.glia.api.AlgorithmType;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Dataset;
import org.glia.api.model.History;
import org.glia.api.model.Model;
import org.glia.api.model.Trained;
import org.glia.api.run.Run;
import org.glia.runtime.file.ModelFile;

/// What becomes of models: files, answers, further learning.
final class ModelRules {

    private static final int EPOCHS = 20;
    private static final int BATCH = 10;

    private ModelRules() {
    }

    // ---- files

    static void saved(Trial trial) {
        var trained = trial.fit(trial.data());
        var before = trial.tree(trained);
        var opened = Attempt.of("saving the model and opening it again", () -> throughFile(trial, trained));
        Trial.requireNone(TreeDifference.between(before, trial.tree(opened)),
                "a saved model should be the same when it is opened");
        if (trial.answersNewRows()) {
            trial.requireSame(trial.answer(trained, trial.fresh()), trial.answer(opened, trial.fresh()),
                    new Answers.Tolerance(0, 0, false), "a saved model should give the same bits when it is opened");
        }
    }

    private static Trained<?> throughFile(Trial trial, Trained<?> trained) {
        Path file = null;
        try {
            file = Files.createTempFile("conformance", ".glia");
            ModelFile.write(trained, file);
            return ModelFile.read(file).wake(trial.candidate().catalog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            discard(file);
        }
    }

    private static void discard(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void untouched(Trial trial) {
        var trained = trial.fit(trial.data());
        var before = trial.tree(trained);
        if (trial.answersNewRows()) {
            trial.answer(trained, trial.fresh());
            trial.answer(trained, trial.data());
        }
        for (var type : trial.candidate().type().annotation().views()) {
            Attempt.of("viewing the model as " + type.getSimpleName(), () -> trained.view(type));
        }
        Trial.requireNone(TreeDifference.between(before, trial.tree(trained)),
                "answering and viewing should leave the model as it is");
    }

    // ---- answers for the training rows

    static void trainingRows(Trial trial) {
        var fitted = trial.fitRows(trial.data());
        AnswerRules.requireForm(trial, trial.data(), fitted.output());
        Trial.requireNone(TreeDifference.between(trial.tree(trial.trained()), trial.tree(fitted.trained())),
                "a fit that answers for its rows should give the same model as one that does not");
    }

    // ---- learning batch by batch

    static boolean isIncremental(Trial trial) {
        return trial.candidate().estimator() instanceof Incremental<?, ?>;
    }

    static void emptyStart(Trial trial) {
        with(trial, new Lesson() {
            @Override
            public <S extends Record, M extends Model> void take(Incremental<S, M> estimator, S settings) {
                var answers = Attempt.orRefusal("answering by a model that has learnt nothing", () -> {
                    var empty = estimator.open(trial.data().schema(), settings, run(trial)).model();
                    return trial.rawAnswer(trained(trial, empty), trial.fresh());
                });
                answers.ifPresent(table -> AnswerRules.requireForm(trial, trial.fresh(), table));
            }
        });
    }

    static void batches(Trial trial) {
        with(trial, new Lesson() {
            @Override
            public <S extends Record, M extends Model> void take(Incremental<S, M> estimator, S settings) {
                var learner = open(trial, estimator, settings);
                learn(learner, batches(trial.data()).subList(0, 2));
                var early = trained(trial, model(learner));
                var before = trial.tree(early);
                for (int epoch = 0; epoch < EPOCHS; epoch++) {
                    learn(learner, batches(trial.data()));
                }
                Trial.requireNone(TreeDifference.between(before, trial.tree(early)),
                        "later batches should not change a model that was taken before");
                var answers = trial.answer(trained(trial, model(learner)), trial.fresh());
                if (AnswerRules.canBeJudged(trial)) {
                    AnswerRules.requireBetter(trial, trial.fresh(), answers, false);
                } else {
                    AnswerRules.requireForm(trial, trial.fresh(), answers);
                }
            }
        });
    }

    static void resume(Trial trial) {
        with(trial, new Lesson() {
            @Override
            public <S extends Record, M extends Model> void take(Incremental<S, M> estimator, S settings) {
                var batches = batches(trial.data());
                int middle = batches.size() / 2;
                var never = open(trial, estimator, settings);
                learn(never, batches);
                var first = open(trial, estimator, settings);
                learn(first, batches.subList(0, middle));
                var half = model(first);
                var second = Attempt.of("going on from a model",
                        () -> estimator.resume(half, trial.data().schema(), settings, run(trial)));
                learn(second, batches.subList(middle, batches.size()));
                var expected = trial.answer(trained(trial, model(never)), trial.fresh());
                var found = trial.answer(trained(trial, model(second)), trial.fresh());
                if (trial.candidate().isRandom()) {
                    AnswerRules.requireForm(trial, trial.fresh(), found); // its random numbers may go on otherwise
                } else {
                    trial.requireSame(expected, found, Answers.Tolerance.ROUNDING,
                            "learning that stopped and went on from its model should end like one that never stopped");
                }
            }
        });
    }

    /// What is done with an estimator whose types are known.
    private interface Lesson {

        <S extends Record, M extends Model> void take(Incremental<S, M> estimator, S settings);
    }

    private static void with(Trial trial, Lesson lesson) {
        with(trial, (Incremental<?, ?>) trial.candidate().estimator(), lesson);
    }

    private static <S extends Record, M extends Model> void with(Trial trial, Incremental<S, M> estimator,
                                                                 Lesson lesson) {
        lesson.take(estimator, AlgorithmType.of(estimator).settings().read(trial.candidate().settings()));
    }

    private static <S extends Record, M extends Model> Learner<M> open(Trial trial, Incremental<S, M> estimator,
                                                                       S settings) {
        return Attempt.of("beginning to learn from nothing",
                () -> estimator.open(trial.data().schema(), settings, run(trial)));
    }

    private static void learn(Learner<?> learner, List<Dataset> batches) {
        for (var batch : batches) {
            Attempt.of("learning from a batch of %d rows".formatted(batch.rows()), () -> {
                learner.learn(batch);
                return learner;
            });
        }
    }

    private static <M extends Model> M model(Learner<M> learner) {
        return Attempt.of("taking the model of what was learnt so far", learner::model);
    }

    private static Run run(Trial trial) {
        return Run.local(trial.setup()).as(trial.task());
    }

    private static List<Dataset> batches(Dataset data) {
        var batches = new ArrayList<Dataset>();
        batches.add(data.rows(0, 1));
        for (int from = 1; from < data.rows(); from += BATCH) {
            batches.add(data.rows(from, Math.min(data.rows(), from + BATCH)));
        }
        return batches;
    }

    /// The model in the clothes of one that was fitted as a whole.
    private static Trained<?> trained(Trial trial, Model model) {
        var like = trial.trained();
        return new Trained<>(like.provenance(), like.schema(), like.scope(), like.classFrequencies(), History.none(),
                List.of(), model);
    }
}

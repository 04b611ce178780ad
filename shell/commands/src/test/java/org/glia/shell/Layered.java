package org.glia.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;

/// An algorithm with every kind of setting that completion and help have to deal with; it fits what its base fits not.
@Algorithm(name = "layered", title = "a stack of layers", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC,
        references = "none")
public final class Layered implements Estimator<Layered.Settings, Layered.Nothing> {

    /// What can be a layer.
    public sealed interface Layer {

        /// A layer with units.
        record Dense(@Setting(value = "how many units", min = 1) int units) implements Layer {
            Dense() {
                this(10);
            }
        }

        /// A layer without settings.
        record Flatten() implements Layer {
        }
    }

    /// Open from the first deaf fit on.
    static final CountDownLatch HAS_STOPPED_LISTENING = new CountDownLatch(1);

    /// What happens when it is fitted.
    public enum Mood { CALM, BROKEN, ENDLESS, DEAF }

    public record Settings(
            @Setting("the first layer") Layer layer,
            @Setting("the recipe below") Recipe base,
            @Setting("what happens") Mood mood,
            @Setting("whether to shout") boolean loud) {

        public Settings() {
            this(new Layer.Dense(), Recipe.of("majority"), Mood.CALM, false);
        }
    }

    /// Predicts the first level.
    public record Nothing() implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> Prediction.labels(schema.targets().getFirst(), new int[rows.rows()]);
        }
    }

    @Override
    public Nothing fit(Dataset data, Settings settings, Run run) {
        run.warn("this is no real algorithm");
        switch (settings.mood()) {
            case CALM -> { }
            case BROKEN -> throw new IllegalStateException(Optional.of(List.of(1)).toString());
            case ENDLESS -> {
                run.progress(0.5, "waiting");
                while (true) {
                    run.checkCancelled();
                    Thread.onSpinWait();
                }
            }
            case DEAF -> {
                HAS_STOPPED_LISTENING.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
        }
        if (settings.loud()) {
            throw new GliaException("it is too loud; say loud=false");
        }
        return new Nothing();
    }
}

package org.glia.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.glia.api.Catalog;
import org.glia.api.Configured;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Plugin;
import org.glia.api.model.Prediction;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Run;

/// Works through one cell, whatever happens in it.
final class CellRun {

    private static final double NANOS = 1e-9;
    private static final int DEEPEST_CAUSE = 50;
    private static final Set<String> NO_ROOM = Set.of("Java heap space", "GC overhead limit exceeded");

    private final Catalog catalog;
    private final Run run;
    private String phase = "recipe";
    private boolean ranOutOfMemory;

    CellRun(Catalog catalog, Run run) {
        this.catalog = catalog;
        this.run = run;
    }

    Outcome work(Cell cell, Dataset data) {
        try {
            run.checkCancelled();
            return worked(cell, data);
        } catch (CancelledException e) {
            return isCancelled() ? new Outcome.Cancelled() : failed(phase, e);
        } catch (Throwable e) {
            // A plug-in may throw anything, errors too: it is the outcome of this cell, and of no other.
            ranOutOfMemory = isOutOfMemory(e);
            return failed(phase, e);
        }
    }

    /// A plug-in may say so without having been asked to stop.
    private boolean isCancelled() {
        try {
            run.checkCancelled();
            return false;
        } catch (CancelledException e) {
            return true;
        }
    }

    /// Whether that is why the cell failed.
    boolean ranOutOfMemory() {
        return ranOutOfMemory;
    }

    /// Other errors of this class speak of threads, or of arrays that no memory is large enough for.
    private static boolean isOutOfMemory(Throwable e) {
        var cause = e;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof OutOfMemoryError && NO_ROOM.contains(String.valueOf(cause.getMessage()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    static Outcome failed(String phase, Throwable e) {
        try {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            return new Outcome.Failed(phase, sentence(e), trace.toString());
        } catch (Throwable mute) {
            // both texts come from methods of the exception, which may be a plug-in's own
            return new Outcome.Failed(phase, e.getClass().getSimpleName() + ", which fails when it is asked what it says", "");
        }
    }

    /// What a failure says to people: an exception of the contract speaks for itself.
    static String sentence(Throwable e) {
        return e instanceof GliaException ? e.getMessage()
                : e.getMessage() == null ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private Outcome worked(Cell cell, Dataset data) {
        var configured = catalog.configure(cell.recipe());
        requirePlanned(cell, RecipePlugins.of(configured, catalog));
        var train = data.rows(cell.fold().train());
        var test = data.rows(cell.fold().test());
        var unsuitable = unsuitable(configured, train);
        if (unsuitable != null) {
            return new Outcome.Skipped(unsuitable);
        }
        phase = "fit";
        long start = System.nanoTime();
        var trained = configured.fit(train, run);
        long fitted = System.nanoTime();
        phase = "predict";
        var prediction = trained.predict(test);
        long predicted = System.nanoTime();
        var known = cell.measures().stream().anyMatch(name -> name.startsWith(Cell.TRAINING))
                ? Optional.of(trained.predict(train)) : Optional.<Prediction>empty();
        phase = "measure";
        var scores = new LinkedHashMap<String, Score>();
        for (var name : cell.measures()) {
            run.checkCancelled();
            scores.put(name, name.startsWith(Cell.TRAINING)
                    ? score(name.substring(Cell.TRAINING.length()), train, known.orElseThrow())
                    : score(name, test, prediction));
        }
        return new Outcome.Done(scores, Optional.of(prediction), trained.history(), trained.warnings(),
                (fitted - start) * NANOS, (predicted - fitted) * NANOS, OptionalLong.empty());
    }

    /// Plug-ins come and go while an experiment runs; what another one does is not this cell's result.
    private static void requirePlanned(Cell cell, List<Plugin> found) {
        var strangers = new LinkedHashSet<>(found);
        cell.plugins().forEach(strangers::remove);
        if (!cell.plugins().isEmpty() && !strangers.isEmpty()) {
            var stranger = strangers.getFirst();
            throw new GliaException("`%s` was planned with another %s than the one that is installed now (%s); run the experiment again"
                    .formatted(cell.recipe(), stranger.name(), stranger.version()));
        }
    }

    /// A measure that fails has no value; the other scores of the cell stay.
    private Score score(String name, Dataset test, Prediction prediction) {
        try {
            return catalog.score(name, test, prediction);
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return Score.undefined("`%s` failed: %s".formatted(name, sentence(e)));
        }
    }

    private static String unsuitable(Configured<?> configured, Dataset train) {
        try {
            configured.check(train);
            return null;
        } catch (DataException e) {
            return e.getMessage();
        }
    }
}

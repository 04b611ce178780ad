package org.glia.experiments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Plugin;
import org.glia.api.problem.CancelledException;
import org.glia.api.run.RunListener;
import org.glia.runtime.Cell;
import org.glia.runtime.CellListener;
import org.glia.runtime.Engine;
import org.glia.runtime.Leases;
import org.glia.runtime.Outcome;
import org.glia.runtime.Request;

/// One run of an experiment.
final class Running {

    /// How often one looks whether another process is done with a trial.
    private static final long LOOK_MILLIS = 200;

    private final Study study;
    private final Conditions conditions;
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final Leases leases;
    private final Engine engine;
    private final ResultsStore store;
    private final Environment environment = Environment.current();
    private final Instant begun = Instant.now();
    private final long end;
    private final Map<String, Dataset> tables = new HashMap<>();
    /// What was planned, each with its result as soon as it has one.
    private final Map<Place, Optional<CellResult>> ended = new LinkedHashMap<>();
    private final Map<Place, Trial> trials = new HashMap<>();
    /// Keys of what is done although a result is kept: nobody knows the code that made it, it lacks a score, or it failed and
    /// is to be tried again.
    private final Set<String> again = new HashSet<>();
    private int done;

    /// What tells the cells of a study apart, wherever they have travelled.
    private record Place(String data, String recipe, List<Plugin> plugins, int repeat, int fold) {
        static Place of(Cell cell) {
            return new Place(cell.data(), cell.recipe(), cell.plugins(), cell.fold().repeat(), cell.fold().number());
        }
    }

    Running(Plan plan, Conditions conditions, Progress progress, BooleanSupplier cancelled, Leases leases, Engine engine,
            ResultsStore store) {
        this.study = plan.study();
        this.conditions = conditions;
        this.progress = progress;
        this.cancelled = cancelled;
        this.leases = leases;
        this.engine = engine;
        this.store = store;
        this.end = conditions.budget().map(budget -> System.nanoTime() + budget.toNanos()).orElse(Long.MAX_VALUE);
        plan.experiment().data().forEach(table -> tables.put(table.name(), table));
    }

    /// Whether further trials may begin.
    boolean isWanted() {
        return !cancelled.getAsBoolean() && (end == Long.MAX_VALUE || System.nanoTime() - end < 0);
    }

    /// Works through the trials of a plan that have not ended here.
    void work(Plan plan) {
        store.enter(study, plan);
        var open = new ArrayList<Trial>();
        for (var trial : plan.trials()) {
            if (ended.putIfAbsent(Place.of(trial.cell()), Optional.empty()) == null) {
                trials.put(Place.of(trial.cell()), trial);
                open.add(trial);
            }
        }
        var left = open.stream().filter(trial -> !isSettled(trial)).toList();
        while (!left.isEmpty() && isWanted()) {
            begin(left);
            left = left.stream().filter(trial -> ended.get(Place.of(trial.cell())).isEmpty() && !isKnown(trial)).toList();
            if (!left.isEmpty() && isWanted()) {
                pause(); // others work on these
            }
        }
        left.forEach(trial -> end(result(trial, new Outcome.Cancelled())));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("cancelled", e);
        }
    }

    /// Has the engine work through trials, as far as nobody else does.
    private void begin(List<Trial> wanted) {
        var claimed = new HashSet<Trial>();
        try {
            engine.run(new Request(0, RunListener.none(), cancelled), conditions.bounds(), wanted.stream().map(Trial::cell).toList(),
                    tables::get, new CellListener() {
                        @Override
                        public boolean begins(Cell cell) {
                            var trial = trials.get(Place.of(cell));
                            boolean anew = again.contains(trial.key());
                            if (!isWanted() || !store.claim(trial, anew)) {
                                return false;
                            }
                            if (anew && isKnown(trial)) { // another process has done it since one looked
                                store.release(trial);
                                return false;
                            }
                            return claimed.add(trial);
                        }

                        @Override
                        public void ended(Cell cell, Outcome outcome) {
                            var trial = trials.get(Place.of(cell));
                            if (!(outcome instanceof Outcome.Cancelled)) {
                                end(kept(result(trial, outcome)));
                                claimed.remove(trial);
                            }
                        }
                    });
        } finally {
            claimed.forEach(store::release); // cancelled, or given up because something is wrong with the engine
        }
    }

    /// Whether there is nothing to do for a trial, because it is known how it ends.
    private boolean isSettled(Trial trial) {
        if (isKnown(trial)) {
            return true;
        }
        if (trial.unsuitable().isPresent()) {
            end(kept(result(trial, new Outcome.Skipped(trial.unsuitable().get()))));
            return true;
        }
        return false;
    }

    private boolean isKnown(Trial trial) {
        var kept = trial.isIdentified() ? store.find(trial) : Optional.<CellResult>empty();
        var known = kept.filter(result -> !isRetried(result)).flatMap(result -> answering(trial, result));
        if (known.isEmpty() && (kept.isPresent() || !trial.isIdentified())) {
            again.add(trial.key());
        }
        known.ifPresent(this::end);
        return known.isPresent();
    }

    /// What failed since this run began has been tried again: by another process.
    private boolean isRetried(CellResult result) {
        return conditions.retry() && result.at().isBefore(begun) && (result.outcome() instanceof Outcome.Failed || result.outcome() instanceof Outcome.TimedOut);
    }

    /// A kept result, if it says all that the trial asks for, or can be made to: a measure that was not asked for earlier judges
    /// the answers that are kept.
    private Optional<CellResult> answering(Trial trial, CellResult known) {
        if (!(known.outcome() instanceof Outcome.Done done) || done.scores().keySet().containsAll(trial.cell().measures())) {
            return Optional.of(known);
        }
        var missing = trial.cell().measures().stream().filter(name -> !done.scores().containsKey(name)).toList();
        if (missing.stream().anyMatch(name -> name.startsWith(Cell.TRAINING))) {
            return Optional.empty();
        }
        return store.prediction(trial.key()).map(answers -> {
            var truth = tables.get(trial.cell().data()).rows(trial.cell().fold().test());
            var scores = new LinkedHashMap<String, Score>();
            try (var lease = leases.lease()) {
                for (var name : trial.cell().measures()) {
                    var score = done.scores().get(name);
                    scores.put(name, score == null ? lease.score(name, truth, answers) : score);
                }
            }
            return kept(known.with(done.withScores(scores)));
        });
    }

    private CellResult result(Trial trial, Outcome outcome) {
        return new CellResult(trial, outcome, Instant.now(), environment);
    }

    private CellResult kept(CellResult result) {
        store.commit(result);
        return result.outcome() instanceof Outcome.Done made ? result.with(made.withoutPrediction()) : result;
    }

    private synchronized void end(CellResult result) {
        ended.put(Place.of(result.trial().cell()), Optional.of(result));
        progress.ended(++done, ended.size(), result);
    }
}

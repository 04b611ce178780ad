package org.glia.api.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.api.model.Series;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;

/// A run on this machine's threads.
final class LocalRun implements Run {

    private final RunSetup setup;
    private final Task task;
    private final String path;
    private final long streamSeed;
    private final Parallel parallel;
    private final Map<String, List<double[]>> lines;
    private final List<String> warnings;
    private final Optional<LocalRun> parent;

    private LocalRun(RunSetup setup, Task task, String path, Map<String, List<double[]>> lines, List<String> warnings,
                     Optional<LocalRun> parent) {
        this.setup = setup;
        this.task = task;
        this.path = path;
        this.streamSeed = RandomStream.derive(setup.seed(), path);
        this.parallel = new Parallel(setup.helpers(), setup.threads(), this::checkCancelled);
        this.lines = lines;
        this.warnings = warnings;
        this.parent = parent;
    }

    static LocalRun root(RunSetup setup) {
        return new LocalRun(setup, setup.task(), "", new LinkedHashMap<>(), new ArrayList<>(), Optional.empty());
    }

    @Override
    public long seed() {
        return setup.seed();
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public RandomStream random(String purpose, long index) {
        return RandomStream.of(streamSeed, purpose, index);
    }

    @Override
    public Parallel parallel() {
        return parallel;
    }

    @Override
    public <L> Chunks<L> chunks(Dataset data, Opening<L> opening) {
        return new LocalChunks<>(data, opening, parallel);
    }

    @Override
    public Recipes recipes() {
        return setup.recipes().orElseThrow(() -> new GliaException(
                "this run knows no algorithms to fit nested recipes with; make it from a catalog"));
    }

    @Override
    public void progress(double fraction, String what) {
        setup.listener().progress(path, fraction, what);
    }

    @Override
    public void record(String line, double step, double value) {
        synchronized (lines) {
            lines.computeIfAbsent(line, any -> new ArrayList<>()).add(new double[] {step, value});
        }
        setup.listener().record(path, line, step, value);
    }

    @Override
    public void warn(String message) {
        note(message);
        setup.listener().warn(path, message);
    }

    private void note(String message) {
        synchronized (warnings) {
            warnings.add(message);
        }
        parent.ifPresent(run -> run.note(message));
    }

    @Override
    public void checkCancelled() {
        if (setup.cancelled().getAsBoolean()) {
            throw new CancelledException("cancelled");
        }
    }

    @Override
    public <C extends Record> Optional<C> checkpoint(Class<C> type) {
        return Optional.empty();
    }

    @Override
    public void keep(Record state) {
        // A run without an engine ends with its process; there is nothing to resume it from.
    }

    @Override
    public Run child(String name) {
        return new LocalRun(setup, task, path.isEmpty() ? name : path + "/" + name, new LinkedHashMap<>(),
                new ArrayList<>(), Optional.of(this));
    }

    @Override
    public Run as(Task other) {
        return new LocalRun(setup, other, path, lines, warnings, parent);
    }

    @Override
    public History history() {
        synchronized (lines) {
            return new History(lines.entrySet().stream().map(line -> new Series(line.getKey(),
                    line.getValue().stream().mapToDouble(point -> point[0]).toArray(),
                    line.getValue().stream().mapToDouble(point -> point[1]).toArray())).toList());
        }
    }

    @Override
    public List<String> warnings() {
        synchronized (warnings) {
            return List.copyOf(warnings);
        }
    }
}

package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.glia.api.Catalog;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Run;
import org.glia.experiments.Entry;
import org.glia.experiments.Experiments;
import org.glia.experiments.ResultsStore;
import org.glia.experiments.Study;
import org.glia.runtime.Engine;
import org.glia.runtime.Leases;
import org.glia.runtime.PluginCatalog;
import org.glia.runtime.Request;
import org.glia.runtime.plugins.InstalledPlugin;
import org.glia.runtime.plugins.Plugins;
import org.glia.shell.console.Console;
import org.glia.shell.console.Meter;

/// What verbs work with.
public final class Desk {

    private static final long REPAINT_MILLIS = 100;

    private final Supplier<Leases> leases;
    private final Supplier<Engine> engine;
    private final Supplier<Experiments> experiments;
    private final Supplier<Plugins> plugins;
    private final Console console;
    private final String version;
    private final Workspace workspace = new Workspace();
    private volatile Path folder = Path.of("");
    private volatile String said = "";
    private volatile boolean left;

    /// @param leases      asked for at the first use
    /// @param engine      asked for at the first use
    /// @param experiments asked for at the first use
    /// @param plugins     asked for at the first use
    /// @param version     of this Glia
    public Desk(Supplier<Leases> leases, Supplier<Engine> engine, Supplier<Experiments> experiments,
                Supplier<Plugins> plugins, Console console, String version) {
        this.leases = leases;
        this.engine = engine;
        this.experiments = experiments;
        this.plugins = plugins;
        this.console = console;
        this.version = version;
    }

    public Workspace workspace() {
        return workspace;
    }

    public Console console() {
        return console;
    }

    public String version() {
        return version;
    }

    /// A statement begins.
    ///
    /// @param current   the folder that the session is in, as `cd` has changed it
    /// @param statement by which work is known that uses a plug-in
    public void enter(Path current, String statement) {
        said = statement.strip();
        folder = current.equals(Path.of("").toAbsolutePath().normalize()) ? Path.of("") : current;
    }

    /// The file of that name, from the session's folder on.
    public Path file(Path name) {
        return folder.resolve(name);
    }

    /// Ends the session after this statement.
    void leave() {
        left = true;
    }

    /// Whether the session is to end.
    public boolean isLeft() {
        return left;
    }

    Experiments experiments() {
        return experiments.get();
    }

    Plugins plugins() {
        return plugins.get();
    }

    /// The names of what is installed in the folders of plug-ins; none where there is no such thing.
    public List<String> pluginNames() {
        try {
            return plugins().installed().stream().filter(one -> one.state() != InstalledPlugin.State.SHIPPED).map(InstalledPlugin::name).distinct().toList();
        } catch (GliaException none) {
            return List.of();
        }
    }

    Leases leases() {
        return leases.get();
    }

    Engine engine() {
        return engine.get();
    }

    ResultsStore store() {
        return experiments().store();
    }

    /// The studies that are kept, the latest first; none where they cannot be read.
    public List<Study> studies() {
        try {
            return store().studies().stream().map(Entry::study).toList();
        } catch (GliaException unreadable) {
            return List.of();
        }
    }

    /// Cells that are worth a look, by their ids: those of the latest study, and the one whose id begins so.
    public Map<String, String> cells(String beginning) {
        try {
            var cells = new LinkedHashMap<String, String>();
            studies().stream().findFirst().ifPresent(latest -> store().results(latest.id()).cells().forEach(cell ->
                    cells.put(Studies.id(cell), Studies.title(cell))));
            if (beginning.length() >= Studies.UNIQUE && cells.keySet().stream().noneMatch(id -> id.startsWith(beginning))) {
                var cell = store().result(beginning);
                cells.put(Studies.id(cell), Studies.title(cell));
            }
            return cells;
        } catch (GliaException none) {
            return Map.of();
        }
    }

    /// Looks something up; what comes out holds no object of a plug-in.
    public <T> T look(Function<Catalog, T> looking) {
        try (var lease = leases.get().lease()) {
            return looking.apply(lease);
        }
    }

    /// Tells of plug-ins that cannot be used, which are missing in lists.
    void warnOfUnusable() {
        if (leases.get() instanceof PluginCatalog plugins) {
            plugins.problems().forEach(problem -> console.remark("warning: left out, for it cannot be used: " + problem));
        }
    }

    /// Something that takes its time.
    ///
    /// @param <T> what it makes, without any object of a plug-in
    @FunctionalInterface
    interface Work<T> {
        T perform(Bench bench);
    }

    /// What a work has.
    ///
    /// @param catalog what is installed, as long as the work lasts
    /// @param run     seed, progress, cancellation
    /// @param request what the work was asked with
    /// @param meter   for the progress of what has no run
    record Bench(Catalog catalog, Run run, Request request, Meter meter) {
    }

    /// Does work on the engine's threads, with progress. Ctrl-C cancels the work, a second one does not even wait for its
    /// end.
    ///
    /// @param title a word for it, beside its progress
    /// @throws CancelledException if the user cancelled it
    <T> T work(String title, long seed, Work<T> work) {
        var presses = new AtomicInteger();
        try (var meter = new Meter(console, title);
             var _ = console.interrupts().watch(() -> {
                 if (presses.incrementAndGet() == 1) {
                     meter.remark("cancelling " + title + "; press Ctrl-C again to leave it at once");
                 }
             })) {
            var request = new Request(seed, meter, () -> presses.get() > 0, "`" + said + "`");
            return waitFor(engine.get().submit(request, (catalog, run) ->
                    work.perform(new Bench(catalog, run, request, meter))), title, meter, presses);
        }
    }

    private static <T> T waitFor(Future<T> future, String title, Meter meter, AtomicInteger presses) {
        while (true) {
            try {
                return future.get(REPAINT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (presses.get() > 1) {
                    throw new CancelledException(title + " was left");
                }
                meter.paint();
            } catch (InterruptedException e) {
                presses.set(2);
                Thread.currentThread().interrupt();
                throw new CancelledException(title + " was left", e);
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            }
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}

package org.glia.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;

/// The workers of an engine. Those that have nothing to do are kept for a minute, for a process that has compiled its code
/// is quicker than a new one.
final class Workers implements AutoCloseable {

    private static final long IDLE_SECONDS = 60;

    private final Supplier<List<String>> command;
    private final Leases leases;
    private final Supplier<Path> folder;
    private final List<Idle> idle = new ArrayList<>();
    private Optional<Path> home = Optional.empty();
    private boolean closed;

    /// What makes one worker as good as another: the same memory, and the same plug-ins at their start.
    record Kind(OptionalLong memory, Set<Plugin> plugins) {
    }

    private record Idle(Kind kind, WorkerProcess worker) {
    }

    /// @param folder names a folder for files of workers, which nobody else uses
    Workers(Supplier<List<String>> command, Leases leases, Supplier<Path> folder) {
        this.command = command;
        this.leases = leases;
        this.folder = folder;
    }

    /// A folder in the system's place for temporary files.
    static Path temporary() {
        try {
            return Files.createTempDirectory("glia-workers");
        } catch (IOException e) {
            throw new GliaException("there is no place for the files of workers: " + e.getMessage(), e);
        }
    }

    synchronized Path home() {
        try {
            if (home.isEmpty()) {
                home = Optional.of(folder.get());
            }
            return Files.createDirectories(home.get());
        } catch (IOException e) {
            throw new GliaException("there is no place for the files of workers: " + e.getMessage(), e);
        }
    }

    /// The workers that are wanted now.
    Kind kind(OptionalLong memory) {
        var plugins = new HashSet<Plugin>();
        try (var lease = leases.lease()) {
            lease.algorithms().forEach(offer -> plugins.add(offer.plugin()));
            lease.measures().forEach(offer -> plugins.add(offer.plugin()));
        }
        return new Kind(memory, plugins);
    }

    /// One that has nothing to do, if there is one.
    synchronized Optional<WorkerProcess> waiting(Kind kind) {
        idle.removeIf(one -> !one.worker().isAlive());
        var found = idle.stream().filter(one -> one.kind().equals(kind)).findFirst();
        found.ifPresent(idle::remove);
        return found.map(Idle::worker);
    }

    /// A new one, which is not ready yet.
    ///
    /// @throws GliaException if there can be none
    WorkerProcess start(Kind kind) {
        return WorkerProcess.start(new WorkerCommand(command.get()).words(kind.memory(), home()), home());
    }

    /// Takes one that has nothing to do.
    synchronized void keep(Kind kind, WorkerProcess worker) {
        if (closed) {
            worker.close();
            return;
        }
        var kept = new Idle(kind, worker);
        idle.add(kept);
        CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS).execute(() -> dismiss(kept));
    }

    private synchronized void dismiss(Idle unused) {
        if (idle.removeIf(one -> one == unused)) {
            unused.worker().close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(one -> one.worker().close());
        idle.clear();
        home.ifPresent(Scratch::delete);
    }
}

package org.glia.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.glia.api.data.Dataset;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/// The threads of this machine: as many as there are processors, for everything together. Cells run side by side, and
/// the loops inside them use whatever thread is idle, so nothing is oversubscribed. Cells that have bounds run in as many
/// processes, each on one thread.
@Component(service = Engine.class)
public final class LocalEngine implements Engine, AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Leases leases;
    private final int workers;
    private final ExecutorService pool;
    /// Works that wait or run; threads of their own, for a work waits for its loops' last pieces.
    private final ExecutorService works;
    /// Starts a process for cells that have bounds; empty where nobody has told how.
    private final Supplier<List<String>> command;
    private final Workers processes;

    /// @param launch what the launcher offers; nothing where a framework was started otherwise
    @Activate
    public LocalEngine(BundleContext context, @Reference Leases leases,
                       @Reference(target = "(glia.arguments=true)") List<Supplier<Map<String, Object>>> launch) {
        this(leases, Runtime.getRuntime().availableProcessors(), () -> command(launch), () -> folder(context));
    }

    /// An engine of all processors that refuses cells with bounds.
    public LocalEngine(Leases leases) {
        this(leases, Runtime.getRuntime().availableProcessors());
    }

    /// An engine that refuses cells with bounds.
    ///
    /// @throws IllegalArgumentException if there is not at least one worker
    public LocalEngine(Leases leases, int workers) {
        this(leases, workers, List.of());
    }

    /// @param command starts a program that calls [Worker#serve] if its last argument is [Worker#OPTION]: a `java`, its options,
    ///                and what it runs
    /// @throws IllegalArgumentException if there is not at least one worker
    public LocalEngine(Leases leases, int workers, List<String> command) {
        this(leases, workers, () -> command, Workers::temporary);
    }

    private LocalEngine(Leases leases, int workers, Supplier<List<String>> command, Supplier<Path> folder) {
        if (workers < 1) {
            throw new IllegalArgumentException("an engine needs at least one worker, not " + workers);
        }
        this.leases = leases;
        this.workers = workers;
        this.command = command;
        this.processes = new Workers(command, leases, folder);
        this.pool = Executors.newFixedThreadPool(workers, task -> daemon("glia-worker-", task));
        this.works = Executors.newCachedThreadPool(task -> daemon("glia-work-", task));
    }

    @SuppressWarnings("unchecked") // the launcher's README says so
    private static List<String> command(List<Supplier<Map<String, Object>>> launch) {
        return launch.stream().map(Supplier::get).filter(map -> map.containsKey("command")).findFirst()
                .map(map -> ((Supplier<List<String>>) map.get("command")).get()).orElse(List.of());
    }

    /// Among the files of the framework, which are removed with it, however it ends.
    private static Path folder(BundleContext context) {
        var folder = context.getDataFile("workers");
        return folder == null ? Workers.temporary() : folder.toPath();
    }

    /// What the thread that needs one has to itself, such as where it may write, is not for the works to come.
    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(null, task, name + THREADS.incrementAndGet(), 16L << 20, false);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public <T> Future<T> submit(Request request, Work<T> work) {
        try {
            return works.submit(() -> {
                try (var lease = leases.lease(request.work())) {
                    return work.perform(lease, Run.local(setup(request, lease)));
                }
            });
        } catch (RejectedExecutionException e) {
            throw new CancellationException("Glia is shutting down");
        }
    }

    private RunSetup setup(Request request, Lease lease) {
        return lease.setup(request.seed()).withHelpers(pool, workers).withListener(request.listener())
                .withCancelled(() -> lease.isRevoked() || request.cancelled().getAsBoolean());
    }

    @Override
    public void run(Request request, Bounds bounds, List<Cell> cells, Function<String, Dataset> data, CellListener listener) {
        if (bounds.isNone()) {
            run(request, cells, data, listener);
            return;
        }
        if (command.get().isEmpty()) {
            throw new GliaException("time and memory of cells can be bounded in processes of their own only, and this engine was not "
                    + "told how to start one");
        }
        try (var scratch = new Scratch(processes.home(), data)) {
            new BoundedCells(processes, bounds, cells, scratch, listener, request.cancelled()).run(works, workers);
        } catch (RejectedExecutionException e) {
            throw new CancellationException("Glia is shutting down");
        }
    }

    private void run(Request request, List<Cell> cells, Function<String, Dataset> data, CellListener listener) {
        new Parallel(pool, workers, () -> { }).forEach(cells.size(), number -> {
            var cell = cells.get(number);
            boolean cancelled = request.cancelled().getAsBoolean();
            synchronized (listener) {
                if (!cancelled && !listener.begins(cell)) {
                    return;
                }
            }
            var outcome = cancelled ? new Outcome.Cancelled() : outcome(request, cell, data);
            synchronized (listener) {
                listener.ended(cell, outcome);
            }
        });
    }

    private Outcome outcome(Request request, Cell cell, Function<String, Dataset> data) {
        try (var lease = leases.lease("`%s` on %s".formatted(cell.recipe(), cell.data()))) {
            var run = Run.local(setup(request.withSeed(cell.seed()), lease));
            return new CellRun(lease, run).work(cell, data.apply(cell.data()));
        } catch (CancelledException e) {
            return new Outcome.Cancelled();
        } catch (RuntimeException | Error e) {
            // data sources are plug-ins as well
            return CellRun.failed("data", e);
        }
    }

    @Override
    @Deactivate
    public void close() {
        pool.shutdownNow();
        works.shutdownNow();
        processes.close();
    }
}

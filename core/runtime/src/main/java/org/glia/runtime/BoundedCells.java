package org.glia.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.glia.api.Score;
import org.glia.api.model.Prediction;
import org.glia.api.problem.CancelledException;

/// One run of cells that have bounds, each in a process that it has to itself for as long as it takes.
final class BoundedCells {

    /// How often one asks whether the run is still wanted.
    private static final Duration LOOK = Duration.ofMillis(50);
    /// How long a cell has to let go once it is told to.
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofMinutes(2);

    private final Workers workers;
    private final Workers.Kind kind;
    private final Bounds bounds;
    private final List<Cell> cells;
    private final Scratch scratch;
    private final CellListener listener;
    private final BooleanSupplier cancelled;
    private final AtomicInteger next = new AtomicInteger();
    /// Whether something other than a cell went wrong, so that no more cells are to begin.
    private volatile boolean broken;
    private volatile boolean interrupted;

    BoundedCells(Workers workers, Bounds bounds, List<Cell> cells, Scratch scratch, CellListener listener, BooleanSupplier cancelled) {
        this.workers = workers;
        this.kind = workers.kind(bounds.memory());
        this.bounds = bounds;
        this.cells = cells;
        this.scratch = scratch;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /// Works through all cells, so many at a time.
    void run(ExecutorService threads, int atATime) {
        var seats = new ArrayList<Future<?>>();
        for (int i = 0; i < Math.min(atATime, cells.size()); i++) {
            seats.add(threads.submit(() -> new Seat().work()));
        }
        Throwable failure = null;
        for (var seat : seats) {
            var thrown = await(seat);
            failure = failure == null ? thrown : failure;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /// What a seat ended with, null if that was nothing. Who interrupts the wait cancels the run.
    private Throwable await(Future<?> seat) {
        while (true) {
            try {
                seat.get();
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private boolean isCancelled() {
        return interrupted || cancelled.getAsBoolean();
    }

    /// One place for a worker at a time.
    private final class Seat {

        private Optional<WorkerProcess> worker = Optional.empty();
        private boolean fresh;

        void work() {
            try {
                for (int number = next.getAndIncrement(); number < cells.size() && !broken; number = next.getAndIncrement()) {
                    work(cells.get(number));
                }
            } catch (RuntimeException | Error e) {
                broken = true;
                throw e;
            } finally {
                worker.ifPresent(one -> workers.keep(kind, one));
            }
        }

        private void work(Cell cell) {
            boolean over = isCancelled();
            synchronized (listener) {
                if (!over && !listener.begins(cell)) {
                    return;
                }
            }
            Outcome outcome = new Outcome.Cancelled();
            try {
                outcome = over ? outcome : outcome(cell);
            } catch (InterruptedException e) {
                broken = true; // the engine is closing
                dismiss();
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                dismiss(); // nobody knows what it is doing
                throw e;
            } finally {
                synchronized (listener) {
                    listener.ended(cell, outcome); // as cancelled where no worker could be had
                }
            }
        }

        private Outcome outcome(Cell cell) throws InterruptedException {
            Scratch.Table table;
            try {
                table = scratch.table(cell.data());
            } catch (CancelledException e) {
                return new Outcome.Cancelled();
            } catch (RuntimeException | Error e) {
                return CellRun.failed("data", e);
            }
            while (seat()) {
                boolean mayBeStale = !fresh;
                fresh = false;
                worker.get().say(new Message.Work(cell, table.file().toString(), table.fingerprint()));
                var outcome = follow(cell, mayBeStale);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return new Outcome.Cancelled();
        }

        /// Has a worker ready, unless the run is cancelled before it is.
        private boolean seat() throws InterruptedException {
            worker = worker.filter(WorkerProcess::isAlive).or(() -> workers.waiting(kind));
            if (worker.isPresent()) {
                return true;
            }
            var starting = workers.start(kind);
            worker = Optional.of(starting);
            long end = System.nanoTime() + START.toNanos();
            while (!isCancelled()) {
                var said = starting.hear(LOOK);
                if (said.isPresent() && said.get() instanceof WorkerProcess.Said.Word) {
                    fresh = true;
                    return true;
                }
                if (said.isPresent() || System.nanoTime() - end > 0) {
                    worker = Optional.empty();
                    if (said.isPresent() && starting.exitCode() == WorkerProcess.INTERRUPTED) {
                        return false;
                    }
                    throw starting.neverReady();
                }
            }
            dismiss();
            return false;
        }

        /// Follows a cell to its end.
        ///
        /// @param mayBeStale whether the worker has done other cells before; if it is gone before this one begins, that is no
        ///                   fault of the cell's
        /// @return empty if another worker is to try
        private Optional<Outcome> follow(Cell cell, boolean mayBeStale) throws InterruptedException {
            var one = worker.orElseThrow();
            boolean begun = false;
            long end = 0;
            while (true) {
                switch (one.hear(LOOK).orElse(null)) {
                    case null -> {
                        if (isCancelled()) {
                            letGo();
                            return Optional.of(new Outcome.Cancelled());
                        }
                    }
                    case WorkerProcess.Said.Gone gone -> {
                        worker = Optional.empty();
                        return !begun && mayBeStale ? Optional.empty() : Optional.of(gone(cell, one));
                    }
                    case WorkerProcess.Said.Word(Message.Begun any) -> {
                        begun = true;
                        end = System.nanoTime() + bounds.time().map(Duration::toNanos).orElse(0L);
                    }
                    case WorkerProcess.Said.Word(Message.Ended ended) -> {
                        return Optional.of(complete(cell, ended));
                    }
                    case WorkerProcess.Said.Word(Message.Exhausted exhausted) -> {
                        dismiss(); // what it holds on to is not known
                        return Optional.of(new Outcome.Failed(exhausted.phase(), tooLittle(cell), exhausted.trace()));
                    }
                    case WorkerProcess.Said.Word(Message other) -> throw new IllegalStateException("a worker said " + other);
                }
                if (begun && bounds.time().isPresent() && System.nanoTime() - end > 0) {
                    letGo();
                    return Optional.of(new Outcome.TimedOut(bounds.time().get().toNanos() * 1e-9));
                }
            }
        }

        /// Asks the worker to end its cell, and ends the worker if that does not help.
        private void letGo() throws InterruptedException {
            var one = worker.orElseThrow();
            one.say(new Message.Cancel());
            long end = System.nanoTime() + GRACE.toNanos();
            while (System.nanoTime() - end < 0) {
                var said = one.hear(LOOK);
                if (said.isPresent() && said.get() instanceof WorkerProcess.Said.Word(Message.Ended ended)) {
                    return;
                }
                if (said.isPresent() && !(said.get() instanceof WorkerProcess.Said.Word(Message.Begun begun))) {
                    break;
                }
            }
            dismiss();
        }

        private void dismiss() {
            worker.ifPresent(WorkerProcess::kill);
            worker = Optional.empty();
        }
    }

    /// In the order of the cell's measures, which maps in messages do not keep.
    private static Outcome complete(Cell cell, Message.Ended ended) {
        if (!(ended.outcome() instanceof Outcome.Done done)) {
            return ended.outcome();
        }
        var scores = new LinkedHashMap<String, Score>();
        cell.measures().forEach(name -> scores.put(name, done.scores().get(name)));
        var ordered = done.withScores(scores);
        return ended.answers().map(Prediction::new).map(ordered::withPrediction).orElse(ordered);
    }

    private Outcome gone(Cell cell, WorkerProcess worker) {
        return switch (worker.exitCode()) {
            case WorkerProcess.INTERRUPTED -> new Outcome.Cancelled();
            case Worker.EXHAUSTED -> new Outcome.Failed("fit", tooLittle(cell), worker.lastWords());
            default -> new Outcome.Failed("worker", "the process that worked on `%s` %s".formatted(cell.recipe(), worker.end()),
                    worker.lastWords());
        };
    }

    private String tooLittle(Cell cell) {
        return bounds.memory().isPresent()
                ? "`%s` needed more than the %d MB that it was given; raise memory=".formatted(cell.recipe(),
                        bounds.memory().getAsLong() >> 20)
                : "`%s` needed more than the %d MB that Java has here; give it more with -Xmx".formatted(cell.recipe(),
                        Runtime.getRuntime().maxMemory() >> 20);
    }
}

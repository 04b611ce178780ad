package org.glia.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Run;
import org.glia.api.run.RunListener;
import org.glia.runtime.file.DataFile;

/// A process that works on cells for another one, one after the other, on one thread. Whoever started it tells it what to do on
/// its standard input and hears of it on its standard output; when the input ends, the process does.
public final class Worker {

    /// What a program is called with that is to be a worker.
    public static final String OPTION = "--worker";

    /// What a process ends with that has not even the memory to say so.
    static final int EXHAUSTED = 86;

    /// As much as a cell has in a process that it shares.
    static final long STACK = 16L << 20;

    private static final long GRACE_MILLIS = 2_000;
    private static final int LOOKS = 10;
    private static final long LOOK_MILLIS = 50;
    /// What may lie about uncollected when a cell begins.
    private static final long LITTER = 8 << 20;

    private final Leases leases;
    private final Channel channel;
    private final BlockingQueue<Optional<Message.Work>> works = new LinkedBlockingQueue<>();
    private final long parent = parent();
    private long heapOfGlia;
    private long settled = -LITTER;
    private volatile boolean cancelled;
    private volatile Optional<Path> file = Optional.empty();
    private Optional<Held> held = Optional.empty();

    /// The data set of the last cell, which is mostly that of the next one too.
    private record Held(String fingerprint, Dataset data) {
    }

    private Worker(InputStream in, OutputStream out, Leases leases) {
        this.channel = new Channel(in, out);
        this.leases = leases;
    }

    /// Works until the input ends. The process is halted soon afterwards, even if this does not return because a cell does not
    /// let go, so nothing else can be done in it.
    ///
    /// @param in  the standard input of the process; nobody else may read from it
    /// @param out the standard output; nobody else may write to it, so `System.out` must lead elsewhere
    public static void serve(InputStream in, OutputStream out, Leases leases) {
        System.setIn(InputStream.nullInputStream()); // a plug-in that reads would take messages away
        new Worker(in, out, leases).serve();
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
    }

    private void serve() {
        var work = new Thread(null, this::work, "glia-cells", STACK);
        work.start();
        var listen = new Thread(this::listen, "glia-channel");
        listen.setDaemon(true);
        listen.start();
        try {
            work.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            for (var message = channel.receive(); message.isPresent(); message = channel.receive()) {
                switch (message.get()) {
                    case Message.Work work -> {
                        cancelled = false;
                        works.add(Optional.of(work));
                    }
                    case Message.Cancel cancel -> cancelled = true;
                    default -> throw new IOException("a worker is told " + message.get());
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
        } catch (GliaException | OutOfMemoryError e) {
            // a message is well formed, so it is for want of room that it cannot be read
            Runtime.getRuntime().halt(EXHAUSTED);
        }
        end();
    }

    /// Nobody is there any more to work for. A cell that takes no notice ends with the process.
    private void end() {
        cancelled = true;
        try {
            for (int look = 0; look < LOOKS && file.isPresent(); look++) {
                if (parent() != parent) { // a process that dies closes its pipes first
                    sweep(file.get());
                    break;
                }
                Thread.sleep(LOOK_MILLIS);
            }
            works.add(Optional.empty());
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            // then the end comes at once
        }
        Runtime.getRuntime().halt(0);
    }

    /// Whoever made the files died before it could remove them.
    private static void sweep(Path file) {
        Scratch.delete(file.getParent());
        Scratch.delete(file.getParent().getParent());
    }

    private void work() {
        try {
            meet();
            tidy();
            heapOfGlia = settled;
            channel.send(new Message.Ready());
            for (var next = works.take(); next.isPresent(); next = works.take()) {
                channel.send(answer(next.get()));
            }
        } catch (IOException e) {
            // nobody listens any more, so the input ends too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(EXHAUSTED);
        }
    }

    /// Has everything that is installed describe itself, which would take the time of the first cell otherwise.
    private void meet() {
        try (var lease = leases.lease()) {
            lease.algorithms();
            lease.measures();
        }
    }

    private Message answer(Message.Work work) throws IOException {
        Dataset data;
        try {
            data = data(work);
        } catch (GliaException | OutOfMemoryError e) {
            // the file is whole, so it is this process that has no room for it
            return new Message.Exhausted("data", trace(e));
        }
        tidy();
        channel.send(new Message.Begun());
        try (var lease = leases.lease()) {
            var setup = lease.setup(work.cell().seed()).withHelpers(Runnable::run, 1).withListener(RunListener.none())
                    .withCancelled(() -> cancelled);
            var run = new CellRun(lease, Run.local(setup));
            var outcome = run.work(work.cell(), data);
            return switch (outcome) {
                case Outcome.Failed failed when run.ranOutOfMemory() -> new Message.Exhausted(failed.phase(), failed.trace());
                case Outcome.Done done -> new Message.Ended(done.withoutPrediction().withPeak(OptionalLong.of(peak())),
                        done.prediction().map(Prediction::table));
                default -> new Message.Ended(outcome, Optional.empty());
            };
        } catch (RuntimeException e) {
            return new Message.Ended(CellRun.failed("data", e), Optional.empty());
        }
    }

    private Dataset data(Message.Work work) {
        file = Optional.of(Path.of(work.file()));
        if (held.filter(last -> last.fingerprint().equals(work.fingerprint())).isEmpty()) {
            held = Optional.empty(); // not two at a time
            held = Optional.of(new Held(work.fingerprint(), DataFile.read(file.get())));
        }
        return held.get().data();
    }

    private static String trace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /// Collects what cells have left, so that it is not counted as the next one's. A little may lie, for to collect takes longer
    /// than many a cell.
    private void tidy() {
        if (used() - settled > LITTER) {
            System.gc();
            settled = used();
        }
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /// The bytes of objects, with those that nobody needs any more.
    private static long used() {
        return heapPools().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    /// The most of them since the last cell, without those of Glia itself. Each pool had its most at a time of its own.
    private long peak() {
        long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return Math.max(0, Math.min(peak, Runtime.getRuntime().maxMemory()) - heapOfGlia);
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}

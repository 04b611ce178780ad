package org.glia.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Folds;
import org.glia.api.run.RunListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cells in real processes, each a Java with the classes of the tests.
class WorkersTest {

    private static final long MB = 1 << 20;

    static Bounds ofTime(long millis) {
        return new Bounds(Optional.of(Duration.ofMillis(millis)), OptionalLong.empty());
    }

    private static Bounds ofMemory(long bytes) {
        return new Bounds(Optional.empty(), OptionalLong.of(bytes));
    }

    private static List<Cell> cells(String... recipes) {
        var cells = new ArrayList<Cell>();
        for (var fold : Folds.kFold(Plain.line(100), 2, 1, 1).all()) {
            for (var recipe : recipes) {
                cells.add(new Cell("line", recipe, fold, 7 + fold.number(), List.of("worst", "training:worst"), List.of()));
            }
        }
        return cells;
    }

    private static LocalEngine engine(int workers) {
        return new LocalEngine(WorkerMain.LEASES, workers, WorkerMain.COMMAND);
    }

    private static Map<Cell, Outcome> run(LocalEngine engine, Bounds bounds, List<Cell> cells) {
        var outcomes = new LinkedHashMap<Cell, Outcome>();
        engine.run(Request.plain(), bounds, cells, name -> Plain.line(100), outcomes::put);
        assertEquals(cells.size(), outcomes.size());
        return outcomes;
    }

    private static Outcome only(Bounds bounds, String recipe) {
        try (var engine = engine(1)) {
            return run(engine, bounds, cells(recipe).subList(0, 1)).values().iterator().next();
        }
    }

    /// What the number of workers and the kind of engine must not change.
    private static List<Object> substance(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> List.of(List.copyOf(done.scores().entrySet()), done.prediction(), done.history().series().stream()
                    .map(line -> line.name() + List.of(line.last())).toList(), done.warnings());
            case Outcome.Failed failed -> List.of(failed.phase(), failed.message());
            default -> List.of(outcome);
        };
    }

    @Test
    void outcomesAreThoseOfTheEnginesOwnThreads() {
        var cells = cells("level", "level trouble=exception", "level trouble=refusal", "levl", "rogue");
        try (var engine = engine(2)) {
            var threads = run(engine, Bounds.none(), cells);
            for (var bounds : List.of(ofTime(600_000), ofMemory(64 * MB))) {
                var processes = run(engine, bounds, cells);
                for (var cell : cells) {
                    assertEquals(substance(threads.get(cell)), substance(processes.get(cell)), cell.recipe());
                }
            }
        }
    }

    @Test
    void aCellThatTakesNoNoticeIsEndedAndTheOthersFinish() {
        try (var engine = engine(2)) {
            run(engine, ofTime(2_000), cells("rogue deed=hang", "rogue", "rogue deed=wait", "level")).forEach((cell, outcome) -> {
                if (cell.recipe().equals("level") || cell.recipe().equals("rogue")) {
                    assertInstanceOf(Outcome.Done.class, outcome, cell.recipe());
                } else {
                    assertEquals(new Outcome.TimedOut(2), outcome, cell.recipe());
                }
            });
        }
    }

    @Test
    void aCellThatNeedsTooMuchMemorySaysSoAndTheOthersFinish() {
        try (var engine = engine(1)) {
            run(engine, ofMemory(40 * MB), cells("rogue deed=memory", "level")).forEach((cell, outcome) -> {
                if (cell.recipe().equals("level")) {
                    assertInstanceOf(Outcome.Done.class, outcome);
                } else {
                    var failed = assertInstanceOf(Outcome.Failed.class, outcome);
                    assertEquals("fit", failed.phase());
                    assertEquals("`rogue deed=memory` needed more than the 40 MB that it was given; raise memory=", failed.message());
                    assertTrue(failed.trace().contains("at org.glia.runtime.Rogue"), failed.trace());
                }
            });
        }
    }

    @Test
    void theBoundIsWhatACellMayTakeAndThePeakIsWhatItTook() {
        var done = assertInstanceOf(Outcome.Done.class, only(ofMemory(120 * MB), "rogue megabytes=100"));
        long peak = done.peakBytes().orElseThrow();
        assertTrue(peak >= 100 * MB && peak <= 152 * MB, peak + " bytes");
        assertInstanceOf(Outcome.Failed.class, only(ofMemory(80 * MB), "rogue megabytes=120"));
        long little = assertInstanceOf(Outcome.Done.class, only(ofMemory(120 * MB), "rogue")).peakBytes().orElseThrow();
        assertTrue(little < 60 * MB, little + " bytes");
    }

    @Test
    void dataThatDoNotFitAreAMatterOfMemoryToo() {
        var builder = Dataset.builder("large");
        for (int i = 0; i < 60; i++) {
            builder.numeric("x" + i, new double[1 << 17]);
        }
        var data = builder.build();
        var outcomes = new ArrayList<Outcome>();
        try (var engine = engine(1)) {
            engine.run(Request.plain(), ofMemory(16 * MB), cells("rogue").subList(0, 1), name -> data, (cell, outcome) -> outcomes.add(outcome));
        }
        var failed = assertInstanceOf(Outcome.Failed.class, outcomes.getFirst());
        assertEquals("data", failed.phase());
        assertEquals("`rogue` needed more than the 16 MB that it was given; raise memory=", failed.message());
    }

    @Test
    void aPluginThatEndsItsProcessFailsItsOwnCells() {
        try (var engine = engine(2)) {
            run(engine, ofTime(600_000), cells("level", "rogue deed=exit", "rogue deed=exit port=0")).forEach((cell, outcome) -> {
                if (cell.recipe().equals("level")) {
                    assertInstanceOf(Outcome.Done.class, outcome);
                } else {
                    assertEquals(new Outcome.Failed("worker", "the process that worked on `%s` ended itself with the exit code 7"
                            .formatted(cell.recipe()), "these are my last words"), outcome);
                }
            });
        }
    }

    @Test
    void aCrashOfJavaIsToldWithItsReport() {
        var failed = assertInstanceOf(Outcome.Failed.class, only(ofTime(600_000), "rogue deed=crash"));
        assertEquals("worker", failed.phase());
        assertEquals("the process that worked on `rogue deed=crash` crashed (signal 6)", failed.message());
        assertTrue(failed.trace().contains("SIGSEGV"), failed.trace());
    }

    @Test
    void ctrlCInATerminalIsNoFailureOfTheCellThatItReaches() {
        assertEquals(new Outcome.Cancelled(), only(ofTime(600_000), "rogue deed=interrupt"));
    }

    @Test
    void whatAPluginPrintsOrReadsIsNoMessage() {
        assertInstanceOf(Outcome.Done.class, only(ofTime(600_000), "rogue deed=noise"));
    }

    @Test
    void aWorkerGoesOnToTheNextCellAndRun() {
        var processes = Collections.synchronizedSet(new TreeSet<Long>());
        try (var engine = engine(1)) {
            for (int time = 0; time < 3; time++) {
                engine.run(Request.plain(), ofTime(600_000), cells("level", "rogue"), name -> Plain.line(100), new CellListener() {
                    @Override
                    public void ended(Cell cell, Outcome outcome) {
                        ProcessHandle.current().children().map(ProcessHandle::pid).forEach(processes::add);
                    }
                });
            }
            assertEquals(1, processes.size());
        }
    }

    @Test
    void cellsThatOthersDoAreNotHeardOfAgain() {
        var heard = new ArrayList<String>();
        try (var engine = engine(2)) {
            engine.run(Request.plain(), ofTime(600_000), cells("level", "rogue"), name -> Plain.line(100), new CellListener() {
                @Override
                public boolean begins(Cell cell) {
                    heard.add("begins " + cell.recipe());
                    return cell.recipe().equals("level");
                }

                @Override
                public void ended(Cell cell, Outcome outcome) {
                    heard.add("ended " + cell.recipe());
                }
            });
        }
        assertEquals(2, Collections.frequency(heard, "begins rogue"));
        assertEquals(0, Collections.frequency(heard, "ended rogue"));
        assertEquals(2, Collections.frequency(heard, "ended level"));
    }

    @Test
    void aCancelledRunEndsItsProcesses() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); var engine = engine(1)) {
            var cancelled = new AtomicBoolean();
            var begun = new Thread(() -> {
                await(server, () -> cancelled.set(true));
            });
            begun.start();
            var outcomes = new ArrayList<Outcome>();
            engine.run(new Request(0, RunListener.none(), cancelled::get), ofTime(600_000),
                    cells("rogue deed=hang port=" + server.getLocalPort(), "level"), name -> Plain.line(100), (cell, outcome) -> outcomes.add(outcome));
            begun.join(); // ends when the process does
            assertEquals(Collections.nCopies(4, new Outcome.Cancelled()), outcomes);
        }
    }

    /// Waits for a cell to begin, does something about it, and waits for its process to end.
    private static void await(ServerSocket server, Runnable then) {
        try (var socket = server.accept()) {
            assertEquals(1, socket.getInputStream().read());
            then.run();
            assertEquals(-1, socket.getInputStream().read());
        } catch (java.net.SocketException e) {
            // reset by a process that was killed
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void workersEndWhenTheProcessThatStartedThemIsKilled(@TempDir Path temporary) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var command = new ArrayList<>(WorkerMain.COMMAND);
            command.addAll(1, List.of("-Djava.io.tmpdir=" + temporary));
            command.addAll(List.of("boss", "rogue deed=hang port=" + server.getLocalPort()));
            var boss = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            var workers = new ArrayList<ProcessHandle>();
            await(server, () -> {
                workers.addAll(boss.descendants().toList());
                boss.destroyForcibly();
            });
            assertEquals(1, workers.size());
            workers.getFirst().onExit().get(1, TimeUnit.MINUTES);
            assertEquals(Set.of(), remains(temporary), "the worker cleans up behind the other");
        }
    }

    @Test
    void nothingIsLeftInThePlaceForTemporaryFiles(@TempDir Path temporary) throws Exception {
        var command = new ArrayList<>(WorkerMain.COMMAND);
        command.addAll(1, List.of("-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of("boss", "rogue"));
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        assertEquals(Set.of(), remains(temporary));
    }

    private static Set<String> remains(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("glia")).collect(Collectors.toSet());
        }
    }

    @Test
    void aWorkerThatGoesBetweenCellsIsReplaced() {
        try (var engine = engine(1)) {
            run(engine, ofTime(600_000), cells("level"));
            var first = ProcessHandle.current().children().toList();
            assertEquals(1, first.size());
            first.getFirst().destroyForcibly();
            run(engine, ofTime(600_000), cells("level")).values().forEach(outcome -> assertInstanceOf(Outcome.Done.class, outcome));
            assertNotEquals(first, ProcessHandle.current().children().toList());
        }
    }

    @Test
    void whereNoWorkerCanBeStartedTheRunSaysSoOnce() {
        var java = WorkerMain.COMMAND.getFirst();
        for (var command : List.of(List.of("/no/such/java"), List.of(java, "-cp", "nothing", "no.such.Main"))) {
            var outcomes = new ArrayList<Outcome>();
            try (var engine = new LocalEngine(WorkerMain.LEASES, 1, command)) {
                var failure = assertThrows(GliaException.class, () -> engine.run(Request.plain(), ofTime(1_000), cells("level"),
                        name -> Plain.line(100), (cell, outcome) -> outcomes.add(outcome)));
                assertTrue(failure.getMessage().startsWith("no process can be started for cells that have bounds: "), failure.getMessage());
            }
            assertEquals(List.of(new Outcome.Cancelled()), outcomes, "the cell that had begun is given back");
        }
        try (var engine = new LocalEngine(WorkerMain.LEASES, 1)) {
            var failure = assertThrows(GliaException.class, () -> engine.run(Request.plain(), ofTime(1_000), cells("level"),
                    name -> Plain.line(100), (cell, outcome) -> { }));
            assertEquals("time and memory of cells can be bounded in processes of their own only, and this engine was not told how to start "
                    + "one", failure.getMessage());
        }
    }

    @Test
    void aListenerThatFailsEndsTheRunWithItsFailure() {
        try (var engine = engine(2)) {
            var failure = assertThrows(GliaException.class, () -> engine.run(Request.plain(), ofTime(600_000), cells("level", "rogue"),
                    name -> Plain.line(100), (cell, outcome) -> {
                        throw new GliaException("the disk is full");
                    }));
            assertEquals("the disk is full", failure.getMessage());
        }
    }

    @Test
    void dataThatCannotBeFoundFailTheirCellsOnly() {
        var outcomes = new ArrayList<Outcome>();
        try (var engine = engine(1)) {
            engine.run(Request.plain(), ofTime(600_000), cells("level"), name -> {
                throw new IllegalArgumentException("no " + name);
            }, (cell, outcome) -> outcomes.add(outcome));
        }
        assertEquals(2, outcomes.size());
        assertTrue(outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Failed failed && failed.phase().equals("data")));
    }

    @Test
    void optionsThatOneProcessAloneCanHaveAreNotPassedOn() {
        var words = new WorkerCommand(List.of("java", "-Xmx9g", "-Dkept=1", "-XX:+UseZGC", "-XX:ArchiveClassesAtExit=a.jsa",
                "-XX:SharedArchiveFile=b.jsa", "-agentlib:jdwp=server=y", "-Dcom.sun.management.jmxremote.port=1", "-XX:StartFlightRecording=filename=a",
                "-XX:MaxRAMPercentage=50", "-jar", "glia.jar"))
                .words(OptionalLong.of(100 * MB), Path.of("home"));
        assertEquals("java -Xmx" + (100 + 32) * 1024 + "k -XX:ActiveProcessorCount=1 -XX:+UseG1GC -XX:+DisplayVMOutputToStderr "
                + "-XX:ErrorFile=home/crash-%p.log -Dkept=1 -XX:SharedArchiveFile=b.jsa -jar glia.jar --worker", String.join(" ", words));
    }
}

package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Cells with bounds, in processes of the distribution itself, with a plug-in that heeds nothing.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WorkersTest {

    private static final String SOURCE = """
            package com.example.rogue;

            import java.net.InetAddress;
            import java.net.Socket;
            import java.util.ArrayList;
            import java.util.concurrent.locks.LockSupport;

            import org.glia.api.Algorithm;
            import org.glia.api.Estimator;
            import org.glia.api.data.Accepts;
            import org.glia.api.data.Dataset;
            import org.glia.api.data.Schema;
            import org.glia.api.data.Task;
            import org.glia.api.model.Model;
            import org.glia.api.model.Prediction;
            import org.glia.api.model.Predictor;
            import org.glia.api.recipe.Setting;
            import org.glia.api.run.Run;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Estimator.class)
            @Algorithm(name = "rogue", title = "a rogue", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "Nobody 2026")
            public final class Rogue implements Estimator<Rogue.Settings, Rogue.First> {

                public enum Deed { NONE, HANG, EXIT, MEMORY }

                public record Settings(@Setting("what it does") Deed deed, @Setting(value = "whom to tell", min = 0) int port) {
                    public Settings() {
                        this(Deed.NONE, 0);
                    }
                }

                public record First(int level) implements Model {
                    @Override
                    public Predictor predictor(Schema schema) {
                        return rows -> Prediction.labels(schema.targets().getFirst(), new int[rows.rows()]);
                    }
                }

                @Override
                public First fit(Dataset data, Settings settings, Run run) {
                    System.out.println("noise");
                    try {
                        if (settings.port() > 0) {
                            new Socket(InetAddress.getLoopbackAddress(), settings.port()).getOutputStream().write(1);
                        }
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    var all = new ArrayList<long[]>();
                    while (settings.deed() != Deed.NONE) {
                        switch (settings.deed()) {
                            case EXIT -> System.exit(7);
                            case MEMORY -> all.add(new long[1 << 16]);
                            default -> LockSupport.park();
                        }
                    }
                    return new First(0);
                }
            }
            """;

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void anInstallationWithARogue() throws Exception {
        var home = folder.resolve("a glia");
        Glia.copy(Glia.ASSEMBLED, home);
        var classes = Files.createDirectories(folder.resolve("classes"));
        var source = Files.writeString(folder.resolve("Rogue.java"), SOURCE);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path"), source.toString()));
        try (var builder = new Builder()) {
            builder.addClasspath(classes.toFile());
            for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (jar.contains("org.glia.api") || jar.contains("/core/api/")) {
                    builder.addClasspath(new File(jar));
                }
            }
            builder.setProperty("Bundle-SymbolicName", "com.example.rogue");
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", "com.example.rogue");
            builder.build().write(home.resolve("plugins/rogue.jar").toFile());
        }
        glia = new Glia(home, folder);
    }

    @Test
    void cellsThatBreakTheirBoundsAreEndedAndTheOthersFinish() throws Exception {
        var inTime = glia.run("-c", "experiment run rogue deed=hang, rogue deed=exit, majority on iris split='holdout test=0.3' timeout=8s");
        assertEquals(0, inTime.code(), inTime.stderr());
        assertTrue(inTime.stdout().contains("`rogue deed=hang` took longer than the 8 s"), inTime.stdout());
        assertTrue(inTime.stdout().contains("`rogue deed=exit` failed: the process that worked on `rogue deed=exit` ended itself with the "
                + "exit code 7"), inTime.stdout());
        assertTrue(inTime.stdout().lines().anyMatch(line -> line.matches(" +1 +majority +0\\.\\d{4}.*")), inTime.stdout());

        var inMemory = glia.run("-c", "experiment run rogue deed=memory, rogue on iris split='holdout test=0.3' memory=64m");
        assertEquals(0, inMemory.code(), inMemory.stderr());
        assertTrue(inMemory.stdout().contains("`rogue deed=memory` needed more than the 64 MB that it was given; raise memory="),
                inMemory.stdout());
        assertTrue(inMemory.stdout().lines().anyMatch(line -> line.matches(" +1 +rogue +0\\.\\d{4}.*")), inMemory.stdout());
    }

    @Test
    void aWorkerComesToTheSameNumbers() throws Exception {
        var line = "experiment run standardize | svc, forest trees=20 on iris folds=2 by accuracy, log-loss";
        var inside = glia.run("-c", line);
        var apart = new Glia(glia.home(), Files.createDirectories(folder.resolve("somebody else"))).run("-c", line + " timeout=5m memory=256m");
        assertEquals(0, apart.code(), apart.stderr());
        assertTrue(inside.stdout().contains("forest trees=20"), inside.stdout());
        assertEquals(inside.stdout(), apart.stdout());
    }

    @Test
    void workersEndWithTheGliaThatStartedThem() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var process = glia.start("-c", "experiment run rogue deed=hang port=%d on iris timeout=10m".formatted(server.getLocalPort()));
            List<ProcessHandle> workers;
            try (var cell = server.accept()) {
                assertEquals(1, cell.getInputStream().read());
                workers = process.descendants().toList();
                process.destroyForcibly();
                assertEquals(-1, cell.getInputStream().read());
            } catch (SocketException e) {
                workers = List.of(); // reset, as a process that is gone does it
            }
            for (var worker : workers) {
                worker.onExit().get(1, TimeUnit.MINUTES);
            }
            assertEquals(0, glia.run("-c", "version").code());
            try (var left = Files.list(glia.cache().resolve("run"))) {
                assertEquals(List.of(), left.toList(), "the next Glia sweeps what they left");
            }
        }
    }
}

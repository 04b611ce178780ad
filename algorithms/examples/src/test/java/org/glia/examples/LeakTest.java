package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Plug-ins that are used, replaced and taken away again and again leave nothing behind in the process.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeakTest {

    @TempDir
    private Path folder;

    /// What a process holds after all that nobody needs has been collected.
    ///
    /// @param loaders class loaders of bundles
    /// @param threads of Java, without those of the virtual machine itself
    /// @param bytes   of objects
    private record Held(long loaders, long threads, long bytes) {

        static Held by(long pid) throws IOException, InterruptedException {
            ask(pid, "GC.run");
            ask(pid, "GC.run"); // what the first one finalized
            var total = Pattern.compile("(?m)^Total +\\d+ +(\\d+)").matcher(ask(pid, "GC.class_histogram"));
            assertTrue(total.find());
            return new Held(ask(pid, "VM.classloader_stats").lines().filter(line -> line.contains("BundleClassLoader")).count(),
                    ask(pid, "Thread.print").lines().filter(line -> line.matches("\".*\" #\\d+.*")
                            && !line.matches("\"(C[12] CompilerThread|Attach Listener|Common-Cleaner).*")).count(),
                    Long.parseLong(total.group(1)));
        }

        private static String ask(long pid, String question) throws IOException, InterruptedException {
            var answer = Files.createTempFile("jcmd", ".txt");
            try {
                var jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), question)
                        .redirectErrorStream(true).redirectOutput(answer.toFile()).start();
                assertEquals(0, jcmd.waitFor(), () -> question);
                return Files.readString(answer);
            } finally {
                Files.delete(answer);
            }
        }
    }

    private void use(Session session, Path jar, int update) throws IOException {
        session.say("install " + Altered.version(jar, "1.0." + update, folder.resolve("knn.jar")), "describe knn", "plugins knn",
                "crossval standardize | knn k=3 on iris folds=2", "fit knn on iris as model", "predict model on iris", "show model");
    }

    @Test
    void fiftyUpdatesLeaveOneClassLoaderAndNoMoreThreadsOrMemory() throws Exception {
        var jar = Stranger.built("knn");
        // Java itself keeps the last record of which it made an `equals`, softly; so what is held softly goes as well
        var glia = new Stranger(folder).glia().with("GLIA_JAVA_OPTS", "-XX:SoftRefLRUPolicyMSPerMB=0");
        try (var session = new Session(glia)) {
            session.say("fit majority on iris as model"); // bundles get their class loaders when they are first used
            use(session, jar, 0);
            use(session, jar, 1);
            var before = Held.by(session.pid());
            for (int update = 2; update <= 50; update++) {
                use(session, jar, update);
            }
            var after = Held.by(session.pid());
            assertEquals(before.loaders(), after.loaders());
            // pools have a few more or less at any time; one for each update would be 49 more
            assertTrue(after.threads() <= before.threads() + 10, before + " became " + after);
            assertTrue(after.bytes() < before.bytes() + (2 << 20), before + " became " + after);

            session.say("fit majority on iris as model", "uninstall org.example.knn");
            assertEquals(before.loaders() - 1, Held.by(session.pid()).loaders());
            assertEquals(0, session.end());
        }
    }
}

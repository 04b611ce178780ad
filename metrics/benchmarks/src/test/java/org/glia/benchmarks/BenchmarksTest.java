package org.glia.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as a whole, with the contestants that need no profile.
class BenchmarksTest {

    @TempDir
    private Path folder;

    private JsonObject json(String... arguments) throws Exception {
        var file = folder.resolve("out/results.json");
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--quick", "--threads", "1", "--json", file.toString()));
        Benchmarks.main(all.toArray(String[]::new));
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void aWorkloadLeavesItsFiguresWithTheMachineAsJson() throws Exception {
        var written = json("workloads", "logistic-iris", "--libraries", "glia", "--data", folder.toString(), "--work",
                folder.resolve("work").toString());
        assertTrue(written.getAsJsonObject("machine").get("java").getAsString().contains(String.valueOf(Runtime.version().feature())));
        var result = written.getAsJsonArray("results").get(0).getAsJsonObject();
        assertEquals("logistic-iris", result.get("workload").getAsString());
        assertEquals(1, result.getAsJsonArray("seconds").size());
        // as many of the 37 test rows as scikit-learn 1.2.1 has right with the same settings
        assertEquals(35.0 / 37, result.getAsJsonObject("quality").get("test accuracy").getAsDouble(), 1e-12);
    }

    @Test
    void aKernelIsMeasuredInEachLibrary() throws Exception {
        var results = json("kernels", "dot 1000", "--libraries", "glia,loop").getAsJsonArray("results");
        var libraries = StreamSupport.stream(results.spliterator(), false).map(r -> r.getAsJsonObject().get("library").getAsString()).toList();
        assertEquals(List.of("glia", "loop"), libraries);
        results.forEach(r -> assertTrue(r.getAsJsonObject().get("speed").getAsDouble() > 0, r.toString()));
    }

    @Test
    void thePageGetsTheLatestFiguresOfAllFiles() throws Exception {
        var result = """
                {"kernel": "%s", "shape": "1000", "threads": 1, "library": "%s", "version": "1", "seconds": 1, "speed": %s, "unit": "M/s"}""";
        var machine = "{\"machine\": {\"processor\": \"P\", \"processors\": 2, \"system\": \"S\", \"java\": \"J\", \"date\": \"D\"}, \"results\": [%s]}";
        Files.writeString(folder.resolve("old.json"), machine.formatted(result.formatted("log", "glia", 1) + "," + result.formatted("log", "loop", 2)));
        Files.writeString(folder.resolve("new.json"), machine.formatted(result.formatted("log", "glia", 4) + "," + result.formatted("exp", "loop", 3)));
        Files.writeString(folder.resolve("page.md"), "before\n<!-- begin kernels -->\nold\n<!-- end kernels -->\nafter\n");
        Benchmarks.main("readme", folder.resolve("old.json").toString(), folder.resolve("new.json").toString(), "--page",
                folder.resolve("page.md").toString());
        assertEquals("""
                before
                <!-- begin kernels -->

                P, 2 processors, S, J, D.

                One thread:

                | kernel | size | unit | glia | loop | ratio to the best other |
                | ------ | ---- | ---- | ---- | ---- | ----------------------- |
                | exp    | 1000 | M/s  |      | 3.00 |                         |
                | log    | 1000 | M/s  | 4.00 | 2.00 | 2.00 (loop)             |

                <!-- end kernels -->
                after
                """, Files.readString(folder.resolve("page.md")));
    }
}

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
}

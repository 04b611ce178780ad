package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples in Java that the README shows are compiled as they stand there; those that need nothing but themselves are run.
class ReadmeTest {

    /// What the examples leave to their reader.
    private static final String AROUND = """
            import org.glia.api.*;
            import org.glia.api.data.Dataset;
            import org.glia.api.recipe.Recipe;
            import org.glia.api.recipe.RecipeSpace;
            import org.glia.baselines.Majority;
            import org.glia.datasets.builtin.Iris;
            import org.glia.experiments.*;
            import org.glia.experiments.curves.*;
            import org.glia.experiments.report.*;
            import org.glia.experiments.statistics.*;
            import org.glia.experiments.store.*;
            import org.glia.experiments.tune.*;
            import org.glia.measures.*;
            import org.glia.preprocessing.Standardize;
            import org.glia.regression.Logistic;
            import org.glia.runtime.*;
            import java.nio.file.Path;
            import java.util.*;

            public class Examples {
                static Catalog catalog;
                static Leases leases;
                static Engine engine;
                static Experiments experiments;
                static Dataset data;
                static List<Recipe> recipes;
                static Results results;
                static List<Comparison> comparisons;
                static String fingerprint = "rows", other = "other rows";
                static double[] firstScores = {0.8, 0.7, 0.9}, secondScores = {0.9, 0.8, 0.95};
                static double[][] scores = {{0.8, 0.9, 0.7}, {0.7, 0.8, 0.6}, {0.9, 0.95, 0.9}};
                static boolean greaterIsBetter = true;
                static int testRows = 15, trainRows = 135;
            """;
    /// The first ones need nothing else.
    private static final int RUN = 4;

    @TempDir
    Path folder;

    @Test
    void theExamplesOfTheReadmeAreRight() throws Exception {
        var examples = Pattern.compile("(?ms)^```java\n(.*?)^```$").matcher(Files.readString(Path.of("README.md"))).results()
                .map(block -> block.group(1).replace("\"results.db\"", "\"%s\"".formatted(folder.resolve("results.db")))).toList();
        var source = IntStream.range(0, examples.size()).mapToObj(i -> "public static void example%d() throws Exception {\n%s}\n".formatted(i,
                examples.get(i))).collect(Collectors.joining("", AROUND, "}\n"));
        compile(Files.writeString(folder.resolve("Examples.java"), source));
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            var compiled = loader.loadClass("Examples");
            for (int i = 0; i < RUN; i++) {
                compiled.getMethod("example" + i).invoke(null);
            }
        }
        assertEquals(7, examples.size());
    }

    private void compile(Path source) {
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = compiler.getTask(messages, null, null, List.of("-proc:none", "-d", folder.toString(), "-classpath",
                System.getProperty("java.class.path")), null, compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source));
        assertTrue(task.call(), messages.toString());
    }
}

package org.glia.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import org.glia.api.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The algorithm that the README shows is compiled and run as it stands there.
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void theAlgorithmOfTheReadmeWorks() throws Exception {
        var block = Pattern.compile("(?ms)^```java\n(import.*?)^```$").matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find());
        var source = Files.writeString(folder.resolve("Shrunken.java"), block.group(1));
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = compiler.getTask(messages, null, null, List.of("-d", folder.toString(), "-classpath",
                System.getProperty("java.class.path")), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source));
        assertTrue(task.call(), messages.toString());
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            var shrunken = (Estimator<?, ?>) loader.loadClass("Shrunken").getConstructor().newInstance();
            var data = Dataset.builder("d").numeric("x", 1, 2, 3).numeric("y", 2, 4, 6).target("y").build();
            assertEquals(2, Catalog.of(shrunken).configure("shrunken prior=3").fit(data).predict(data).values()[0]);
        }
    }
}

package org.glia.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example that the README shows is compiled and run as it stands there.
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void theExampleOfTheReadmeReturnsWhatItSays() throws Exception {
        var readme = Files.readString(Path.of("README.md"));
        var block = Pattern.compile("(?ms)^```java\n(import.*?)^```$").matcher(readme);
        assertTrue(block.find());
        var returned = Pattern.compile("It returns (\\d+), (\\d+), (\\d+) and (\\d+)\\.").matcher(readme);
        assertTrue(returned.find());
        var source = Files.writeString(folder.resolve("Moments.java"), block.group(1));
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = compiler.getTask(messages, null, null, List.of("-d", folder.toString(), "-classpath",
                System.getProperty("java.class.path")), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source));
        assertTrue(task.call(), messages.toString());
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            var numbers = (double[]) loader.loadClass("Moments").getMethod("run").invoke(null);
            var expected = new double[4];
            for (int i = 0; i < 4; i++) {
                expected[i] = Double.parseDouble(returned.group(i + 1));
            }
            assertArrayEquals(expected, numbers, 1e-13);
        }
    }
}

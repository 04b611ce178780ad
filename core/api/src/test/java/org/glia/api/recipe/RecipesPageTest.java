package org.glia.api.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page for authors says what is true.
class RecipesPageTest {

    private static List<String> blocks(String kind) throws IOException {
        var page = Files.readString(Path.of("recipes.md"));
        var blocks = Pattern.compile("^```" + kind + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL).matcher(page)
                .results().map(block -> block.group(1).strip()).toList();
        assertFalse(blocks.isEmpty(), "no block of " + kind);
        return blocks;
    }

    @Test
    void eachRecipeOfThePageIsOne() throws IOException {
        for (var block : blocks("recipe")) {
            for (var line : block.lines().toList()) {
                var recipe = Recipe.parse(line);
                assertEquals(recipe, Recipe.parse(recipe.toString()));
            }
        }
    }

    @Test
    void eachSpaceOfThePageIsOneAndNoRecipe() throws IOException {
        for (var line : blocks("space").getFirst().lines().toList()) {
            assertFalse(RecipeSpace.parse(line).isRecipe(), line);
            assertThrows(RecipeException.class, () -> Recipe.parse(line));
        }
    }

    @Test
    void theRecordOfThePageCompilesAndTakesWhatThePageWrites(@TempDir Path classes) throws Exception {
        var source = "package page; import org.glia.api.recipe.*; import java.util.OptionalInt;\n"
                + blocks("java").getFirst();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var file = new SimpleJavaFileObject(URI.create("string:///page/Settings.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var options = List.of("-d", classes.toString(), "-proc:none", "-classpath",
                Path.of(Setting.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        assertTrue(compiler.getTask(messages, null, null, options, null, List.of(file)).call(), messages.toString());
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            check(SettingsType.of(loader.loadClass("page.Settings").asSubclass(Record.class)));
        }
    }

    private static void check(SettingsType<? extends Record> type) throws IOException {
        var line = blocks("settings").getFirst();
        assertEquals("Settings[k=3, seeding=RANDOM, sample=OptionalInt[1000], kernel=Rbf[gamma=0.5], "
                + "stopping=Stopping[maxIterations=50, tolerance=1.0E-4]]", type.read(line).toString());
        var told = blocks("problems").getFirst().lines().toList();
        var wrong = assertThrows(RecipeException.class, () -> type.read(Recipe.parse(told.getFirst()).last()));
        assertEquals(String.join("\n", told.subList(1, told.size())), wrong.getMessage());
        assertEquals("`sample` must be at least `k`; raise it or say sample=none",
                assertThrows(RecipeException.class, () -> type.read("k=5 sample=4")).getMessage());
    }
}

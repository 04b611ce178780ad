package org.glia.tck;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.Estimator;
import org.glia.api.model.DataTree;
import org.glia.api.run.RunSetup;

/// The fits of a candidate in classes that are loaded anew, whose numeric kernels have vectors of a certain width, or none.
final class OtherWidth {

    /// How wide the vectors of org.glia.compute are; read once, when its first kernel is used.
    static final String WIDTH = "org.glia.compute.vector";

    private OtherWidth() {
    }

    private static List<String> models(Candidate candidate) {
        var lines = new ArrayList<String>();
        for (var trial : candidate.trialsOfManyRows()) {
            RunSetup alone = trial.setup().withThreads(1);
            add(trial.specimen().name() + ": ", trial.tree(trial.fit(trial.data(), alone)), lines);
        }
        return lines;
    }

    /// Every part of the candidate's models of generated data, one line each.
    ///
    /// @param width of vectors in bits, or `none`; at most as wide as the machine has
    /// @throws Violation if the estimator cannot be made there
    static List<String> models(Candidate candidate, String width) {
        var others = candidate.others().stream().map(other -> other.getClass().getName()).toArray(String[]::new);
        var before = System.getProperty(WIDTH);
        System.setProperty(WIDTH, width);
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            var there = loader.loadClass(OtherWidth.class.getName())
                    .getDeclaredMethod("models", String.class, String.class, String[].class, int.class);
            there.setAccessible(true);
            return Arrays.asList((String[]) there.invoke(null, candidate.estimator().getClass().getName(), candidate.settings(),
                    others, candidate.manyRows()));
        } catch (ReflectiveOperationException | IOException e) {
            throw new Violation("a fit with vectors of %s bits should work as any other, and there came: %s".formatted(width, e), e);
        } finally {
            if (before == null) {
                System.clearProperty(WIDTH);
            } else {
                System.setProperty(WIDTH, before);
            }
        }
    }

    /// Called in the classes that were loaded anew.
    static String[] models(String estimator, String settings, String[] others, int manyRows) throws ReflectiveOperationException {
        var nested = new ArrayList<Estimator<?, ?>>();
        for (var other : others) {
            nested.add(estimator(other));
        }
        return models(new Candidate(estimator(estimator), settings, nested, List.of(), manyRows)).toArray(String[]::new);
    }

    private static Estimator<?, ?> estimator(String type) throws ReflectiveOperationException {
        var constructor = Class.forName(type).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Estimator<?, ?>) constructor.newInstance();
    }

    private static URL[] classPath() throws MalformedURLException {
        var places = new ArrayList<URL>();
        for (var place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            places.add(Path.of(place).toUri().toURL());
        }
        return places.toArray(URL[]::new);
    }

    private static void add(String path, DataTree tree, List<String> lines) {
        switch (tree) {
            case DataTree.Fields fields -> fields.fields().forEach((name, part) -> add(path + "." + name, part, lines));
            case DataTree.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    add(path + "[" + i + "]", items.items().get(i), lines);
                }
            }
            case DataTree.Numbers numbers -> {
                var values = numbers.values().toArray();
                for (int i = 0; i < values.length; i++) {
                    lines.add("%s[%d] %s".formatted(path, i, Double.toHexString(values[i])));
                }
            }
            case DataTree.Real real -> lines.add(path + " " + Double.toHexString(real.value()));
            case DataTree.Wholes wholes -> lines.add(path + " " + Arrays.toString(wholes.values()));
            case DataTree.Rows rows -> lines.add(path + " " + rows.table().fingerprint());
            default -> lines.add(path + " " + tree);
        }
    }
}

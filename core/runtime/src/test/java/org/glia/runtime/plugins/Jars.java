package org.glia.runtime.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.tools.ToolProvider;

import aQute.bnd.osgi.Builder;

/// Makes the jars of plug-ins as a stranger would: javac and bnd.
final class Jars {

    static final String TOY = """
            package org.example.toy;

            import org.glia.api.Algorithm;
            import org.glia.api.Estimator;
            import org.glia.api.data.Accepts;
            import org.glia.api.data.Dataset;
            import org.glia.api.data.Schema;
            import org.glia.api.data.Task;
            import org.glia.api.model.Model;
            import org.glia.api.model.Prediction;
            import org.glia.api.model.Predictor;
            import org.glia.api.run.Run;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Estimator.class)
            @Algorithm(name = "toy", title = "a toy", tasks = Task.REGRESSION, accepts = Accepts.NUMERIC, references = "Nobody 2026")
            public final class Toy implements Estimator<Toy.Settings, Toy.ToyModel> {

                public record Settings() { }

                public record ToyModel(double value) implements Model {
                    @Override
                    public Predictor predictor(Schema schema) {
                        return rows -> Prediction.values(schema.targets().getFirst(), new double[rows.rows()]);
                    }
                }

                @Override
                public ToyModel fit(Dataset data, Settings settings, Run run) {
                    return new ToyModel(0);
                }
            }
            """;

    private final Path folder;

    Jars(Path folder) {
        this.folder = folder;
    }

    /// The classes of a source, compiled once.
    Path classes(String source) throws Exception {
        var name = source.replaceAll("(?s).*?package ([a-z.]+);.*?(?:class|interface) (\\w+).*", "$1.$2");
        var classes = folder.resolve("classes").resolve(name);
        if (!Files.exists(classes)) {
            Files.createDirectories(classes);
            var file = Files.writeString(folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java"), source);
            assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp",
                    System.getProperty("java.class.path") + File.pathSeparator + folder.resolve("classes/org.example.library.Library"), file.toString()));
        }
        return classes;
    }

    /// @param headers of the manifest, and bnd's instructions
    Path write(String file, String source, Map<String, String> headers) throws Exception {
        var jar = folder.resolve(file);
        try (var builder = new Builder()) {
            builder.addClasspath(classes(source).toFile());
            var library = folder.resolve("classes/org.example.library.Library");
            if (Files.exists(library)) {
                builder.addClasspath(library.toFile());
            }
            for (var one : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (one.contains("org.glia.api") || one.contains("core/api/")) {
                    builder.addClasspath(new File(one));
                }
            }
            headers.forEach(builder::setProperty);
            try (var built = builder.build()) {
                assertEquals(java.util.List.of(), builder.getErrors());
                built.write(jar.toFile());
            }
        }
        return jar;
    }

    /// A plug-in with the algorithm `toy`.
    Path toy(String version, Map<String, String> more) throws Exception {
        var headers = new java.util.HashMap<>(Map.of("Bundle-SymbolicName", "org.example.toy", "Bundle-Version", version, "Private-Package",
                "org.example.toy", "Bundle-Vendor", "Nobody", "Bundle-License", "MIT", "Bundle-Name", "Toys", "-noextraheaders", "true", "-reproducible", "true"));
        headers.putAll(more);
        return write("toy-" + version + ".jar", TOY, headers);
    }

    Path toy(String version) throws Exception {
        return toy(version, Map.of());
    }
}

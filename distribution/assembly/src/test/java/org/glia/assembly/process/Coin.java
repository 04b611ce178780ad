package org.glia.assembly.process;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/// The plug-in of a stranger, made with javac and bnd: one class, one record.
final class Coin {

    private static final String SOURCE = """
            package com.example.coin;

            import org.glia.api.Algorithm;
            import org.glia.api.Estimator;
            import org.glia.api.data.Accepts;
            import org.glia.api.data.Dataset;
            import org.glia.api.data.Matrix;
            import org.glia.api.data.Schema;
            import org.glia.api.data.Task;
            import org.glia.api.model.Model;
            import org.glia.api.model.Prediction;
            import org.glia.api.model.Predictor;
            import org.glia.api.recipe.Setting;
            import org.glia.api.run.Run;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Estimator.class)
            @Algorithm(name = "coin", title = "a biased coin", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, references = "Nobody 2026")
            public final class Coin implements Estimator<Coin.Settings, Coin.CoinModel> {

                public record Settings(@Setting(value = "how much the first level is preferred", min = 0, max = 1) double bias) {
                    public Settings() {
                        this(0.75);
                    }
                }

                public record CoinModel(int levels, double bias) implements Model {
                    @Override
                    public Predictor predictor(Schema schema) {
                        var target = schema.targets().getFirst();
                        return rows -> {
                            var shares = new double[rows.rows() * levels];
                            for (int i = 0; i < shares.length; i++) {
                                shares[i] = i % levels == 0 ? bias : (1 - bias) / (levels - 1);
                            }
                            return Prediction.probabilities(target, Matrix.of(rows.rows(), levels, shares));
                        };
                    }
                }

                @Override
                public CoinModel fit(Dataset data, Settings settings, Run run) {
                    return new CoinModel(data.nominalTarget().levels().size(), settings.bias());
                }
            }
            """;

    private Coin() {
    }

    /// Writes the jar.
    ///
    /// @param more headers of the manifest, and bnd's instructions
    static Path jar(Path file, String version, Map<String, String> more) throws Exception {
        var folder = Files.createTempDirectory("coin");
        var source = Files.writeString(folder.resolve("Coin.java"), SOURCE);
        int problems = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", folder.toString(), "-cp",
                System.getProperty("java.class.path"), source.toString());
        if (problems != 0) {
            throw new IllegalStateException("the coin does not compile");
        }
        try (var builder = new Builder()) {
            builder.addClasspath(folder.toFile());
            for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (jar.contains("org.glia.api") || jar.contains("/core/api/")) {
                    builder.addClasspath(new File(jar));
                }
            }
            builder.setProperty("Bundle-SymbolicName", "com.example.coin");
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("Bundle-Vendor", "Nobody");
            builder.setProperty("Bundle-License", "MIT");
            builder.setProperty("Private-Package", "com.example.coin");
            more.forEach(builder::setProperty);
            try (var jar = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException(List.copyOf(builder.getErrors()).toString());
                }
                jar.write(file.toFile());
            }
        }
        return file;
    }
}

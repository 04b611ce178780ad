package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.osgi.Builder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a stranger has to do to have an algorithm in Glia: one class, one record, one jar in `plugins/`.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StrangerTest {

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

    @TempDir
    private Path folder;
    private Glia glia;

    @BeforeEach
    void anInstallationWithTheStrangersJar() throws Exception {
        var home = folder.resolve("glia");
        Glia.copy(Glia.ASSEMBLED, home);
        var classes = Files.createDirectories(folder.resolve("classes"));
        var source = Files.writeString(folder.resolve("Coin.java"), SOURCE);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path"), source.toString()));
        try (var builder = new Builder()) {
            builder.addClasspath(classes.toFile());
            for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (jar.contains("org.glia.api") || jar.contains("/core/api/")) {
                    builder.addClasspath(new File(jar));
                }
            }
            builder.setProperty("Bundle-SymbolicName", "com.example.coin");
            builder.setProperty("Bundle-Version", "2.5.0");
            builder.setProperty("Private-Package", "com.example.coin");
            builder.build().write(home.resolve("plugins/coin.jar").toFile());
        }
        glia = new Glia(home, folder);
    }

    @Test
    void theAlgorithmIsListedDescribedValidatedAndCompared() throws Exception {
        var outcome = glia.runWithInput("""
                algorithms coin
                describe coin
                compare "coin bias=1" "majority" on wine
                fit coin on iris to coin.glia
                """);
        assertEquals(0, outcome.code(), outcome.stderr());
        assertTrue(outcome.stdout().contains("a biased coin"), outcome.stdout());
        assertTrue(outcome.stdout().contains("how much the first level is preferred"), outcome.stdout());
        assertTrue(outcome.stdout().lines().anyMatch(l -> l.contains("coin bias=1") && l.contains("0.33")), outcome.stdout());

        var refused = glia.run("-c", "fit coin bias=2 on iris");
        assertTrue(refused.code() != 0 && refused.stderr().contains("bias") && refused.stderr().contains("how much the first level"), refused.stderr());
    }

    @Test
    void withoutTheJarItsModelsSayWhatToInstall() throws Exception {
        assertEquals(0, glia.run("-c", "fit coin on iris to coin.glia").code());
        Files.delete(glia.home().resolve("plugins/coin.jar"));
        assertTrue(glia.run("-c", "fit coin on iris").stderr().contains("coin"));

        var outcome = glia.runWithInput("open coin.glia as coin\npredict coin on iris\n");
        assertTrue(outcome.code() != 0, outcome.stdout());
        assertTrue(outcome.stderr().contains("com.example.coin"), outcome.stderr());
    }
}

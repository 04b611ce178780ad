package org.glia.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.DataTree;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;

/// Small services to run.
public final class Plain {

    private Plain() {
    }

    public sealed interface Shape {
        record Round(double radius) implements Shape {
        }

        record Square(int side, Optional<String> name) implements Shape {
        }
    }

    public enum Mood {
        GOOD, BAD
    }

    /// The mean of the target, with data of every type about it.
    @Algorithm(name = "level", title = "mean level", tasks = Task.REGRESSION, accepts = {Accepts.NUMERIC, Accepts.NOMINAL},
               random = true, format = 2, references = "none")
    public static final class Level implements Estimator<Level.Settings, Level.Mean> {

        public record Settings(@Setting(value = "what goes wrong") Trouble trouble) {
            public Settings() {
                this(Trouble.NONE);
            }
        }

        public enum Trouble {
            NONE, EXCEPTION, ERROR, REFUSAL, MUTE, QUIT
        }

        private static final class Mute extends RuntimeException {

            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new StackOverflowError("no comment");
            }
        }

        public record Mean(double mean, float half, int[] counts, long[] longs, short[] shorts, byte[] bytes, boolean[] flags,
                           float[] floats, Matrix matrix, Matrix sparse, Matrix pixels, List<Shape> shapes, Map<String, Mood> moods,
                           Map<Integer, double[]> byNumber, Optional<Recipe> recipe, String[] words, Dataset rows, double nothing)
                implements Model {

            @Override
            public Predictor predictor(Schema schema) {
                return rows -> {
                    var values = new double[rows.rows()];
                    java.util.Arrays.fill(values, mean);
                    return Prediction.values(schema.targets().getFirst(), values);
                };
            }
        }

        @Override
        public Mean fit(Dataset data, Settings settings, Run run) {
            switch (settings.trouble()) {
                case EXCEPTION -> throw new IllegalStateException("out of order");
                case ERROR -> throw new StackOverflowError();
                case REFUSAL -> throw new DataException("these rows are no good");
                case MUTE -> throw new Mute();
                case QUIT -> throw new CancelledException("I do not feel like it");
                case NONE -> run.record("random", 1, run.random("any", 0).nextDouble());
            }
            double sum = run.parallel().reduce(data.rows(), 16, (chunk, from, to) -> {
                double part = 0;
                for (int row = from; row < to; row++) {
                    part += data.numericTarget().value(row);
                }
                return part;
            }, Double::sum);
            var sparse = Matrix.of(new double[][] {{0, 1.5, 0}, {0, 0, 0}}).csr();
            return new Mean(sum / data.rows(), 0.5f, new int[] {1, -2}, new long[] {1L << 40}, new short[] {-3}, new byte[] {4},
                    new boolean[] {true, false}, new float[] {0.25f}, Matrix.of(new double[][] {{1, Double.NaN}, {-0.0, 1e-300}}),
                    sparse, Matrix.ofBytes(1, 2, new byte[] {0, (byte) 200}),
                    List.of(new Shape.Round(2), new Shape.Square(3, Optional.of("#q")), new Shape.Square(4, Optional.empty())),
                    Map.of("#hash", Mood.BAD, "plain", Mood.GOOD), Map.of(7, new double[] {1, 2}),
                    Optional.of(Recipe.parse("level trouble=none")), new String[] {"a", "ü\n\""},
                    Dataset.builder("side").nominal("n", "x", "").text("t", "one", null).time("w", 1, 2)
                            .block("b", sparse).numeric("v", 1, Double.NaN).build(),
                    Double.NEGATIVE_INFINITY);
        }

        @Override
        public DataTree upgrade(int from, DataTree model) {
            return ((DataTree.Fields) model).with("mean", new DataTree.Real(-1));
        }
    }

    /// The largest error.
    @Metric(name = "worst", title = "largest error", tasks = Task.REGRESSION, greaterIsBetter = false, standard = true)
    public static final class Worst implements Measure {

        @Override
        public Score score(Dataset truth, Prediction prediction) {
            double worst = 0;
            for (int row = 0; row < truth.rows(); row++) {
                worst = Math.max(worst, Math.abs(truth.numericTarget().value(row) - prediction.values()[row]));
            }
            return Score.of(worst);
        }
    }

    /// Cannot be computed.
    @Metric(name = "broken", title = "out of order", tasks = Task.REGRESSION)
    public static final class Broken implements Measure {

        @Override
        public Score score(Dataset truth, Prediction prediction) {
            throw new UnsupportedOperationException("not today");
        }
    }

    static Dataset line(int rows) {
        var x = java.util.stream.IntStream.range(0, rows).asDoubleStream().toArray();
        return Dataset.builder("line").numeric("x", x).nominal("side", java.util.stream.IntStream.range(0, rows)
                .mapToObj(row -> row % 2 == 0 ? "even" : "odd").toArray(String[]::new)).numeric("y", x).target("y").build();
    }
}

package org.glia.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.glia.api.Algorithm;
import org.glia.api.Configured;
import org.glia.api.Estimator;
import org.glia.api.Fitted;
import org.glia.api.FitsRows;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Transformer;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;

/// Further estimators that are sound but for the flaw that their settings, or their declaration, give them.
final class OddOthers {

    private OddOthers() {
    }

    // ---- learning batch by batch

    @Algorithm(name = "oddstream", title = "a stream with a flaw", tasks = Task.CLASSIFICATION,
            accepts = Accepts.NUMERIC,
            references = "Murphy 1949")
    public static final class Stream implements Incremental<Stream.Settings, Stream.Learnt> {

        public enum Flaw {
            NONE(Check.ANSWERS), FAILS_WHEN_EMPTY(Check.EMPTY_START), SHARES_ITS_COUNTS(Check.BATCHES),
            LEARNS_THE_FIRST_BATCH_ONLY(Check.BATCHES), FORGETS_WHEN_RESUMED(Check.RESUME);

            final Check foundBy;

            Flaw(Check foundBy) {
                this.foundBy = foundBy;
            }
        }

        public record Settings(@Setting("what is wrong") Flaw flaw) {

            public Settings() {
                this(Flaw.NONE);
            }
        }

        private static final TokenBayes.Settings SOUND = new TokenBayes.Settings();

        @Override
        public Learnt fit(Dataset data, Settings settings, Run run) {
            run.checkCancelled();
            return new Learnt(settings.flaw, TokenBayes.count(data, SOUND), new double[1]);
        }

        @Override
        public Learner<Learnt> open(Schema schema, Settings settings, Run run) {
            var empty = new TokenBayes.Counts(SOUND, Map.of(), new double[schema.targets().getFirst().levels().size()]);
            return resume(new Learnt(settings.flaw, empty, new double[1]), schema, settings, run);
        }

        @Override
        public Learner<Learnt> resume(Learnt from, Schema schema, Settings settings, Run run) {
            return new Learner<>() {
                private TokenBayes.Counts counts = settings.flaw == Flaw.FORGETS_WHEN_RESUMED
                        ? new TokenBayes.Counts(SOUND, Map.of(), new double[from.counts.classes().length])
                        : from.counts;
                private final double[] batches = from.batches.clone();

                @Override
                public void learn(Dataset batch) {
                    if (settings.flaw != Flaw.LEARNS_THE_FIRST_BATCH_ONLY || batches[0] == 0) {
                        counts = counts.plus(TokenBayes.count(batch, SOUND));
                    }
                    batches[0]++;
                }

                @Override
                public Learnt model() {
                    return new Learnt(settings.flaw, counts,
                            settings.flaw == Flaw.SHARES_ITS_COUNTS ? batches : batches.clone());
                }
            };
        }

        public record Learnt(Flaw flaw, TokenBayes.Counts counts, double[] batches) implements Model {

            @Override
            public Predictor predictor(Schema schema) {
                if (flaw == Flaw.FAILS_WHEN_EMPTY && counts.total() == 0) {
                    throw new ArithmeticException("/ by zero");
                }
                return counts.predictor(schema);
            }
        }
    }

    // ---- answers for the training rows

    @Algorithm(name = "oddrows", title = "components with a flaw", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "Murphy 1949")
    public static final class Rows implements FitsRows<Rows.Settings, References.Labels> {

        public enum Flaw {
            NONE(Check.ANSWERS), LOSES_A_ROW(Check.TRAINING_ROWS), FITS_OTHERWISE_ALONE(Check.TRAINING_ROWS);

            final Check foundBy;

            Flaw(Check foundBy) {
                this.foundBy = foundBy;
            }
        }

        public record Settings(@Setting("what is wrong") Flaw flaw) {

            public Settings() {
                this(Flaw.NONE);
            }
        }

        @Override
        public Fitted<References.Labels> fitRows(Dataset data, Settings settings, Run run) {
            var fitted = new References.Components().fitRows(data, new References.Components.Settings(), run);
            return settings.flaw == Flaw.LOSES_A_ROW
                    ? new Fitted<>(fitted.model(), fitted.output().rows(1, fitted.output().rows())) : fitted;
        }

        @Override
        public References.Labels fit(Dataset data, Settings settings, Run run) {
            var model = fitRows(data, settings, run).model();
            return settings.flaw == Flaw.FITS_OTHERWISE_ALONE ? new References.Labels(0, new int[0]) : model;
        }
    }

    // ---- transformers

    @Algorithm(name = "oddstep", title = "a copy with a flaw", tasks = Task.TRANSFORMATION,
            accepts = {Accepts.NUMERIC, Accepts.MISSING}, removes = Accepts.MISSING, references = "Murphy 1949")
    public static final class Step implements Estimator<Step.Settings, Step.Copy> {

        public enum Flaw {
            NONE(Check.ANSWERS), LOSES_A_ROW(Check.TRANSFORM_CARRIES), TURNS_ROWS_ROUND(Check.TRANSFORM_CARRIES),
            TAKES_A_NAME_THAT_IS_TAKEN(Check.TRANSFORM_CARRIES), LEAVES_MISSING(Check.MISSING_VALUES),
            BRINGS_SPARSE_BLOCKS(Check.TRANSFORM_DECLARED), BRINGS_LEVELS(Check.TRANSFORM_DECLARED),
            CHOOSES_COLUMNS_BY_THE_ROWS(Check.TRANSFORM_SCHEMA), HIDES_ORIGINS(Check.TRANSFORM_SCHEMA);

            final Check foundBy;

            Flaw(Check foundBy) {
                this.foundBy = foundBy;
            }
        }

        public record Settings(@Setting("what is wrong") Flaw flaw) {

            public Settings() {
                this(Flaw.NONE);
            }
        }

        @Override
        public Copy fit(Dataset data, Settings settings, Run run) {
            run.checkCancelled();
            return new Copy(settings.flaw);
        }

        public record Copy(Flaw flaw) implements Model {

            @Override
            public Transformer transformer(Schema schema) {
                return rows -> switch (flaw) {
                    case LOSES_A_ROW -> filled(rows).rows(0, Math.max(0, rows.rows() - 1));
                    case TURNS_ROWS_ROUND -> filled(rows).rows(Variants.reversed(rows.rows()));
                    case TAKES_A_NAME_THAT_IS_TAKEN -> filled(rows).with(named("target", schema), first(rows));
                    case LEAVES_MISSING -> rows;
                    case BRINGS_SPARSE_BLOCKS -> filled(rows).with(Field.block("bits", List.of(2))
                            .withOrigin(List.of(schema.features().getFirst().name())), new BlockColumn(
                            Matrix.of(rows.rows(), 2, new double[2 * rows.rows()]).csr()));
                    case BRINGS_LEVELS -> levels(rows, schema);
                    case CHOOSES_COLUMNS_BY_THE_ROWS -> varying(filled(rows));
                    case HIDES_ORIGINS -> filled(rows).with(Field.numeric("something"), first(rows));
                    default -> filled(rows);
                };
            }

            private static Field named(String name, Schema schema) {
                return Field.numeric(name).withOrigin(List.of(schema.features().getFirst().name()));
            }

            private static NumericColumn first(Dataset rows) {
                return new NumericColumn(rows.features().column(0));
            }

            /// With 0 for what is missing.
            private static Dataset filled(Dataset rows) {
                for (var field : rows.schema().fields()) {
                    var cells = Arrays.stream(rows.matrix(field::equals).toArray()).map(x -> Double.isNaN(x) ? 0 : x)
                            .toArray();
                    rows = rows.with(field, field.shape().isEmpty() ? new NumericColumn(cells)
                            : new BlockColumn(Matrix.of(rows.rows(), field.width(), cells)));
                }
                return rows;
            }

            private static Dataset levels(Dataset rows, Schema schema) {
                var words = new String[rows.rows()];
                Arrays.fill(words, "word");
                var nominal = Dataset.builder("words").nominal("word", words).build();
                return filled(rows).with(nominal.schema().field(0)
                        .withOrigin(List.of(schema.features().getFirst().name())), nominal.column(0));
            }

            private static Dataset varying(Dataset rows) {
                var kept = rows.schema().fields().stream()
                        .filter(field -> Arrays.stream(rows.matrix(field::equals).toArray()).distinct().count() > 1)
                        .toList();
                return kept.isEmpty() ? rows : rows.columns(kept::contains);
            }
        }
    }

    // ---- declarations

    public record None() {
    }

    public record Nothing() implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> Prediction.clusters(1, new int[rows.rows()]);
        }
    }

    /// One cluster for all.
    abstract static class One implements Estimator<None, Nothing> {

        @Override
        public Nothing fit(Dataset data, None settings, Run run) {
            run.checkCancelled();
            return new Nothing();
        }
    }

    @Algorithm(name = "One-Cluster", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    public static final class NamedInCapitals extends One {
    }

    @Algorithm(name = "one", title = "One cluster for all rows.", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    public static final class TitledAsASentence extends One {
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = " ")
    public static final class WithoutReferences extends One {
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    static final class NotPublic extends One {
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    public static final class WithState extends One {

        private final int[] seen = new int[1];

        @Override
        public Nothing fit(Dataset data, None settings, Run run) {
            seen[0] = data.rows();
            return super.fit(data, settings, run);
        }
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    public static final class WithoutPlainConstructor extends One {

        public WithoutPlainConstructor(int any) {
            if (any < 0) {
                throw new IllegalArgumentException();
            }
        }
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            views = Centroids.class, references = "x")
    public static final class DeclaresAViewItLacks extends One {
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC, random = true,
            references = "x")
    public static final class DeclaresLuckItLacks extends One {
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.WEIGHTS,
            references = "x")
    public static final class TakesNoColumns extends One {
    }

    public record NoHelp(int k) {

        public NoHelp() {
            this(1);
        }
    }

    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    public static final class SettingsWithoutHelp implements Estimator<NoHelp, Nothing> {

        @Override
        public Nothing fit(Dataset data, NoHelp settings, Run run) {
            return new Nothing();
        }
    }

    public record Shrinking(@Setting(value = "a number that is taken for less than it is", min = 0) int number) {

        public Shrinking {
            number = number > 5 ? number - 1 : number;
        }

        public Shrinking() {
            this(1);
        }
    }

    /// Changes what it is told, and takes what is wrong for the default.
    @Algorithm(name = "one", title = "one cluster", tasks = Task.CLUSTERING, accepts = Accepts.NUMERIC,
            references = "x")
    public static final class HardOfHearing implements Estimator<Shrinking, Nothing> {

        @Override
        public Nothing fit(Dataset data, Shrinking settings, Run run) {
            run.checkCancelled();
            return new Nothing();
        }

        @Override
        public Configured<Nothing> with(String settings) {
            try {
                return Estimator.super.with(settings);
            } catch (RecipeException e) {
                return with(new Shrinking());
            }
        }
    }
}

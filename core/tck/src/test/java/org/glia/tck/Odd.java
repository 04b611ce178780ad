package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.View;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;

/// A classifier that is sound but for the flaw that its settings ask for.
@Algorithm(name = "odd", title = "naive Bayes with a flaw", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN,
                Accepts.WEIGHTS},
        views = FeatureImportances.class, references = "Murphy 1949")
public final class Odd implements Estimator<Odd.Settings, Odd.OddModel> {

    /// What is wrong, and the check that must find it.
    public enum Flaw {
        NONE(Check.ANSWERS),
        CHANGES_ITS_INPUT(Check.INPUT_UNTOUCHED),
        CHANGES_ROWS_IT_IS_ASKED_ABOUT(Check.INPUT_UNTOUCHED),
        LOSES_A_ROW(Check.ANSWERS),
        ANSWERS_WITH_NAN(Check.ANSWERS),
        FAILS_ON_ORDINARY_DATA(Check.ANSWERS),
        FAILS_ON_WEIGHTS(Check.TAKES),
        FAILS_ON_LEVELS_ALONE(Check.TAKES),
        TAKES_MORE_THAN_DECLARED(Check.REFUSES),
        WIDENS_ITS_TRAITS(Check.NARROWER),
        PASSES_MISSING_ON(Check.MISSING_VALUES),
        LEARNS_NAN_FROM_MISSING(Check.MISSING_VALUES),
        STUMBLES_OVER_INFINITY(Check.INFINITE_NUMBERS),
        LOOKS_UP_UNSEEN_CODES(Check.UNSEEN_LEVELS),
        FAILS_WITHOUT_ROWS(Check.NO_ROWS),
        FAILS_ON_FEW_ROWS(Check.FEW_ROWS),
        MUMBLES_ON_FEW_ROWS(Check.FEW_ROWS),
        FAILS_ON_ONE_COLUMN(Check.ONE_COLUMN),
        FAILS_ON_MANY_COLUMNS(Check.MANY_COLUMNS),
        DIVIDES_BY_THE_VARIANCE(Check.CONSTANT_COLUMNS),
        DIVIDES_BY_DISTANCES(Check.DUPLICATE_ROWS),
        NEEDS_TWO_CLASSES(Check.ONE_ANSWER),
        SUMS_TO_MORE_THAN_ONE(Check.PROBABILITIES),
        FORGETS_ABSENT_CLASSES(Check.ABSENT_CLASS),
        GUESSES(Check.BASELINE),
        COUNTS_ALL_COLUMNS(Check.OTHER_ROLES),
        STANDARDIZES_BY_THE_BATCH(Check.SUBSET),
        REMEMBERS_THE_NAME_OF_THE_TABLE(Check.COLUMN_ORDER),
        READS_BEHIND_THE_VIEW(Check.STORAGE),
        SHARES_A_BUFFER(Check.CONCURRENT_ANSWERS),
        IGNORES_WEIGHTS(Check.WEIGHTS),
        CHANGES_WITH_UNIT_WEIGHTS(Check.WEIGHTS),
        PREFERS_THE_FIRST_CLASS(Check.RELABELLING),
        PREFERS_LATE_ROWS(Check.ROW_ORDER),
        LOOKS_AT_THE_CLOCK(Check.REPEATABLE),
        MERGES_AS_THREADS_FINISH(Check.THREADS),
        SUMS_AS_WIDE_AS_VECTORS_ARE(Check.VECTORS),
        KEEPS_A_STATIC(Check.CONCURRENT_FITS),
        DRAWS_UNDECLARED(Check.SEED),
        NEVER_ASKS(Check.CANCELLATION),
        ASKS_TOO_SELDOM(Check.CANCELLATION),
        SWALLOWS_CANCELLATION(Check.CANCELLATION),
        WRAPS_CANCELLATION(Check.CANCELLATION),
        GOES_BACK(Check.PROGRESS),
        GOES_BEYOND(Check.PROGRESS),
        STEPS_FALL(Check.HISTORY),
        RECORDS_NAN(Check.HISTORY),
        WARNS_IN_JAVA(Check.WARNINGS),
        CHANGES_WHEN_READ(Check.SAVED),
        HOLDS_WHAT_IS_NO_DATA(Check.SAVED),
        WRITES_TO_THE_MODEL(Check.MODEL_UNTOUCHED),
        WITHHOLDS_ITS_VIEW(Check.VIEWS_GIVEN),
        GIVES_ANOTHER_VIEW(Check.VIEWS_DECLARED),
        GIVES_A_VIEW_THAT_DOES_NOT_FIT(Check.VIEWS_FIT);

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
    private static final AtomicInteger FITTING = new AtomicInteger();

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(Odd.class);
        boolean wide = settings.flaw == Flaw.TAKES_MORE_THAN_DECLARED || settings.flaw == Flaw.WIDENS_ITS_TRAITS;
        Set<Accepts> accepts = EnumSet.copyOf(declared.accepts());
        return wide && accepts.add(Accepts.MULTI_TARGET) ? declared.withAccepts(accepts) : declared;
    }

    @Override
    public OddModel fit(Dataset data, Settings settings, Run run) {
        if (settings.flaw != Flaw.NEVER_ASKS) {
            askWhetherCancelled(settings.flaw, run);
        }
        if (settings.flaw == Flaw.ASKS_TOO_SELDOM) {
            IntStream.range(0, 100).forEach(step -> run.record("loss", step, 1.0 / step));
        }
        stumble(data, settings.flaw);
        tell(settings.flaw, run);
        return new OddModel(settings.flaw, TokenBayes.count(prepared(data, settings.flaw), SOUND),
                extra(data, settings.flaw, run), List.of());
    }

    private static void askWhetherCancelled(Flaw flaw, Run run) {
        try {
            run.checkCancelled();
        } catch (CancelledException e) {
            if (flaw == Flaw.WRAPS_CANCELLATION) {
                throw new IllegalStateException("the fit broke off", e);
            } else if (flaw != Flaw.SWALLOWS_CANCELLATION) {
                throw e;
            }
        }
    }

    /// Fails where the flaw says so.
    private static void stumble(Dataset data, Flaw flaw) {
        var features = data.schema().features();
        boolean fails = switch (flaw) {
            case FAILS_ON_ORDINARY_DATA -> true;
            case FAILS_ON_WEIGHTS -> data.weights().isPresent();
            case FAILS_ON_LEVELS_ALONE -> features.stream().allMatch(field -> field.kind() == Kind.NOMINAL);
            case STUMBLES_OVER_INFINITY -> features.stream().filter(field -> field.kind() == Kind.NUMERIC)
                    .anyMatch(field -> Arrays.stream(data.numeric(field.name()).values()).anyMatch(Double::isInfinite));
            case FAILS_ON_FEW_ROWS -> data.rows() < 3;
            case FAILS_ON_ONE_COLUMN -> features.size() == 1;
            case FAILS_ON_MANY_COLUMNS -> features.size() > data.rows();
            case DIVIDES_BY_DISTANCES -> same(data, 0, 1);
            case NEEDS_TWO_CLASSES -> Arrays.stream(data.nominalTarget().counts()).filter(count -> count > 0)
                    .count() < 2;
            default -> false;
        };
        if (fails) {
            throw new ArrayIndexOutOfBoundsException("Index 1 out of bounds for length 1");
        }
        if (flaw == Flaw.MUMBLES_ON_FEW_ROWS && data.rows() < 3) {
            throw new DataException("n < 3");
        }
    }

    private static boolean same(Dataset data, int row, int other) {
        return data.rows() > 1 && data.schema().features().stream().map(field -> data.column(field.name()))
                .allMatch(column -> column.format(row).equals(column.format(other)));
    }

    private static void tell(Flaw flaw, Run run) {
        switch (flaw) {
            case GOES_BACK -> {
                run.progress(0.5, "counting");
                run.progress(0.4, "counting");
            }
            case GOES_BEYOND -> run.progress(1.5, "counting");
            case STEPS_FALL -> {
                run.record("loss", 2, 1);
                run.record("loss", 1, 2);
            }
            case RECORDS_NAN -> run.record("loss", 1, Double.NaN);
            case WARNS_IN_JAVA -> run.warn("java.lang.Double is NaN");
            default -> { }
        }
    }

    /// The rows as the flaw sees them.
    private static Dataset prepared(Dataset data, Flaw flaw) {
        var target = data.targetField();
        return switch (flaw) {
            case CHANGES_ITS_INPUT -> overwritten(data);
            case IGNORES_WEIGHTS -> Variants.unweighted(data);
            case CHANGES_WITH_UNIT_WEIGHTS -> data.weights().isPresent() ? data.rows(0, data.rows() / 2) : data;
            case PREFERS_LATE_ROWS -> data.rows(Math.max(0, data.rows() - 5), data.rows());
            case READS_BEHIND_THE_VIEW -> behind(data);
            case COUNTS_ALL_COLUMNS ->
                    data.rows(0, data.rows() * (data.schema().features().size() + 1) / data.schema().size());
            case GUESSES -> data.with(target, new NominalColumn(target.levels(), new int[data.rows()]));
            default -> data;
        };
    }

    private static Dataset overwritten(Dataset data) {
        for (var field : data.schema().features()) {
            if (data.column(field.name()) instanceof NumericColumn numeric
                    && numeric.matrix() instanceof DenseMatrix dense) {
                dense.values()[dense.offset()] = 77;
            }
        }
        return data;
    }

    /// Takes the array of the feature matrix for the features themselves.
    private static Dataset behind(Dataset data) {
        if (data.features() instanceof DenseMatrix dense && dense.offset() == 0) {
            return data;
        }
        return data.rows(new int[data.rows()]);
    }

    /// Numbers in the model beside what is sound.
    private static double[] extra(Dataset data, Flaw flaw, Run run) {
        return switch (flaw) {
            case LOOKS_AT_THE_CLOCK -> new double[] {System.nanoTime()};
            case DRAWS_UNDECLARED -> new double[] {run.random("luck", 0).nextDouble()};
            case MERGES_AS_THREADS_FINISH -> {
                var finished = Collections.synchronizedList(new ArrayList<Integer>());
                run.parallel().forEach(32, finished::add);
                yield finished.stream().mapToDouble(Integer::doubleValue).toArray();
            }
            case SUMS_AS_WIDE_AS_VECTORS_ARE -> new double[] {
                System.getProperty(OtherWidth.WIDTH, "").equals("none") ? 0.3 : 0.1 + 0.2};
            case KEEPS_A_STATIC -> new double[] {fitsAtOnce()};
            case LEARNS_NAN_FROM_MISSING -> new double[] {data.schema().features().stream()
                    .anyMatch(field -> data.column(field.name()).hasMissing()) ? Double.NaN : 0};
            case DIVIDES_BY_THE_VARIANCE -> new double[] {data.schema().features().stream()
                    .anyMatch(field -> isConstant(data.column(field.name()))) ? Double.NaN : 0};
            default -> new double[] {0};
        };
    }

    private static boolean isConstant(Column column) {
        return IntStream.range(1, column.rows()).allMatch(row -> column.format(row).equals(column.format(0)));
    }

    /// Waits a while for another fit, as one that is slow enough would meet one.
    private static int fitsAtOnce() {
        FITTING.incrementAndGet();
        int most = 1;
        for (int i = 0; i < 20_000 && most < 2; i++) {
            most = Math.max(most, FITTING.get());
            Thread.yield();
        }
        FITTING.decrementAndGet();
        return most;
    }

    /// @param extra what the flaw adds
    /// @param other nothing that could be saved, if the flaw says so
    public record OddModel(Flaw flaw, TokenBayes.Counts counts, double[] extra, List<Object> other) implements Model {

        public OddModel {
            if (flaw == Flaw.CHANGES_WHEN_READ) {
                extra = new double[] {extra[0] + 1};
            }
            if (flaw == Flaw.HOLDS_WHAT_IS_NO_DATA) {
                other = List.of(new Thread());
            }
        }

        @Override
        public Predictor predictor(Schema schema) {
            var buffer = new double[1][];
            return rows -> predict(rows, schema, buffer);
        }

        private Prediction predict(Dataset rows, Schema schema, double[][] buffer) {
            var target = schema.targets().getFirst();
            int k = counts.classes().length;
            var all = counts.probabilities(rows).toArray();
            var random = new RandomStream(rows.name().hashCode());
            for (int row = 0; row < rows.rows(); row++) {
                switch (flaw) {
                    case ANSWERS_WITH_NAN, LEARNS_NAN_FROM_MISSING, DIVIDES_BY_THE_VARIANCE -> {
                        boolean nan = flaw == Flaw.ANSWERS_WITH_NAN || Double.isNaN(extra[0]);
                        all[row * k] = nan ? Double.NaN : all[row * k];
                    }
                    case PASSES_MISSING_ON -> all[row * k] = hasMissing(rows, row) ? Double.NaN : all[row * k];
                    case SUMS_TO_MORE_THAN_ONE -> all[row * k] *= 1.01;
                    case STANDARDIZES_BY_THE_BATCH -> all[row * k] /= 1 + 0.01 * rows.rows();
                    case REMEMBERS_THE_NAME_OF_THE_TABLE -> all[row * k] += 1e-3 * random.nextDouble();
                    case PREFERS_THE_FIRST_CLASS -> all[row * k] += 0.05;
                    case SHARES_A_BUFFER -> {
                        buffer[0] = Arrays.copyOfRange(all, row * k, (row + 1) * k);
                        IntStream.range(0, 50).forEach(any -> Thread.yield());
                        System.arraycopy(buffer[0], 0, all, row * k, k);
                    }
                    default -> { }
                }
            }
            switch (flaw) {
                case FAILS_WITHOUT_ROWS -> requireFirst(rows);
                case LOOKS_UP_UNSEEN_CODES -> lookUp(rows, schema);
                case CHANGES_ROWS_IT_IS_ASKED_ABOUT -> overwritten(rows);
                case WRITES_TO_THE_MODEL -> extra[0]++;
                default -> { }
            }
            if (flaw == Flaw.LOSES_A_ROW && rows.rows() > 0) {
                return Prediction.probabilities(target, Matrix.of(rows.rows(), k, all))
                        .rows(Variants.range(rows.rows() - 1));
            }
            if (flaw == Flaw.FORGETS_ABSENT_CLASSES && counts.classes()[0] == 0) {
                return presentOnly(target, all, rows.rows());
            }
            return Prediction.probabilities(target, Matrix.of(rows.rows(), k, all));
        }

        private static boolean hasMissing(Dataset rows, int row) {
            return rows.schema().features().stream().anyMatch(field -> rows.column(field.name()).isMissing(row));
        }

        private static void requireFirst(Dataset rows) {
            rows.column(0).format(0);
        }

        private static void lookUp(Dataset rows, Schema schema) {
            for (var field : rows.schema().features()) {
                if (rows.column(field.name()) instanceof NominalColumn nominal) {
                    var table = new int[schema.field(schema.require(field.name())).levels().size()];
                    Arrays.stream(nominal.codes()).filter(code -> code >= 0).forEach(code -> table[code]++);
                }
            }
        }

        private static Prediction presentOnly(Field target, double[] all, int rows) {
            var present = Levels.of(target.levels().names().subList(1, target.levels().size()));
            int k = target.levels().size();
            var kept = IntStream.range(0, all.length).filter(i -> i % k > 0).mapToDouble(i -> all[i]).toArray();
            return Prediction.probabilities(target.withLevels(present), Matrix.of(rows, k - 1, kept));
        }

        @Override
        public <V> Optional<V> view(Class<V> type, Schema schema) {
            var features = schema.features().stream().map(field -> field.name()).toList();
            var importances = new FeatureImportances("none", features,
                    new double[features.size() + (flaw == Flaw.GIVES_A_VIEW_THAT_DOES_NOT_FIT ? 1 : 0)], new double[0]);
            return switch (flaw) {
                case WITHHOLDS_ITS_VIEW -> Optional.empty();
                case GIVES_ANOTHER_VIEW -> View.of(type, importances, Report.of());
                default -> View.of(type, importances);
            };
        }
    }
}

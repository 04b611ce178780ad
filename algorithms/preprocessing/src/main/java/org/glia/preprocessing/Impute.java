package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Fills missing cells, each column with one number or level learnt from its other cells.
///
/// *What it learns.* For each numeric column (and each number of a block) a mean, a median, the most frequent number or a
/// constant; for each nominal column the most frequent level or a constant. A nominal column has neither mean nor median:
/// under these strategies it gets its most frequent level.
///
/// *When to use it.* Before algorithms that take no missing values. One number for all gaps weakens the relation to other
/// columns; where being missing tells something, add `indicators=true`, and for nominal columns see also
/// `onehot missing=level`.
///
/// *How it works.* `values=age:0,sex:unknown` fixes single columns, `strategy` decides the others. Ties go to the smallest
/// number or the first level. `strategy=constant` writes `number` into numeric and `level` into nominal columns, as a new
/// level where it is none. Columns without a gap in training are filled at prediction alike. Unseen levels are not
/// missing: they pass.
///
/// *Complexity.* O(n d) for means, O(n log n d) for medians and most frequent numbers.
///
/// *Missing values* are what it removes; a column with nothing else is refused unless its filling is stated. *Weights*: a
/// weight of 2 counts like the row twice, in all strategies. *Sparse blocks* stay sparse; what they do not store is zero,
/// not missing.
///
/// *Example.* `crossval "impute strategy=median | onehot | logistic" on penguins`
@Component(service = Estimator.class)
@Algorithm(name = "impute", title = "imputation of missing values", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.SPARSE, Accepts.MISSING, Accepts.UNSEEN, Accepts.WEIGHTS},
        removes = Accepts.MISSING, adds = Accepts.NUMERIC, views = Report.class,
        references = "Little and Rubin 2002, Statistical Analysis with Missing Data, 4.2")
public final class Impute implements Estimator<Impute.Settings, ImputeModel> {

    /// What a gap is filled with.
    public enum Strategy {
        /// The mean of the column's numbers; the most frequent level of nominal columns.
        MEAN,
        /// The median of the column's numbers; the most frequent level of nominal columns.
        MEDIAN,
        /// The most frequent number or level.
        MOST_FREQUENT,
        /// What `number` and `level` say.
        CONSTANT
    }

    /// @param strategy   what gaps are filled with
    /// @param number     what `constant` writes into numeric columns
    /// @param level      what `constant` writes into nominal columns
    /// @param values     fillings of single columns, whatever the strategy
    /// @param indicators whether columns `x_missing` say where gaps were
    public record Settings(@Setting(value = "what gaps are filled with", tune = "mean,median,most-frequent") Strategy strategy,
                           @Setting("what strategy=constant writes into numeric columns") double number,
                           @Setting("what strategy=constant writes into nominal columns, a new level if need be") String level,
                           @Setting("fillings of single columns, such as age:0,sex:unknown") Map<String, String> values,
                           @Setting("whether columns x_missing of 0 and 1 say where gaps were") boolean indicators) {

        /// @throws IllegalArgumentException if a filling is blank
        public Settings {
            values = Map.copyOf(values);
            if (level.isBlank() || values.values().stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("a gap cannot be filled with an empty text");
            }
        }

        public Settings() {
            this(Strategy.MEAN, 0, "missing", Map.of(), false);
        }
    }

    /// @throws DataException if a column has nothing but gaps and no stated filling, or `values` does not fit the columns
    @Override
    public ImputeModel fit(Dataset data, Settings settings, Run run) {
        requireColumns(data, settings);
        var sums = Summary.of(data, run);
        var names = NumericFeatures.names(data.schema());
        var weights = data.weights();
        var numbers = new double[names.size()];
        for (var feature : NumericFeatures.of(data)) {
            var stated = stated(feature.field(), settings);
            var columns = stated.isPresent() || settings.strategy() == Strategy.MEAN ? Optional.<Columns>empty()
                    : Optional.of(Columns.of(feature, weights));
            run.parallel().forEach(feature.field().width(), j -> {
                int part = feature.first() + j;
                if (stated.isEmpty() && sums.isEmpty(part)) {
                    throw nothing(names.get(part), "number");
                }
                numbers[part] = stated.isPresent() ? stated.get() : columns.isEmpty() ? sums.mean()[part]
                        : settings.strategy() == Strategy.MEDIAN ? columns.get().sample(j).median()
                        : columns.get().sample(j).mostFrequent();
            });
        }
        var levels = new ArrayList<ImputeModel.Level>();
        for (var field : data.schema().features()) {
            if (field.kind() == Kind.NOMINAL) {
                levels.add(new ImputeModel.Level(field.name(), level(field, data.nominal(field.name()), weights, settings)));
            }
        }
        var indicated = new ArrayList<String>();
        if (settings.indicators()) {
            for (int part = 0; part < names.size(); part++) {
                if (sums.missing()[part] > 0) {
                    indicated.add(names.get(part));
                }
            }
            levels.stream().map(ImputeModel.Level::column).filter(column -> hasGap(data.nominal(column), weights))
                    .forEach(indicated::add);
        }
        return new ImputeModel(numbers, levels, indicated);
    }

    /// Every column of `values` is one that is imputed here.
    private static void requireColumns(Dataset data, Settings settings) {
        var features = data.schema().features().stream().map(Field::name).toList();
        settings.values().keySet().stream().sorted().filter(column -> !features.contains(column)).findFirst().ifPresent(column -> {
            throw new DataException("values=%s:... names no column that is imputed%s".formatted(column,
                    Suggestion.didYouMean(column, features)));
        });
    }

    /// What the user wants in the gaps of a numeric column, where it does not depend on the data.
    private static Optional<Double> stated(Field field, Settings settings) {
        var text = settings.values().get(field.name());
        if (text == null) {
            return settings.strategy() == Strategy.CONSTANT ? Optional.of(settings.number()) : Optional.empty();
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // told below, together with what is no finite number
        }
        throw new DataException("column `%s` is numeric and cannot be filled with `%s`; give a number in values=%s:..."
                .formatted(field.name(), text, field.name()));
    }

    private static String level(Field field, NominalColumn column, Optional<double[]> weights, Settings settings) {
        var stated = settings.values().get(field.name());
        if (stated != null) {
            return stated;
        }
        if (settings.strategy() == Strategy.CONSTANT) {
            return settings.level();
        }
        var sums = new double[field.levels().size()];
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row)) {
                sums[column.code(row)] += weights.isPresent() ? weights.get()[row] : 1;
            }
        }
        int best = -1;
        for (int code = 0; code < sums.length; code++) {
            if (sums[code] > (best < 0 ? 0 : sums[best])) {
                best = code;
            }
        }
        if (best < 0) {
            throw nothing(field.name(), "level");
        }
        return field.levels().name(best);
    }

    private static boolean hasGap(NominalColumn column, Optional<double[]> weights) {
        for (int row = 0; row < column.rows(); row++) {
            if (column.isMissing(row) && (weights.isEmpty() || weights.get()[row] > 0)) {
                return true;
            }
        }
        return false;
    }

    private static DataException nothing(String column, String what) {
        return new DataException("column `%s` has no %s to fill its gaps with; ignore it, or state one with values=%s:..."
                .formatted(column, what, column));
    }

    /// The columns of one feature, each as a sorted sample of its numbers.
    private sealed interface Columns {

        static Columns of(NumericFeatures.Feature feature, Optional<double[]> weights) {
            if (feature.isSparse()) {
                return Stored.of(feature.csr(), weights);
            }
            return new Dense(feature.matrix(), weights);
        }

        /// What is not missing in column j.
        Sample sample(int j);

        record Dense(Matrix cells, Optional<double[]> weights) implements Columns {

            @Override
            public Sample sample(int j) {
                var values = cells.column(j);
                var kept = weights.map(double[]::clone).orElseGet(() -> new double[0]);
                int count = 0;
                for (int row = 0; row < values.length; row++) {
                    if (!Double.isNaN(values[row])) {
                        if (kept.length > 0) {
                            kept[count] = kept[row];
                        }
                        values[count++] = values[row];
                    }
                }
                return kept.length > 0 ? Sample.of(values, kept, count) : Sample.of(values, count);
            }
        }

        /// A sparse block by columns: the stored elements of column j are at positions `starts[j]` to `starts[j + 1]`.
        ///
        /// @param zeros the weight of each column's elements that are not stored
        record Stored(int[] starts, double[] values, double[] weights, double[] zeros) implements Columns {

            static Stored of(CsrMatrix csr, Optional<double[]> given) {
                var rowWeights = given.orElseGet(() -> {
                    var ones = new double[csr.rows()];
                    Arrays.fill(ones, 1);
                    return ones;
                });
                var starts = new int[csr.columns() + 1];
                for (int column : csr.columnIndices()) {
                    starts[column + 1]++;
                }
                var zeros = new double[csr.columns()];
                double total = Arrays.stream(rowWeights).sum();
                for (int j = 0; j < csr.columns(); j++) {
                    zeros[j] = starts[j + 1] == csr.rows() ? 0 : total;
                    starts[j + 1] += starts[j];
                }
                var next = starts.clone();
                var values = new double[csr.values().length];
                var weights = new double[values.length];
                for (int row = 0; row < csr.rows(); row++) {
                    for (int k = csr.rowStarts()[row]; k < csr.rowStarts()[row + 1]; k++) {
                        int column = csr.columnIndices()[k];
                        values[next[column]] = csr.values()[k];
                        weights[next[column]++] = rowWeights[row];
                        zeros[column] = Math.max(0, zeros[column] - rowWeights[row]);
                    }
                }
                return new Stored(starts, values, weights, zeros);
            }

            @Override
            public Sample sample(int j) {
                int stored = starts[j + 1] - starts[j];
                var column = new double[stored + 1];
                var kept = new double[stored + 1];
                int count = 1;
                kept[0] = zeros[j];
                for (int k = starts[j]; k < starts[j + 1]; k++) {
                    if (!Double.isNaN(values[k])) {
                        column[count] = values[k];
                        kept[count++] = weights[k];
                    }
                }
                return Sample.of(column, kept, count);
            }
        }
    }
}

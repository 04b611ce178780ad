package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Replaces every nominal column by one column of 0 and 1 for each of its levels: `sex` becomes `sex=female`, `sex=male`.
///
/// *What it learns.* Which levels get a column. They are those of the column's declaration, whether the training rows have
/// them or not, so that the folds of an experiment agree in their columns.
///
/// *When to use it.* Before algorithms that take numbers only. Linear models without penalty want `drop=first`, since the
/// columns of one variable sum to 1; penalised ones and trees do not. For ordered levels see `ordinal`; for thousands of
/// levels, join rare ones with `minFrequency` or `maxLevels`.
///
/// *How it works.* `drop=first` leaves out the first level that occurs, `drop=binary` does so for variables of two columns.
/// Levels rarer than `minFrequency`, or beyond the `maxLevels` most frequent, share the column `x=other`. A missing cell
/// is a level of its own (`x=?`), all zeros, or refused, as `missing` says; where training had none, there is no such column,
/// and missing cells are all zeros. A level that is not among the declared ones is refused, all zeros, or `x=other`, as
/// `unseen` says; all zeros is also what a dropped level looks like. Above 256 new columns the output is sparse unless
/// `sparse=false`: then each variable becomes one block of its name.
///
/// *Complexity.* O(n d) time.
///
/// *Weights* count for the frequencies of levels. *Numeric columns* pass by.
///
/// *Example.* `crossval "impute | onehot | logistic" on penguins`
@Component(service = Estimator.class)
@Algorithm(name = "onehot", title = "one-hot encoding", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NOMINAL, Accepts.MISSING, Accepts.UNSEEN, Accepts.WEIGHTS},
        removes = {Accepts.NOMINAL, Accepts.MISSING}, adds = {Accepts.NUMERIC, Accepts.SPARSE},
        references = "Suits 1957, Use of dummy variables in regression equations")
public final class OneHot implements Estimator<OneHot.Settings, OneHotModel> {

    private static final int DENSE_COLUMNS = 256;

    /// Which level of a variable gets no column.
    public enum Drop {
        /// None: one column for each level.
        NONE,
        /// The first level that occurs.
        FIRST,
        /// The first level of variables that would get two columns.
        BINARY
    }

    /// What happens to a level that was not known in training.
    public enum Unseen {
        /// The rows are refused.
        ERROR,
        /// All columns of the variable are 0.
        IGNORE,
        /// The column `x=other` is 1; all are 0 where there is none.
        OTHER
    }

    /// What a missing cell becomes.
    public enum Missing {
        /// A level of its own, with the column `x=?` if training has any; all columns are 0 if not.
        LEVEL,
        /// All columns of the variable are 0.
        ZERO,
        /// Columns with missing cells are refused.
        ERROR
    }

    /// Whether the output is stored sparsely.
    public enum Sparse {
        /// If there are more than 256 new columns.
        AUTO,
        /// Always.
        TRUE,
        /// Never.
        FALSE
    }

    /// @param drop         which level gets no column
    /// @param unseen       what new levels become
    /// @param missing      what missing cells become
    /// @param minFrequency levels rarer than this are joined: a share of the rows below 1, a number of rows from 1 on
    /// @param maxLevels    most columns of one variable, `x=other` included
    /// @param sparse       whether the output is stored sparsely
    public record Settings(@Setting(value = "which level of a variable gets no column", tune = "none,first") Drop drop,
                           @Setting("what a level that training did not know becomes") Unseen unseen,
                           @Setting("what a missing cell becomes") Missing missing,
                           @Setting(value = "rarer levels share a column: a share of the rows below 1, a number from 1 on", min = 0)
                           double minFrequency,
                           @Setting(value = "most columns of one variable, the one of rare levels included", min = 2)
                           OptionalInt maxLevels,
                           @Setting("whether the output is stored sparsely") Sparse sparse) {

        public Settings() {
            this(Drop.NONE, Unseen.ERROR, Missing.LEVEL, 0, OptionalInt.empty(), Sparse.AUTO);
        }
    }

    /// Sparse output is announced only where it is asked for: with `sparse=auto` the following steps are told by the data.
    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(OneHot.class);
        var accepts = new HashSet<>(declared.accepts());
        if (settings.missing() == Missing.ERROR) {
            accepts.remove(Accepts.MISSING);
        }
        return declared.withAccepts(accepts)
                .withAdds(settings.sparse() == Sparse.TRUE ? Set.of(Accepts.NUMERIC, Accepts.SPARSE) : Set.of(Accepts.NUMERIC));
    }

    @Override
    public OneHotModel fit(Dataset data, Settings settings, Run run) {
        var weights = data.weights();
        var variables = data.schema().features();
        var codings = run.parallel().map(variables.size(), v ->
                coding(variables.get(v), data.nominal(variables.get(v).name()), weights, settings));
        int width = codings.stream().mapToInt(coding -> coding.outputs().size()).sum();
        boolean sparse = switch (settings.sparse()) {
            case AUTO -> width > DENSE_COLUMNS;
            case TRUE -> true;
            case FALSE -> false;
        };
        return new OneHotModel(codings, sparse);
    }

    private static OneHotModel.Coding coding(Field field, NominalColumn column, Optional<double[]> weights, Settings settings) {
        var frequencies = new double[field.levels().size()];
        double missing = 0;
        double total = 0;
        for (int row = 0; row < column.rows(); row++) {
            double weight = weights.isPresent() ? weights.get()[row] : 1;
            total += weight;
            if (column.isMissing(row)) {
                missing += weight;
            } else {
                frequencies[column.code(row)] += weight;
            }
        }
        var rare = rare(frequencies, total, settings);
        var outputs = new ArrayList<String>();
        var occurs = new ArrayList<Boolean>();
        var outputOfLevel = new int[frequencies.length];
        for (int code = 0; code < frequencies.length; code++) {
            if (!rare[code]) {
                outputOfLevel[code] = outputs.size();
                outputs.add(field.name() + "=" + field.levels().name(code));
                occurs.add(frequencies[code] > 0);
            }
        }
        int other = OneHotModel.Coding.NONE;
        if (anyOf(rare)) {
            other = output(outputs, occurs, field.name() + "=other");
            for (int code = 0; code < rare.length; code++) {
                if (rare[code]) {
                    outputOfLevel[code] = other;
                    occurs.set(other, occurs.get(other) || frequencies[code] > 0);
                }
            }
        }
        int ofUnseen = switch (settings.unseen()) {
            case ERROR -> OneHotModel.Coding.REFUSED;
            case IGNORE -> OneHotModel.Coding.NONE;
            case OTHER -> other;
        };
        int ofMissing = switch (settings.missing()) {
            case LEVEL -> missing > 0 ? output(outputs, occurs, field.name() + "=?") : OneHotModel.Coding.NONE;
            case ZERO -> OneHotModel.Coding.NONE;
            case ERROR -> OneHotModel.Coding.REFUSED;
        };
        if (settings.missing() == Missing.LEVEL && missing > 0) {
            occurs.set(ofMissing, true);
        }
        var coding = new OneHotModel.Coding(field.name(), outputs, outputOfLevel, ofMissing, ofUnseen);
        boolean drops = settings.drop() == Drop.FIRST || settings.drop() == Drop.BINARY && outputs.size() == 2;
        return drops && !outputs.isEmpty() ? coding.without(Math.max(0, occurs.indexOf(true))) : coding;
    }

    /// The position of an output, which is added if there is none of that name yet.
    private static int output(List<String> outputs, List<Boolean> occurs, String name) {
        if (!outputs.contains(name)) {
            outputs.add(name);
            occurs.add(false);
        }
        return outputs.indexOf(name);
    }

    private static boolean[] rare(double[] frequencies, double total, Settings settings) {
        double least = settings.minFrequency() < 1 ? settings.minFrequency() * total : settings.minFrequency();
        var rare = new boolean[frequencies.length];
        for (int code = 0; code < rare.length; code++) {
            rare[code] = frequencies[code] < least;
        }
        int most = settings.maxLevels().orElse(Integer.MAX_VALUE);
        var frequent = IntStream.range(0, rare.length).filter(code -> !rare[code]).boxed()
                .sorted((a, b) -> Double.compare(frequencies[b], frequencies[a])).mapToInt(Integer::intValue).toArray();
        if (frequent.length + (anyOf(rare) ? 1 : 0) > most) {
            Arrays.stream(frequent).skip(most - 1L).forEach(code -> rare[code] = true);
        }
        return rare;
    }

    private static boolean anyOf(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}

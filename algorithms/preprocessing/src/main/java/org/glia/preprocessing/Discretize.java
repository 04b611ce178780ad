package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Turns every numeric column into a nominal one whose ordered levels are intervals: `<2.45`, `2.45..4.75`, `>=4.75`.
///
/// *What it learns.* The edges between the intervals, for each numeric column and each number of a block.
///
/// *When to use it.* Before algorithms that take levels only (`id3`), and to let linear models (`discretize | onehot`)
/// follow curves. Trees and others that ask for the order of numbers find better edges by themselves.
///
/// *How it works.* `strategy=quantile` gives each of the `bins` intervals the same weight of rows, as far as rows that share
/// a number allow: they stay together, and intervals that would be left without rows are joined to their neighbours, with a
/// warning. It is the default, as in scikit-learn, since it needs no target and extreme values do not spoil it. Its edges
/// are numbers of the column, or lie midway between two where the shares part there (the averaged inverse of the
/// distribution). `strategy=uniform` makes intervals of equal width between the smallest and the largest number; some may
/// have no rows. `strategy=mdl` needs a nominal target and no `bins`: it cuts midway between the two numbers where the
/// entropy of the classes falls most, and cuts both sides again, as long as a cut shortens the description of the classes
/// more than it takes to describe the cut (Weka's supervised Discretize). A column that tells nothing of the classes by
/// itself is not cut. `edges=18,65` states the edges, whatever the strategy; name the column in `columns=age`.
///
/// An interval `a..b` holds `a <= x < b`; the outer ones are open, so that new numbers beyond the training range find a
/// place. The names of intervals round the edges to four digits, and to more where four would put a training row into
/// another interval. A column that is not cut has the one level `all`. The columns of a block become single columns.
///
/// *Complexity.* O(n log n d); O(n log n d + n d k cuts) for `mdl` with k classes.
///
/// *Missing values* are left out and stay missing. *Weights*: a weight of 2 counts like the row twice. Under `mdl` rows
/// without a class are left out. *Nominal columns* pass by.
///
/// *Example.* `crossval "discretize strategy=mdl | id3" on iris`
@Component(service = Estimator.class)
@Algorithm(name = "discretize", title = "discretization into intervals", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NUMERIC, Accepts.MISSING, Accepts.WEIGHTS}, removes = Accepts.NUMERIC, adds = Accepts.NOMINAL,
        views = Report.class,
        references = "Fayyad and Irani 1993, Multi-interval discretization of continuous-valued attributes; Dougherty, Kohavi "
                + "and Sahami 1995, Supervised and unsupervised discretization of continuous features")
public final class Discretize implements Estimator<Discretize.Settings, DiscretizeModel> {

    /// Where the edges between intervals lie.
    public enum Strategy {
        /// Each interval holds the same weight of rows.
        QUANTILE,
        /// Each interval is as wide as the others.
        UNIFORM,
        /// Where the classes part, as far as the principle of minimal description length allows.
        MDL
    }

    /// @param strategy where the edges lie
    /// @param bins     the number of intervals of `quantile` and `uniform`
    /// @param edges    the edges themselves, whatever the strategy; empty to learn them
    public record Settings(@Setting(value = "edges at equal shares of rows, at equal distances, or where the classes part",
                                    tune = "quantile,uniform") Strategy strategy,
                           @Setting(value = "number of intervals of strategy=quantile and uniform", min = 2, tune = "2..20") int bins,
                           @Setting("stated edges instead of learnt ones, such as 18,65 with columns=age") List<Double> edges) {

        /// @throws IllegalArgumentException if the edges do not rise, or are not finite
        public Settings {
            edges = List.copyOf(edges);
            for (int i = 0; i < edges.size(); i++) {
                if (!Double.isFinite(edges.get(i)) || i > 0 && edges.get(i - 1) >= edges.get(i)) {
                    throw new IllegalArgumentException("edges=%s must be finite numbers that rise from each to the next".formatted(
                            edges.stream().map(String::valueOf).collect(Collectors.joining(","))));
                }
            }
        }

        public Settings() {
            this(Strategy.QUANTILE, 5, List.of());
        }
    }

    /// The intervals of a column, and how many different numbers they were learnt from.
    private record Learnt(DiscretizeModel.Bins bins, int distinct) {

        boolean isEmpty() {
            return distinct == 0;
        }

        boolean isConstant() {
            return distinct == 1;
        }
    }

    /// @throws DataException if `strategy=mdl` finds no single nominal target
    @Override
    public DiscretizeModel fit(Dataset data, Settings settings, Run run) {
        var classes = settings.edges().isEmpty() && settings.strategy() == Strategy.MDL ? Optional.of(classes(data))
                : Optional.<NominalColumn>empty();
        var weights = weights(data, classes);
        var learnt = new ArrayList<Learnt>();
        for (var feature : NumericFeatures.of(data)) {
            var names = feature.field().partNames();
            learnt.addAll(run.parallel().map(names.size(), j ->
                    learn(names.get(j), Ranks.of(feature.values(j), weights), classes, settings)));
        }
        warn(learnt, data, settings, run);
        return new DiscretizeModel(learnt.stream().map(Learnt::bins).toList());
    }

    private static NominalColumn classes(Dataset data) {
        var targets = data.schema().targets();
        if (targets.size() != 1 || targets.getFirst().kind() != Kind.NOMINAL) {
            throw new DataException("`discretize strategy=mdl` cuts where the classes of one nominal target part, and %s has %s; choose "
                    .formatted(data.name(), targets.isEmpty() ? "no target" : targets.size() > 1 ? targets.size() + " targets"
                            : "the numeric target `%s`".formatted(targets.getFirst().name()))
                    + "strategy=quantile or strategy=uniform");
        }
        return data.nominalTarget();
    }

    /// What the rows count; those without a class count nothing where classes are asked for.
    private static double[] weights(Dataset data, Optional<NominalColumn> classes) {
        var weights = data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        classes.ifPresent(known -> {
            for (int row = 0; row < weights.length; row++) {
                weights[row] = known.isMissing(row) ? 0 : weights[row];
            }
        });
        return weights;
    }

    private static Learnt learn(String column, Ranks ranks, Optional<NominalColumn> classes, Settings settings) {
        if (!settings.edges().isEmpty()) {
            var stated = settings.edges().stream().mapToDouble(edge -> edge + 0.0).toArray();
            return new Learnt(new DiscretizeModel.Bins(column, stated, IntervalNames.of(stated)), ranks.distinct());
        }
        var edges = switch (settings.strategy()) {
            case QUANTILE -> EqualBins.quantile(ranks, settings.bins());
            case UNIFORM -> EqualBins.uniform(ranks, settings.bins());
            case MDL -> new MinimalEntropy(ranks, classes.orElseThrow()).edges();
        };
        return new Learnt(new DiscretizeModel.Bins(column, edges, IntervalNames.of(edges, ranks.values())), ranks.distinct());
    }

    private static void warn(List<Learnt> learnt, Dataset data, Settings settings, Run run) {
        if (!settings.edges().isEmpty()) {
            return;
        }
        var empty = columns(learnt, Learnt::isEmpty);
        if (!empty.isEmpty()) {
            run.warn("%s %s no numbers to learn from and one interval `all`; ignore %s".formatted(few(empty),
                    empty.size() == 1 ? "has" : "have", empty.size() == 1 ? "it" : "them"));
        }
        if (settings.strategy() == Strategy.MDL) {
            if (empty.size() < learnt.size() && learnt.stream().allMatch(each -> each.bins().edges().length == 0)) {
                run.warn("no numeric column of %s is cut, as none tells enough of `%s` by itself; choose strategy=quantile"
                        .formatted(data.name(), data.targetField().name()));
            }
            return;
        }
        var constant = columns(learnt, Learnt::isConstant);
        if (!constant.isEmpty()) {
            run.warn("%s %s the same number in all rows and one interval `all`; ignore %s".formatted(few(constant),
                    constant.size() == 1 ? "has" : "have", constant.size() == 1 ? "it" : "them"));
        }
        var joined = columns(learnt, each -> each.distinct() > 1 && each.bins().levels().size() < settings.bins());
        if (!joined.isEmpty()) {
            run.warn("%s %s fewer intervals than bins=%d, as too many rows share a number; choose fewer bins".formatted(few(joined),
                    joined.size() == 1 ? "has" : "have", settings.bins()));
        }
    }

    private static List<String> columns(Collection<Learnt> learnt, Predicate<Learnt> chosen) {
        return learnt.stream().filter(chosen).map(each -> each.bins().column()).toList();
    }

    private static String few(List<String> columns) {
        return columns.stream().limit(3).map(column -> "`" + column + "`").collect(Collectors.joining(", "))
                + (columns.size() > 3 ? " and %d more".formatted(columns.size() - 3) : "");
    }
}

package org.glia.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Value;
import org.glia.runtime.Outcome;

/// How much of the data clusterings with more and more clusters leave unexplained: the distortion against the number of
/// clusters, for several clusterers in the same units.
///
/// Every recipe is fitted to all rows with each number of clusters in turn; that is an [Experiment], so it is shared out, kept
/// and resumed like any other. The distortion of a clustering is the sum of the squared distances of the rows to the mean of
/// their own cluster, in the data's own units whatever the recipe did to them.
///
/// @param data    the rows, with numeric features
/// @param recipes the clusterers, each written once
/// @param setting the setting of their last step that is the number of clusters
/// @param first   the smallest number of clusters, 1 or more
/// @param last    the largest
/// @param seed    of all fits
public record Distortion(Dataset data, List<Recipe> recipes, String setting, int first, int last, long seed) {

    private static final String MEASURE = "inertia";
    /// Modified z-scores above this are outliers (Iglewicz and Hoaglin, 1993).
    private static final double OUTLIER = 3.5;
    /// The median absolute deviation of normal draws times this is their standard deviation.
    private static final double NORMAL = 1.4826;

    /// @throws GliaException if the range is empty, or there is no recipe
    public Distortion {
        recipes = List.copyOf(recipes);
        if (recipes.isEmpty()) {
            throw new GliaException("a distortion curve needs a clusterer");
        }
        if (first < 1 || last <= first) {
            throw new GliaException("the numbers of clusters must rise from 1 or more, not go from %d to %d".formatted(first, last));
        }
        if (last > data.rows()) {
            throw new DataException("%s has %d rows, which cannot make %d clusters; choose %d or less"
                    .formatted(data.name(), data.rows(), last, data.rows()));
        }
    }

    /// The distortions of one clusterer.
    ///
    /// @param recipe      as it was written
    /// @param k           the numbers of clusters, rising
    /// @param distortion  one for each, NaN where the fit failed
    /// @param energy      the derivative energy: how much one cluster more would take away, `distortion[i] - distortion[i + 1]`,
    ///                    relative to the largest of these; NaN for the last
    /// @param transitions the numbers of clusters that were reached by a phase transition, rising
    /// @param problems    why fits failed, each sentence once
    public record Curve(String recipe, int[] k, double[] distortion, double[] energy, int[] transitions, List<String> problems) {

        static Curve of(String recipe, int[] k, double[] distortion, List<String> problems) {
            return new Curve(recipe, k, distortion, Distortion.energy(distortion), Distortion.transitions(k, distortion), problems);
        }
    }

    /// The work: one trial for each recipe and number of clusters.
    public Experiment experiment() {
        var all = new ArrayList<Recipe>();
        for (var recipe : recipes) {
            for (int k = first; k <= last; k++) {
                all.add(of(recipe, k));
            }
        }
        return new Experiment("", List.of(data), all, false, new Resampling.Training(), List.of(MEASURE), seed);
    }

    private Recipe of(Recipe recipe, int k) {
        var steps = new ArrayList<>(recipe.steps());
        steps.set(steps.size() - 1, steps.getLast().with(setting, Value.of(k)));
        return new Recipe(steps);
    }

    /// The curves that the work has found, one for each recipe.
    ///
    /// @throws GliaException if a recipe found no clusters for any number of them; the message says why
    public List<Curve> curves(Results results) {
        var cells = new HashMap<String, CellResult>();
        results.cells().forEach(cell -> cells.put(cell.trial().cell().recipe(), cell));
        var k = new int[last - first + 1];
        Arrays.setAll(k, i -> first + i);
        return recipes.stream().map(recipe -> {
            var problems = new ArrayList<String>();
            var distortion = Arrays.stream(k).mapToObj(clusters -> Optional.ofNullable(cells.get(of(recipe, clusters).toString())))
                    .mapToDouble(cell -> cell.map(known -> value(known, problems)).orElse(Double.NaN)).toArray();
            if (Arrays.stream(distortion).allMatch(Double::isNaN)) {
                throw new GliaException(problems.isEmpty() ? "`%s` says the same as another of the recipes; leave one of them out".formatted(recipe) : problems.getFirst());
            }
            return Curve.of(recipe.toString(), k, distortion, problems.stream().distinct().toList());
        }).toList();
    }

    private static double value(CellResult cell, List<String> problems) {
        return switch (cell.outcome()) {
            case Outcome.Done done -> switch (done.scores().get(MEASURE)) {
                case Score.Value score -> score.value();
                case Score.Undefined why -> failed(why.reason(), problems);
            };
            case Outcome.Failed failed -> failed(failed.message(), problems);
            case Outcome.Skipped skipped -> failed(skipped.reason(), problems);
            case Outcome.TimedOut late -> failed("a fit took longer than the %s it was given".formatted(Amounts.seconds(late.seconds())), problems);
            case Outcome.Cancelled cancelled -> Double.NaN;
        };
    }

    private static double failed(String why, List<String> problems) {
        problems.add(why);
        return Double.NaN;
    }

    static double[] energy(double[] distortion) {
        var energy = new double[distortion.length];
        Arrays.fill(energy, Double.NaN);
        for (int i = 0; i + 1 < energy.length; i++) {
            energy[i] = distortion[i] - distortion[i + 1];
        }
        double largest = Arrays.stream(energy).filter(Double::isFinite).max().orElse(0);
        if (largest > 0) {
            for (int i = 0; i < energy.length; i++) {
                energy[i] /= largest;
            }
        }
        return energy;
    }

    /// The numbers of clusters at which the distortion falls out of line. Where clusters only divide space evenly, the
    /// distortion falls like a power of their number, so the slope of its logarithm over the logarithm of the number hardly changes; a
    /// phase transition is a slope that is a peak and an outlier among all of them, by its modified z-score.
    static int[] transitions(int[] k, double[] distortion) {
        var slopes = new double[k.length - 1];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = StrictMath.log(distortion[i] / distortion[i + 1]) / StrictMath.log((double) k[i + 1] / k[i]);
        }
        var known = Arrays.stream(slopes).filter(Double::isFinite).toArray();
        double middle = median(known);
        double spread = NORMAL * median(Arrays.stream(known).map(slope -> Math.abs(slope - middle)).toArray());
        var reached = new ArrayList<Integer>();
        for (int i = 0; i < slopes.length; i++) {
            boolean peak = (i == 0 || !(slopes[i - 1] > slopes[i])) && (i + 1 == slopes.length || !(slopes[i + 1] >= slopes[i]));
            if (peak && slopes[i] > middle + OUTLIER * spread) {
                reached.add(k[i + 1]);
            }
        }
        return reached.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}

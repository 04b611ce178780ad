package org.glia.experiments.curves;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.experiments.CellResult;
import org.glia.experiments.Columns;
import org.glia.experiments.Experiment;
import org.glia.experiments.Resampling;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Cell;

/// How scores change with the number of training rows: whether more rows would help, and whether a recipe learns its
/// training rows by heart.
///
/// The data are split once. Of the training rows of each fold, larger and larger sets are fitted on, each of which holds the
/// smaller ones; all are judged on the same test rows and on their own training rows. Sets are stratified by a nominal target
/// and keep groups whole (so they may be smaller than asked); where rows have times, they are the latest before the test rows.
/// That is an [Experiment], so it is shared out, kept and resumed like any other.
///
/// @param data       the rows
/// @param recipes    side by side
/// @param sizes      numbers up to 1 are shares of a fold's training rows, larger ones are numbers of rows
/// @param resampling how the data are split
/// @param measure    what judges
/// @param seed       decides the splits, the sets and the random numbers of each fit
public record LearningCurve(Dataset data, List<Recipe> recipes, List<Double> sizes, Resampling resampling, Yardstick measure,
                            long seed) {

    /// The sizes when nobody says: five from a tenth to all.
    public static final List<Double> SIZES = List.of(0.1, 0.325, 0.55, 0.775, 1.0);

    /// A share of so many rows is that number, whatever the last bit of its product is.
    private static final double ROUNDING = 1e-9;

    /// @throws GliaException if there is no recipe or no size, or a size is neither a share nor a number of rows
    public LearningCurve {
        recipes = List.copyOf(recipes);
        sizes = sizes.stream().distinct().toList();
        if (recipes.isEmpty()) {
            throw new GliaException("a learning curve needs a recipe");
        }
        if (sizes.isEmpty()) {
            throw new GliaException("a learning curve needs sizes");
        }
        for (double size : sizes) {
            if (!(size > 0 && size <= Integer.MAX_VALUE) || size > 1 && size != Math.rint(size)) {
                throw new GliaException(("`%s` is no size: a size is a share of the training rows, above 0 and up to 1, or a whole "
                        + "number of rows, 2 or more").formatted(size == Math.rint(size) ? "%.0f".formatted(size) : Double.toString(size)));
            }
        }
        if (resampling instanceof Resampling.Training) {
            throw new GliaException("a learning curve needs test rows that are not fitted on; split the data into folds");
        }
    }

    /// With the measure that decides for the question which the data ask.
    ///
    /// @param measure the name of another one
    /// @throws GliaException as the constructor, and if no recipe suits the data
    public static LearningCurve of(Catalog catalog, Dataset data, List<Recipe> recipes, List<Double> sizes, Resampling resampling,
                                   Optional<String> measure, long seed) {
        return new LearningCurve(data, recipes, sizes, resampling, Decisive.measure(catalog, data, recipes, measure), seed);
    }

    /// @param recipe as it was written
    /// @param points one for each number of rows, rising
    public record Curve(String recipe, List<Point> points) {

        public Curve {
            points = List.copyOf(points);
        }
    }

    /// @param rows  the mean number of training rows over the folds
    /// @param scores of the models that were fitted on so many
    public record Point(double rows, CurvePoint scores) {
    }

    /// The sets that are fitted on.
    ///
    /// @param folds a fold's number is that of its size times `k`, plus that of the fold of which it is a part
    /// @param k     how many numbers folds have
    /// @param rows  the mean number of training rows of each size
    /// @param notes what there is to tell of sizes
    private record Sets(Folds folds, int k, double[] rows, List<String> notes) {
    }

    /// What it is kept under.
    public Study study() {
        var asked = new Experiment("", List.of(data), recipes, false, resampling, measures(), seed);
        JsonObject definition = JsonParser.parseString(asked.definition()).getAsJsonObject();
        var all = new JsonArray();
        sizes.forEach(all::add);
        definition.add("sizes", all);
        return new Study("learningcurve", title(), definition.toString());
    }

    private String title() {
        return "learning curve of %s on %s".formatted(recipes.stream().map(Recipe::toString).collect(Collectors.joining(", ")),
                data.name());
    }

    private List<String> measures() {
        return List.of(measure.name(), Cell.TRAINING + measure.name());
    }

    /// The work: a trial for each recipe, size and fold.
    ///
    /// @throws DataException if the data cannot be split, or no size suits them
    public Experiment experiment() {
        return new Experiment(title(), List.of(data), recipes, false, new Resampling.Given(sets().folds()), measures(), seed);
    }

    /// Sizes that were left out, and levels that small sets lack, as sentences.
    ///
    /// @throws DataException as [#experiment]
    public List<String> notes() {
        return sets().notes();
    }

    /// The curves that the work has found, one for each recipe; a recipe whose plug-in was updated meanwhile has two.
    public List<Curve> curves(Results results) {
        var sets = sets();
        var columns = new Columns(results.cells());
        var byRecipe = new LinkedHashMap<String, List<List<CellResult>>>();
        for (var cell : results.cells()) {
            byRecipe.computeIfAbsent(columns.name(cell), any -> IntStream.range(0, sets.rows().length)
                            .<List<CellResult>>mapToObj(size -> new ArrayList<>()).toList())
                    .get(cell.trial().cell().fold().number() / sets.k()).add(cell);
        }
        var curves = new ArrayList<Curve>();
        byRecipe.forEach((recipe, cells) -> curves.add(new Curve(recipe, IntStream.range(0, sets.rows().length)
                .mapToObj(size -> new Point(sets.rows()[size], CurvePoint.of(cells.get(size), measure))).toList())));
        return curves;
    }

    private Sets sets() {
        var folds = resampling.folds(data, seed);
        var orders = folds.all().stream().map(fold -> Beginnings.of(data, fold, seed)).toList();
        var notes = new ArrayList<String>();
        var sets = new ArrayList<List<int[]>>();
        var known = new HashSet<List<Integer>>();
        for (double size : sizes) {
            if (isPossible(size, folds, notes)) {
                var trains = IntStream.range(0, orders.size())
                        .mapToObj(f -> orders.get(f).first(rows(size, folds.all().get(f)))).toList();
                if (known.add(trains.stream().map(rows -> rows.length).toList())) {
                    sets.add(trains);
                }
            }
        }
        if (sets.isEmpty()) {
            throw new DataException(String.join("; ", notes));
        }
        sets.sort((one, other) -> Double.compare(mean(one), mean(other)));
        sets.forEach(trains -> addMissingLevels(trains, folds, notes));
        int k = 1 + folds.all().stream().mapToInt(Fold::number).max().orElseThrow();
        var all = new ArrayList<Fold>();
        for (int size = 0; size < sets.size(); size++) {
            for (int f = 0; f < orders.size(); f++) {
                var fold = folds.all().get(f);
                all.add(new Fold(fold.repeat(), size * k + fold.number(), sets.get(size).get(f), fold.test()));
            }
        }
        var definition = "learningcurve sizes=%s of %s".formatted(sizes.stream().map(String::valueOf)
                .collect(Collectors.joining(",")), folds.definition());
        return new Sets(Folds.of(definition, all), k, sets.stream().mapToDouble(LearningCurve::mean).toArray(), notes);
    }

    private static int rows(double size, Fold fold) {
        return size > 1 ? (int) size : (int) Math.floor(size * fold.train().length + ROUNDING);
    }

    private static double mean(List<int[]> trains) {
        return trains.stream().mapToInt(rows -> rows.length).average().orElseThrow();
    }

    private boolean isPossible(double size, Folds folds, List<String> notes) {
        int smallest = folds.all().stream().mapToInt(fold -> fold.train().length).min().orElseThrow();
        var text = size > 1 ? "%.0f".formatted(size) : Double.toString(size);
        if (size > smallest) {
            notes.add("size %s is left out: the folds of %s have %d training rows to choose from".formatted(text, data.name(), smallest));
            return false;
        }
        if (folds.all().stream().anyMatch(fold -> rows(size, fold) < 1)) {
            notes.add("size %s is left out: of %d training rows it is less than one".formatted(text, smallest));
            return false;
        }
        return true;
    }

    /// A classifier can know nothing of a level that it never sees.
    private void addMissingLevels(List<int[]> trains, Folds folds, List<String> notes) {
        if (data.schema().targets().size() != 1 || !(data.target() instanceof NominalColumn target)) {
            return;
        }
        var missing = new LinkedHashMap<String, Integer>();
        for (int f = 0; f < trains.size(); f++) {
            var some = target.rows(trains.get(f)).counts();
            var all = target.rows(folds.all().get(f).train()).counts();
            for (int level = 0; level < all.length; level++) {
                if (some[level] == 0 && all[level] > 0) {
                    missing.merge(target.levels().name(level), 1, Integer::sum);
                }
            }
        }
        if (!missing.isEmpty()) {
            notes.add("with %.0f rows, training sets have none of %s".formatted(mean(trains), missing.entrySet().stream()
                    .map(level -> "`%s` (%d of %d)".formatted(level.getKey(), level.getValue(), trains.size())).collect(Collectors.joining(", "))));
        }
    }
}

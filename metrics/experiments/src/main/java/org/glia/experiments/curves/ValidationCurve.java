package org.glia.experiments.curves;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.RecipeSpace;
import org.glia.api.recipe.Value;
import org.glia.experiments.CellResult;
import org.glia.experiments.Experiment;
import org.glia.experiments.Resampling;
import org.glia.experiments.Results;
import org.glia.experiments.Study;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Cell;

/// How training and test scores change with one setting: where a recipe underfits, and where it overfits.
///
/// Every value is judged on the same folds; that is an [Experiment], so it is shared out, kept and resumed like any other.
///
/// @param data       the rows
/// @param setting    the way to the setting: `svc.c`
/// @param trials     the values in their order
/// @param resampling how the data are split
/// @param measure    what judges
/// @param seed       decides the splits, and the random numbers of each fit
public record ValidationCurve(Dataset data, String setting, List<Trial> trials, Resampling resampling, Yardstick measure, long seed) {

    /// Digits of a number within a range: recipes stay short, and say exactly what was tried.
    private static final int DIGITS = 6;

    /// @param value  what the setting is set to
    /// @param recipe with that value; empty if the algorithm refuses it
    /// @param refusal why it does; empty otherwise
    public record Trial(String value, Optional<Recipe> recipe, String refusal) {
    }

    public ValidationCurve {
        trials = List.copyOf(trials);
        if (resampling instanceof Resampling.Training) {
            throw new GliaException("a validation curve needs test rows that are not fitted on; split the data into folds");
        }
    }

    /// @param space  a recipe with one range or one set of alternatives: `standardize | svc c=0.01..100:log`, `cart maxDepth={1,2,4}`
    /// @param points how many values of a range, its ends among them; 2 or more
    /// @param measure the name of a measure; empty for the one that decides for the question which the data ask
    /// @throws RecipeException if there is not exactly one range, or the algorithm refuses all values
    /// @throws GliaException   if the data do not suit the recipe
    public static ValidationCurve of(Catalog catalog, Dataset data, RecipeSpace space, int points, Resampling resampling,
                                     Optional<String> measure, long seed) {
        if (points < 2) {
            throw new GliaException("a curve needs 2 points or more, not " + points);
        }
        var dimension = only(space);
        var trials = new ArrayList<Trial>();
        var canonical = new HashSet<String>();
        RecipeException refused = null;
        for (var value : values(catalog, space, dimension.values(), points)) {
            var recipe = space.choose(_ -> value);
            try {
                if (canonical.add(catalog.configure(recipe).recipe().toString())) {
                    trials.add(new Trial(value.toString(), Optional.of(recipe), ""));
                }
            } catch (RecipeException e) {
                refused = refused == null ? e : refused;
                trials.add(new Trial(value.toString(), Optional.empty(), e.getMessage()));
            }
        }
        if (canonical.isEmpty()) {
            throw refused;
        }
        var recipes = trials.stream().flatMap(trial -> trial.recipe().stream()).toList();
        return new ValidationCurve(data, dimension.name(), trials, resampling, Decisive.measure(catalog, data, recipes, measure), seed);
    }

    private static RecipeSpace.Dimension only(RecipeSpace space) {
        var dimensions = space.dimensions();
        if (dimensions.isEmpty()) {
            throw space.steps().getLast().place().exception(("a validation curve needs a range or alternatives where one value of `%s` "
                    + "stands, as in `c=0.01..100:log` or `maxDepth={1,2,4}`").formatted(space));
        }
        if (dimensions.size() > 1) {
            throw dimensions.get(1).values().place().exception(("a validation curve changes one setting, and `%s` has more "
                    + "ranges: %s; `tune` searches several").formatted(space, dimensions.stream().map(RecipeSpace.Dimension::name).collect(Collectors.joining(", "))));
        }
        return dimensions.getFirst();
    }

    private static List<Value> values(Catalog catalog, RecipeSpace space, Value values, int points) {
        return switch (values) {
            case Value.AnyOf any -> any.values();
            case Value.Range range -> numbers(range, points, takesWholeNumbersOnly(catalog, space, range)).stream()
                    .<Value>map(number -> new Value.Scalar(number, false, range.place())).toList();
            default -> throw new IllegalArgumentException("a dimension is a range or alternatives");
        };
    }

    /// Whether the setting refuses a number within the range and accepts whole ones beside it.
    private static boolean takesWholeNumbersOnly(Catalog catalog, RecipeSpace space, Value.Range range) {
        double whole = Math.ceil(range.low());
        double broken = (whole + Math.min(whole + 1, range.high())) / 2;
        if (whole > range.high()) {
            return false;
        }
        return !accepts(catalog, space, broken == whole ? range.low() : broken) && accepts(catalog, space, whole);
    }

    private static boolean accepts(Catalog catalog, RecipeSpace space, double number) {
        try {
            var value = new Value.Scalar(text(number));
            catalog.configure(space.choose(_ -> value));
            return true;
        } catch (RecipeException e) {
            return false;
        }
    }

    /// Numbers at even distances, or even ones of the logarithm, with both ends.
    static List<String> numbers(Value.Range range, int points, boolean whole) {
        double low = range.log() ? StrictMath.log(range.low()) : range.low();
        double high = range.log() ? StrictMath.log(range.high()) : range.high();
        double digits = DIGITS - 1 - Math.floor(StrictMath.log10(range.high() - range.low()));
        return IntStream.range(0, points).mapToObj(i -> {
            if (i == 0 || i == points - 1) {
                return whole ? BigDecimal.valueOf(i == 0 ? Math.ceil(range.low()) : Math.floor(range.high()))
                        : BigDecimal.valueOf(i == 0 ? range.low() : range.high());
            }
            double inner = low + i * (high - low) / (points - 1);
            var x = BigDecimal.valueOf(range.log() ? StrictMath.exp(inner) : inner);
            return whole ? x.setScale(0, RoundingMode.HALF_EVEN)
                    : range.log() ? x.round(new MathContext(DIGITS)) : x.setScale((int) digits, RoundingMode.HALF_EVEN);
        }).map(number -> text(number.doubleValue())).distinct().toList();
    }

    private static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
    }

    /// What it is kept under.
    public Study study() {
        return new Study("validationcurve", experiment().title(), experiment().definition());
    }

    /// The work: a trial for each value and fold.
    public Experiment experiment() {
        var recipes = trials.stream().flatMap(trial -> trial.recipe().stream()).toList();
        return new Experiment("validation curve of %s: %s on %s".formatted(setting, recipes.getFirst(), data.name()),
                List.of(data), recipes, false, resampling, List.of(measure.name(), Cell.TRAINING + measure.name()), seed);
    }

    /// @param value  what the setting was set to
    /// @param recipe the whole recipe; empty if the value was refused
    /// @param scores with it
    public record Point(String value, String recipe, CurvePoint scores) {
    }

    /// @param points            one for each value
    /// @param best              the point with the best mean test score, the first of equals; empty if none has a score in every fold
    /// @param oneStandardError  of the points whose mean test score is not worse than the best by more than one standard error of
    ///                          the best, the one that fits its training rows least (Breiman and others 1984, whose simplest
    ///                          tree that is); the standard error is the deviation over the folds by the root of the number of folds
    ///                          of one repetition, as repetitions are no new rows
    /// @param standardError     that of the best; empty for a single fold
    public record Curve(List<Point> points, OptionalInt best, OptionalInt oneStandardError, OptionalDouble standardError) {

        public Curve {
            points = List.copyOf(points);
        }
    }

    /// The curve that the work has found.
    public Curve curve(Results results) {
        var byRecipe = new LinkedHashMap<String, List<CellResult>>();
        for (var cell : results.cells()) {
            byRecipe.computeIfAbsent(cell.trial().cell().recipe(), any -> new ArrayList<>()).add(cell);
        }
        var points = trials.stream().map(trial -> trial.recipe().map(recipe -> new Point(trial.value(), recipe.toString(),
                        CurvePoint.of(latest(byRecipe.getOrDefault(recipe.toString(), List.of())), measure)))
                .orElseGet(() -> new Point(trial.value(), "", CurvePoint.none(trial.refusal())))).toList();
        int folds = (int) results.cells().stream().map(cell -> cell.trial().cell().fold()).filter(fold -> fold.repeat() == 0)
                .mapToInt(fold -> fold.number()).distinct().count();
        return choose(points, folds, measure.greaterIsBetter());
    }

    /// The cells of the plug-ins that are installed now: those of earlier ones that the study has were entered before them.
    private static List<CellResult> latest(List<CellResult> cells) {
        return cells.stream().filter(cell -> cell.trial().cell().plugins().equals(cells.getLast().trial().cell().plugins())
                && cell.trial().platform().equals(cells.getLast().trial().platform())).toList();
    }

    static Curve choose(List<Point> points, int folds, boolean greaterIsBetter) {
        double sign = greaterIsBetter ? 1 : -1;
        int most = points.stream().mapToInt(point -> point.scores().test().values()).max().orElse(0);
        var complete = IntStream.range(0, points.size()).filter(i -> most > 0 && points.get(i).scores().test().values() == most).toArray();
        OptionalInt best = OptionalInt.empty();
        for (int i : complete) {
            if (best.isEmpty() || sign * mean(points, i) > sign * mean(points, best.getAsInt())) {
                best = OptionalInt.of(i);
            }
        }
        if (best.isEmpty()) {
            return new Curve(points, best, OptionalInt.empty(), OptionalDouble.empty());
        }
        var deviation = points.get(best.getAsInt()).scores().test().deviation();
        if (deviation.isEmpty() || folds < 2) {
            return new Curve(points, best, OptionalInt.empty(), OptionalDouble.empty());
        }
        double error = deviation.getAsDouble() / Math.sqrt(folds);
        double least = sign * mean(points, best.getAsInt()) - error;
        int simplest = best.getAsInt();
        for (int i : complete) {
            if (sign * mean(points, i) >= least && sign * training(points, i) < sign * training(points, simplest)) {
                simplest = i;
            }
        }
        return new Curve(points, best, OptionalInt.of(simplest), OptionalDouble.of(error));
    }

    private static double mean(List<Point> points, int i) {
        return points.get(i).scores().test().mean().orElseThrow();
    }

    private static double training(List<Point> points, int i) {
        return points.get(i).scores().training().mean().orElse(Double.NaN);
    }
}

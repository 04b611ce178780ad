package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Score;
import org.glia.api.model.Series;
import org.glia.experiments.statistics.RankDiagram;

/// The pictures of a page.
final class Pictures {

    private static final double WIDTH = 760;
    private static final double LABELS = 250;
    private static final int LETTERS = 38;
    private static final double ROW = 26;
    private static final double LETTER = 6.2;
    /// From so many values on, quarters say something.
    private static final int BOX = 5;

    private Pictures() {
    }

    /// The scores of a leaderboard's decisive measure: a dot for each fold, a box around the middle half, lines at median and
    /// mean.
    static String scores(Board board, String id) {
        var measure = board.measures().getFirst();
        var values = board.lines().stream().map(line -> line.cells().stream().mapToDouble(cell -> value(cell, measure.name())).toArray()).toList();
        var scale = Scale.of(values.stream().flatMapToDouble(Arrays::stream), LABELS + 10, WIDTH - 15, 6);
        double bottom = 14 + ROW * values.size();
        long infinite = values.stream().flatMapToDouble(Arrays::stream).filter(Double::isInfinite).count();
        var title = "%s by fold on %s".formatted(measure.name(), board.source().data());
        var svg = new Svg(WIDTH, bottom + 44, id, title, "A dot for each fold, by recipe, the best recipe first. " + board.lines().stream()
                .filter(line -> line.standing().summaries().getFirst().mean().isPresent()).map(line -> "%s: mean %s".formatted(line.recipe(),
                        board.digits(0).text(line.standing().summaries().getFirst().mean().getAsDouble()))).collect(Collectors.joining("; ")) + ".");
        axis(svg, scale, 8, bottom);
        svg.text((scale.from() + scale.to()) / 2, bottom + 38, "middle", measure.name() + (measure.greaterIsBetter()
                ? " (larger is better)" : " (smaller is better)") + (infinite == 0 ? "" : "; %d infinite not shown".formatted(infinite)));
        for (int i = 0; i < values.size(); i++) {
            var line = board.lines().get(i);
            double y = 14 + ROW * (i + 0.5);
            svg.text(LABELS, y + 4, "end", line.recipe(), LETTERS);
            var sorted = Arrays.stream(values.get(i)).filter(Double::isFinite).sorted().toArray();
            if (sorted.length >= BOX) {
                double low = scale.place(quantile(sorted, 0.25));
                double median = scale.place(quantile(sorted, 0.5));
                svg.box(low, y - 8, Math.max(0.5, scale.place(quantile(sorted, 0.75)) - low), 16, "box");
                svg.line(median, y - 8, median, y + 8, "median");
            }
            for (int fold = 0; fold < values.get(i).length; fold++) {
                double x = values.get(i)[fold];
                if (Double.isFinite(x)) {
                    var cell = line.cells().get(fold);
                    svg.dot(scale.place(x), y, 3.5, anchor(cell), "%s, %s: %s".formatted(line.recipe(), cell.place(), Digits.exact(x)));
                }
            }
            line.standing().summaries().getFirst().mean().stream().filter(Double::isFinite).forEach(mean ->
                    svg.line(scale.place(mean), y - 10, scale.place(mean), y + 10, "mean"));
        }
        return svg.toString();
    }

    /// The place of a trial in the page. Data sets of the same content and recipes of the same meaning share keys, so their names
    /// belong to it.
    static String anchor(Facts cell) {
        return "cell-%s-%s".formatted(cell.key(), Integer.toHexString(List.of(cell.data(), cell.recipe()).hashCode()));
    }

    private static double value(Facts cell, String measure) {
        return cell.cell().score(measure).map(score -> score instanceof Score.Value value ? value.value() : Double.NaN).orElse(Double.NaN);
    }

    /// Hyndman and Fan's seventh, as R and NumPy have it.
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        return below + 1 == sorted.length ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    private static void axis(Svg svg, Scale scale, double top, double bottom) {
        for (var tick : scale.ticks()) {
            double x = scale.place(tick.value());
            svg.line(x, top, x, bottom, "grid").text(x, bottom + 18, "middle", tick.text());
        }
        svg.line(scale.from(), bottom, scale.to(), bottom, "axis");
    }

    /// Average ranks on a line, the best to the right, with a bar over those that do not differ significantly: Demsar (2006),
    /// figure 1; figure 2 where all were compared with one recipe.
    static String criticalDifference(RankDiagram diagram, String id) {
        var places = diagram.places();
        int left = (places.size() + 1) / 2;
        var groups = diagram.groups();
        int highest = (int) Math.max(2, Math.max(places.size(), Math.ceil(places.getLast().averageRank())));
        var scale = new Scale(highest, 1, -1, 240, 560);
        double axis = 62;
        double first = axis + 22 + 8 * Math.max(1, groups.size());
        var svg = new Svg(800, first + ROW * left + 4, id, "Average ranks, %s, alpha %s".formatted(diagram.procedure(), diagram.alpha()),
                description(diagram));
        double end = scale.place(highest - diagram.criticalDifference());
        if (end <= 785) {
            svg.line(240, 20, end, 20, "bar").line(240, 15, 240, 25, "axis").line(end, 15, end, 25, "axis")
                    .text((240 + end) / 2, 12, "middle", "critical difference " + digits(diagram.criticalDifference()));
        } else {
            svg.text(400, 12, "middle", "critical difference %s, more than ranks can differ".formatted(digits(diagram.criticalDifference())));
        }
        svg.line(240, axis, 560, axis, "axis");
        for (int rank = 1; rank <= highest; rank++) {
            if (highest <= 20 || rank == 1 || rank % 5 == 0) {
                svg.line(scale.place(rank), axis - 6, scale.place(rank), axis, "axis").text(scale.place(rank), axis - 11, "middle",
                        Integer.toString(rank));
            }
        }
        for (int g = 0; g < groups.size(); g++) {
            double y = axis + 10 + 8 * g;
            svg.line(scale.place(groups.get(g).worst()) - 4, y, scale.place(groups.get(g).best()) + 4, y, "bar");
        }
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            boolean best = i < places.size() - left; // the better half to the right, where the axis has them
            int depth = best ? i : places.size() - 1 - i;
            double x = scale.place(place.averageRank());
            double y = first + ROW * (depth + 0.5);
            double edge = best ? 575 : 225;
            svg.line(x, axis, x, y, "stem").line(x, y, edge, y, "stem").text(best ? edge + 5 : edge - 5, y + 4, best ? "start" : "end",
                    "%s  %s".formatted(cut(place.recipe()), digits(place.averageRank())));
        }
        return svg.toString();
    }

    private static String cut(String recipe) {
        int most = (int) (150 / LETTER);
        return recipe.codePointCount(0, recipe.length()) <= most ? recipe
                : recipe.substring(0, recipe.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static String digits(double rank) {
        return String.format(Locale.ROOT, "%.2f", rank);
    }

    private static String description(RankDiagram diagram) {
        var sentences = new ArrayList<String>();
        diagram.places().forEach(place -> sentences.add("%s has the average rank %s.".formatted(place.recipe(), digits(place.averageRank()))));
        diagram.groups().forEach(group -> sentences.add("%s do not differ significantly.".formatted(String.join(", ", group.recipes()))));
        return String.join(" ", sentences);
    }

    /// What the fits of a recipe recorded under one name, a line for each fold.
    static String curve(String recipe, String name, List<Facts> cells, String id) {
        var lines = cells.stream().map(cell -> cell.history().find(name)).toList();
        var x = Scale.of(lines.stream().flatMap(line -> line.stream()).flatMapToDouble(line -> Arrays.stream(line.steps())), 70, 345, 5);
        var y = Scale.of(lines.stream().flatMap(line -> line.stream()).flatMapToDouble(line -> Arrays.stream(line.values())), 176, 30, 4);
        var svg = new Svg(360, 216, id, "%s of %s".formatted(name, recipe), "A line for each fold. " + IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).filter(line -> line.values().length > 0).isPresent()).mapToObj(i -> "%s ends at %s"
                        .formatted(cells.get(i).place(), Digits.exact(lines.get(i).get().last()))).collect(Collectors.joining("; ")) + ".");
        svg.text(180, 14, "middle", recipe, 52);
        for (var tick : y.ticks()) {
            svg.line(70, y.place(tick.value()), 345, y.place(tick.value()), "grid").text(65, y.place(tick.value()) + 4, "end", tick.text());
        }
        axis(svg, x, 176, 176);
        svg.text(207, 211, "middle", name, 45);
        for (int i = 0; i < lines.size(); i++) {
            var place = cells.get(i).place();
            lines.get(i).map(Pictures::thinned).ifPresent(line -> svg.path(Arrays.stream(line.steps()).map(x::place).toArray(),
                    Arrays.stream(line.values()).map(y::place).toArray(), "curve", place));
        }
        return svg.toString();
    }

    /// As many points as can be seen.
    private static Series thinned(Series line) {
        int most = 300;
        int n = line.steps().length;
        if (n <= most) {
            return line;
        }
        var kept = IntStream.range(0, most).map(i -> (int) ((long) i * (n - 1) / (most - 1))).toArray();
        return new Series(line.name(), Arrays.stream(kept).mapToDouble(i -> line.steps()[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> line.values()[i]).toArray());
    }
}

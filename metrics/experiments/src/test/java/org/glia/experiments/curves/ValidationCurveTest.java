package org.glia.experiments.curves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.RecipeSpace;
import org.glia.api.recipe.Value;
import org.glia.experiments.Conditions;
import org.glia.experiments.Progress;
import org.glia.experiments.Resampling;
import org.glia.experiments.Summary;
import org.junit.jupiter.api.Test;

class ValidationCurveTest {

    private static ValidationCurve curve(String data, String space, int points, Resampling resampling, String measure) {
        return ValidationCurve.of(Fixtures.CATALOG, Fixtures.CATALOG.load(data), RecipeSpace.parse(space), points, resampling,
                measure.isEmpty() ? Optional.empty() : Optional.of(measure), 0);
    }

    private static ValidationCurve.Curve drawn(ValidationCurve curve) {
        return Fixtures.with(2, experiments -> curve.curve(experiments.run(experiments.plan(curve.study(), curve.experiment()),
                Conditions.standard(), Progress.none(), () -> false)));
    }

    private static List<String> values(String space, int points) {
        return curve("diabetes", space, points, Resampling.standard(), "").trials().stream().map(ValidationCurve.Trial::value).toList();
    }

    private static List<String> numbers(String range, int points, boolean whole) {
        return ValidationCurve.numbers((Value.Range) Value.parse(range), points, whole);
    }

    @Test
    void scoresAndChoicesAreThoseOfScikitLearnOnTheSameFolds() {
        var curve = drawn(curve("diabetes", "standardize | ridge alpha=0.1..1000:log", 5, Fixtures.folds("diabetes"), "r2"));
        var lines = Fixtures.cells("validation.csv");
        assertEquals(lines.size(), curve.points().size());
        for (int i = 0; i < lines.size(); i++) {
            var line = Arrays.stream(lines.get(i)).mapToDouble(Double::parseDouble).toArray();
            var point = curve.points().get(i);
            assertEquals(line[0], Double.parseDouble(point.value()));
            assertEquals(line[1], point.scores().training().mean().orElseThrow(), 1e-10);
            assertEquals(line[2], point.scores().training().deviation().orElseThrow(), 1e-10);
            assertEquals(line[3], point.scores().test().mean().orElseThrow(), 1e-10);
            assertEquals(line[4], point.scores().test().deviation().orElseThrow(), 1e-10);
            assertEquals(line[5] == 1, curve.best().orElseThrow() == i);
            assertEquals(line[6] == 1, curve.oneStandardError().orElseThrow() == i);
            assertEquals(line[7], curve.standardError().orElseThrow(), 1e-10);
        }
    }

    @Test
    void rangesAreEvenOrEvenInTheLogarithmWithBothEnds() {
        assertEquals(List.of("0.01", "0.1", "1", "10", "100"), numbers("0.01..100:log", 5, false));
        assertEquals(List.of("0", "0.25", "0.5", "0.75", "1"), numbers("0..1", 5, false));
        assertEquals(List.of("0.001", "0.0316228", "1"), numbers("0.001..1:log", 3, false));
        assertEquals(List.of("-2", "2"), numbers("-2..2", 2, false));
        assertEquals(List.of("1", "2", "3", "4"), numbers("1..4", 9, true));
        assertEquals(List.of("1", "3", "10", "32", "100"), numbers("1..100:log", 5, true));
        assertEquals(List.of("1000000", "3000000", "5000000"), numbers("1e6..5e6", 3, false));
    }

    @Test
    void settingsOfWholeNumbersGetWholeNumbers() {
        var curve = ValidationCurve.of(Fixtures.CATALOG, Fixtures.CATALOG.load("iris"), RecipeSpace.parse("kmeans k=2..6"), 9,
                Resampling.standard(), Optional.of("silhouette"), 0);
        assertEquals(List.of("2", "3", "4", "5", "6"), curve.trials().stream().map(ValidationCurve.Trial::value).toList());
        assertEquals("kmeans.k", curve.setting());
        assertEquals(List.of("0.5", "1", "1.5"), values("ridge alpha=0.5..1.5", 3));
        assertEquals(List.of("0.1", "0.2"), values("ridge alpha=0.1..0.2", 2));
    }

    @Test
    void alternativesAreTriedAsTheyAreAndThoseThatSayTheSameOnce() {
        assertEquals(List.of("10", "1", "0.5"), values("standardize | ridge alpha={10,1,1.0,0.5}", 2));
    }

    @Test
    void valuesThatAreRefusedOrFailAreShownAsSuch() {
        var curve = drawn(curve("iris", "picky rows={-1,10,130,1000}", 2, Resampling.standard(), "accuracy"));
        var points = curve.points();
        assertEquals(List.of("-1", "10", "130", "1000"), points.stream().map(ValidationCurve.Point::value).toList());
        assertTrue(points.get(0).scores().problems().getFirst().contains("rows"), points.toString());
        assertEquals(List.of(), points.get(1).scores().problems());
        assertEquals(List.of("IllegalStateException: 120 rows are too few"), points.get(3).scores().problems());
        assertTrue(points.get(3).scores().test().mean().isEmpty());
        assertEquals(OptionalInt.of(1), curve.best());
        assertEquals(OptionalInt.of(1), curve.oneStandardError());
    }

    @Test
    void whereEveryValueFailsThereIsNoBest() {
        var curve = drawn(curve("iris", "picky rows={200,1000}", 2, Resampling.standard(), "accuracy"));
        assertEquals(OptionalInt.empty(), curve.best());
        assertEquals(OptionalInt.empty(), curve.oneStandardError());
    }

    private static ValidationCurve.Point point(double training, double test, double deviation, int values) {
        var one = new Summary(OptionalDouble.of(test), OptionalDouble.of(deviation), values, 0);
        return new ValidationCurve.Point("", "", new CurvePoint(new Summary(OptionalDouble.of(training), OptionalDouble.of(0), values, 0), one,
                one, List.of()));
    }

    @Test
    void theChoiceWithinOneErrorFitsItsTrainingRowsLeast() {
        // the error of the best is 0.04 / 2: 0.90 is in, 0.879 is out
        var points = List.of(point(0.70, 0.879, 0.04, 4), point(0.80, 0.90, 0.5, 4), point(0.85, 0.90, 0, 4), point(0.9, 0.90, 0.04, 4),
                point(0.99, 0.89, 0.04, 4), point(0.1, 0.9, 0, 3));
        var larger = ValidationCurve.choose(points, 4, true);
        assertEquals(OptionalInt.of(1), larger.best(), "the first of equals");
        assertEquals(0.25, larger.standardError().orElseThrow(), 1e-15);
        assertEquals(OptionalInt.of(0), larger.oneStandardError());
        var narrow = ValidationCurve.choose(points.subList(2, 6), 4, true);
        assertEquals(OptionalInt.of(0), narrow.oneStandardError(), "one without a score in every fold takes no part");
        var mirrored = IntStream.of(3, 4, 0).mapToObj(points::get).toList();
        var smaller = ValidationCurve.choose(mirrored, 4, false);
        assertEquals(OptionalInt.of(2), smaller.best());
        assertEquals(OptionalInt.of(1), smaller.oneStandardError(), "the largest loss on training rows");
        assertEquals(OptionalInt.empty(), ValidationCurve.choose(points, 1, true).oneStandardError(), "one fold has no error");
    }

    @Test
    void wrongQuestionsAreRefusedWithTheCure() {
        assertTrue(assertThrows(RecipeException.class, () -> curve("iris", "logistic", 5, Resampling.standard(), "")).getMessage()
                .contains("needs a range or alternatives"));
        var two = assertThrows(RecipeException.class, () -> curve("iris", "kmeans k=2..3 tolerance=0.1..0.2", 5, Resampling.standard(), ""));
        assertTrue(two.getMessage().contains("kmeans.k, kmeans.tolerance"), two.getMessage());
        assertThrows(GliaException.class, () -> curve("iris", "kmeans k=2..3", 1, Resampling.standard(), ""));
        assertThrows(GliaException.class, () -> curve("iris", "kmeans k=2..3", 5, new Resampling.Training(), ""));
        assertTrue(assertThrows(RecipeException.class, () -> curve("iris", "kmeans kk=2..3", 5, Resampling.standard(), "")).getMessage()
                .contains("kk"));
        assertThrows(RecipeException.class, () -> curve("iris", "kmeens k=2..3", 5, Resampling.standard(), ""));
    }
}

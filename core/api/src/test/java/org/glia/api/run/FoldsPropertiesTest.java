package org.glia.api.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Role;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What holds for the splits of any table, tried on tables of many shapes.
class FoldsPropertiesTest {

    private static final int LEVELS = 4;

    /// Levels of very different frequency, some of them on fewer rows than there are folds, and some rows without one.
    private static Dataset table(int shape) {
        var random = RandomStream.of(1, "table", shape);
        int n = 12 + random.nextInt(90);
        var codes = IntStream.range(0, n).map(row -> (int) (LEVELS * Math.pow(random.nextDouble(), 3)) - (row % 11 == 5 ? 1 : 0)).toArray();
        return Dataset.builder("table").numeric("x", random.doubles(n).toArray())
                .nominal("y", Levels.of("a", "b", "c", "d"), codes).target("y").build();
    }

    private static int count(Dataset data, int[] rows, int code) {
        return (int) Arrays.stream(rows).filter(row -> data.nominal("y").code(row) == code).count();
    }

    @RepeatedTest(40)
    void foldsHaveTheirShareOfEachLevelToWithinARow(RepetitionInfo shape) {
        var data = table(shape.getCurrentRepetition());
        int k = 2 + shape.getCurrentRepetition() % 9;
        var all = IntStream.range(0, data.rows()).toArray();
        for (var fold : Folds.kFold(data, k, 2, shape.getCurrentRepetition()).all()) {
            assertTrue(Math.abs(fold.test().length - data.rows() / (double) k) < 1);
            for (int code = -1; code < LEVELS; code++) {
                assertTrue(Math.abs(count(data, fold.test(), code) - count(data, all, code) / (double) k) < 1);
            }
        }
    }

    @RepeatedTest(40)
    void theTestSetHasItsShareOfEachLevelToWithinARow(RepetitionInfo shape) {
        var data = table(shape.getCurrentRepetition());
        double share = 0.1 + 0.02 * shape.getCurrentRepetition();
        var all = IntStream.range(0, data.rows()).toArray();
        var fold = Folds.holdout(data, share, shape.getCurrentRepetition()).all().getFirst();
        assertEquals(Math.round(share * data.rows()), fold.test().length);
        double exact = fold.test().length / (double) data.rows();
        for (int code = -1; code < LEVELS; code++) {
            assertTrue(Math.abs(count(data, fold.test(), code) - exact * count(data, all, code)) < 1);
        }
    }

    @RepeatedTest(20)
    void foldsOfGroupsDifferByOneGroupAtMost(RepetitionInfo shape) {
        var random = RandomStream.of(2, "groups", shape.getCurrentRepetition());
        int n = 60 + random.nextInt(60);
        var groups = IntStream.range(0, n).mapToDouble(row -> (int) (12 * Math.sqrt(random.nextDouble()))).toArray();
        var data = Dataset.builder("families").numeric("x", random.doubles(n).toArray()).numeric("family", groups)
                .role(Role.GROUP, "family").build();
        long largest = Arrays.stream(groups).mapToLong(one -> Arrays.stream(groups).filter(other -> other == one).count()).max()
                .orElseThrow();
        var sizes = Folds.kFold(data, 4, 1, 3).all().stream().mapToInt(fold -> fold.test().length).summaryStatistics();
        assertEquals(n, sizes.getSum());
        assertTrue(sizes.getMax() - sizes.getMin() <= largest);
    }

    @Test
    void anEarlierRepeatDoesNotDependOnHowManyFollow() {
        var data = table(3);
        var few = Folds.kFold(data, 3, 1, 9).all();
        var many = Folds.kFold(data, 3, 4, 9).all();
        for (int number = 0; number < 3; number++) {
            assertArrayEquals(few.get(number).test(), many.get(number).test());
        }
    }

    @Test
    void theOtherColumnsHaveNoInfluence() {
        var data = table(5);
        assertEquals(Folds.kFold(data, 3, 2, 9).fingerprint(),
                Folds.kFold(data.columns(List.of("y")), 3, 2, 9).fingerprint());
        assertEquals(Folds.holdout(data, 0.3, 9).fingerprint(),
                Folds.holdout(data.columns(List.of("y")), 0.3, 9).fingerprint());
    }

    @Test
    void aHoldoutLeavesARowOnEachSide() {
        var data = table(1).rows(0, 3);
        assertEquals(1, Folds.holdout(data, 0.001, 0).all().getFirst().test().length);
        assertEquals(1, Folds.holdout(data, 0.999, 0).all().getFirst().train().length);
    }

    @Test
    void stretchesOfTimeFollowEachOtherWithoutAGap() {
        var random = RandomStream.of(4, "time", 0);
        var when = IntStream.of(random.permutation(31)).mapToDouble(t -> t * 1e9).toArray();
        var data = Dataset.builder("series").numeric("t", when).numeric("x", random.doubles(31).toArray()).role(Role.TIME, "t").build();
        var folds = Folds.byTime(data, 5).all();
        assertEquals(5, folds.size());
        for (int number = 0; number < 5; number++) {
            var fold = folds.get(number);
            assertTrue(Math.abs(fold.test().length - 31 / 6.0) < 1);
            double last = Arrays.stream(fold.train()).mapToDouble(row -> when[row]).max().orElseThrow();
            assertTrue(Arrays.stream(fold.test()).allMatch(row -> when[row] > last));
            if (number > 0) {
                int known = folds.get(number - 1).train().length + folds.get(number - 1).test().length;
                assertEquals(known, fold.train().length);
            }
        }
        assertEquals(31, folds.getLast().train().length + folds.getLast().test().length);
    }

    @Test
    void thousandsOfYearsOfMillisecondsKeepTheirOrder() {
        var data = Dataset.builder("series").time("t", 4_000, 253_402_300_799_999L, -62_135_596_800_000L, 3_999)
                .numeric("x", 1, 2, 3, 4).role(Role.TIME, "t").build();
        var folds = Folds.byTime(data, 3).all();
        assertArrayEquals(new int[] {2}, folds.get(0).train());
        assertArrayEquals(new int[] {3}, folds.get(0).test());
        assertArrayEquals(new int[] {0}, folds.get(1).test());
        assertArrayEquals(new int[] {1}, folds.get(2).test());
    }
}

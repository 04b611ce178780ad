package org.glia.api.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static Dataset table(int rows, String... levels) {
        var values = IntStream.range(0, rows).mapToObj(row -> levels[row % levels.length]).toArray(String[]::new);
        return Dataset.builder("table").numeric("x", IntStream.range(0, rows).asDoubleStream().toArray())
                .nominal("class", values).target("class").build();
    }

    private static void assertSplits(Dataset data, Fold fold) {
        var rows = IntStream.concat(Arrays.stream(fold.train()), Arrays.stream(fold.test())).sorted().toArray();
        assertTrue(Arrays.equals(IntStream.range(0, data.rows()).toArray(), rows), "each row is on one side");
        assertTrue(fold.test().length > 0 && fold.train().length > 0);
    }

    @Test
    void eachRowIsTestedOnceInEachRepeat() {
        var data = table(53, "a", "b", "c");
        var folds = Folds.kFold(data, 5, 3, 1);
        assertEquals(15, folds.all().size());
        for (int repeat = 0; repeat < 3; repeat++) {
            int now = repeat;
            var tested = folds.all().stream().filter(fold -> fold.repeat() == now).flatMapToInt(fold -> Arrays.stream(fold.test()));
            assertEquals(53, tested.distinct().count());
        }
        folds.all().forEach(fold -> assertSplits(data, fold));
        assertNotEquals(Arrays.toString(folds.all().get(0).test()), Arrays.toString(folds.all().get(5).test()));
    }

    @Test
    void levelsAreSharedOutEvenly() {
        var data = table(100, "a", "a", "a", "b");
        for (var fold : Folds.kFold(data, 10, 1, 7).all()) {
            int b = data.rows(fold.test()).nominalTarget().counts()[1];
            assertTrue(b == 2 || b == 3, "25 of a level over 10 folds: " + b);
            assertEquals(10, fold.test().length);
        }
        var test = Folds.holdout(data, 0.2, 7).all().getFirst();
        assertSplits(data, test);
        assertEquals(20, test.test().length);
        assertEquals(5, data.rows(test.test()).nominalTarget().counts()[1]);
    }

    @Test
    void holdoutIsRandomWithinALevel() {
        var data = table(100, "a");
        assertNotEquals(Arrays.toString(Folds.holdout(data, 0.3, 1).all().getFirst().test()),
                Arrays.toString(Folds.holdout(data, 0.3, 2).all().getFirst().test()));
    }

    @Test
    void noGroupStandsOnBothSides() {
        var names = IntStream.range(0, 60).mapToObj(row -> "g" + row % 7).toArray(String[]::new);
        var data = table(60, "a", "b").with(org.glia.api.data.Field.nominal("who", org.glia.api.data.Levels.sorted(
                Arrays.asList(names))), org.glia.api.data.NominalColumn.of(org.glia.api.data.Levels.sorted(Arrays.asList(names)), names))
                .withRole(Role.GROUP, "who");
        for (var folds : new Folds[] {Folds.kFold(data, 3, 1, 1), Folds.holdout(data, 0.3, 1)}) {
            for (var fold : folds.all()) {
                assertSplits(data, fold);
                var train = new HashSet<>(Arrays.stream(fold.train()).mapToObj(row -> names[row]).toList());
                assertTrue(Arrays.stream(fold.test()).noneMatch(row -> train.contains(names[row])));
            }
        }
        assertThrows(DataException.class, () -> Folds.kFold(data, 8, 1, 1), "seven groups");
    }

    @Test
    void timeIsNeverTestedBeforeItIsTrained() {
        var data = Dataset.builder("series").numeric("t", 5, 1, 4, 2, 3, 0).numeric("y", 1, 2, 3, 4, 5, 6)
                .role(Role.TIME, "t").target("y").build();
        for (var fold : Folds.byTime(data, 2).all()) {
            double last = Arrays.stream(fold.train()).mapToDouble(row -> data.numeric("t").value(row)).max().orElseThrow();
            assertTrue(Arrays.stream(fold.test()).allMatch(row -> data.numeric("t").value(row) > last));
        }
    }

    @Test
    void rowsOfOneInstantStayTogether() {
        var data = Dataset.builder("series").numeric("t", 0, 1, 1, 1, 1, 2, 3, 4).numeric("y", 1, 2, 3, 4, 5, 6, 7, 8)
                .role(Role.TIME, "t").target("y").build();
        var first = Folds.byTime(data, 2).all().getFirst();
        assertEquals("[0, 1, 2, 3, 4]", Arrays.toString(first.train()));
        assertEquals("[5]", Arrays.toString(first.test()));
        assertThrows(DataException.class, () -> Folds.byTime(data.rows(0, 5), 2));
    }

    @Test
    void theFingerprintTellsSplitsApart() {
        var data = table(30, "a", "b");
        assertEquals(Folds.kFold(data, 3, 1, 1).fingerprint(), Folds.kFold(data, 3, 1, 1).fingerprint());
        assertNotEquals(Folds.kFold(data, 3, 1, 1).fingerprint(), Folds.kFold(data, 3, 1, 2).fingerprint());
    }

    @Test
    void tooFewRowsAreRefusedInWords() {
        var failure = assertThrows(DataException.class, () -> Folds.kFold(table(3, "a"), 5, 1, 1));
        assertEquals("table has 3 rows, fewer than the 5 that the split needs", failure.getMessage());
        assertThrows(DataException.class, () -> Folds.kFold(table(30, "a"), 1, 1, 1));
        assertThrows(DataException.class, () -> Folds.holdout(table(30, "a"), 1, 1));
        assertThrows(DataException.class, () -> Folds.byTime(table(30, "a"), 3));
    }
}

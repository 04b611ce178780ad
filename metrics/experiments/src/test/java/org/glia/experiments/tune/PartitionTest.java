package org.glia.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.run.Folds;
import org.glia.experiments.Resampling;
import org.junit.jupiter.api.Test;

class PartitionTest {

    /// 60 rows of `a`, 30 of `b`, 10 of `c`, mixed.
    private static Dataset classes() {
        var y = new String[100];
        Arrays.setAll(y, i -> i % 10 < 6 ? "a" : i % 10 < 9 ? "b" : "c");
        return Dataset.builder("classes").numeric("x", IntStream.range(0, 100).asDoubleStream().toArray()).nominal("y", y).target("y").build();
    }

    @Test
    void innerFoldsLieWithinTheTrainingRowsOfTheOuterFoldAndTestEachOfThemOnce() {
        var data = classes();
        for (var outer : Folds.kFold(data, 4, 1, 7).all()) {
            var inner = Partition.within(data, outer.train(), new Resampling.CrossValidation(3, 2), 7, "here");
            assertEquals(6, inner.all().size());
            for (int repeat = 0; repeat < 2; repeat++) {
                int number = repeat;
                assertArrayEquals(outer.train(), inner.all().stream().filter(fold -> fold.repeat() == number)
                        .flatMapToInt(fold -> IntStream.of(fold.test())).sorted().toArray());
            }
            inner.all().forEach(fold -> assertArrayEquals(outer.train(),
                    IntStream.concat(IntStream.of(fold.train()), IntStream.of(fold.test())).sorted().toArray()));
        }
    }

    @Test
    void fewerRowsHaveTheSharesOfTheLevelsAndLieWithinMoreRows() {
        var data = classes();
        var folds = Folds.kFold(data, 5, 1, 0);
        var before = Partition.shortened(data, folds, 10, 3);
        for (int rows : new int[] {20, 40, 79}) {
            var now = Partition.shortened(data, folds, rows, 3);
            for (int f = 0; f < 5; f++) {
                var train = now.all().get(f).train();
                assertEquals(rows, train.length);
                var all = IntStream.of(train).boxed().collect(Collectors.toSet());
                assertTrue(IntStream.of(before.all().get(f).train()).allMatch(all::contains));
                assertTrue(IntStream.of(folds.all().get(f).train()).boxed().collect(Collectors.toSet()).containsAll(all));
                assertSame(folds.all().get(f).test(), now.all().get(f).test());
                var counts = data.rows(train).nominalTarget().counts();
                assertEquals(0.6 * rows, counts[0], 1);
                assertEquals(0.3 * rows, counts[1], 1);
                assertEquals(0.1 * rows, counts[2], 1);
            }
            before = now;
        }
        assertSame(folds, Partition.shortened(data, folds, 80, 3));
        assertNotEquals(folds.definition(), before.definition());
    }

    @Test
    void everyLevelIsThereFromTheStart() {
        var folds = Folds.kFold(classes(), 5, 1, 0);
        Partition.shortened(classes(), folds, 3, 0).all().forEach(fold ->
                assertArrayEquals(new int[] {1, 1, 1}, Arrays.stream(classes().rows(fold.train()).nominalTarget().counts()).map(c -> c).toArray()));
    }

    @Test
    void ofDataInTimeTheLastRowsAreKept() {
        var times = IntStream.range(0, 40).mapToDouble(i -> (i * 7) % 40).toArray();
        var data = Dataset.builder("times").numeric("when", times).numeric("y", times).target("y").build().withRole(Role.TIME, "when");
        var folds = Folds.byTime(data, 3);
        Partition.shortened(data, folds, 5, 0).all().forEach(fold -> {
            double first = IntStream.of(fold.test()).mapToDouble(row -> times[row]).min().orElseThrow();
            assertArrayEquals(IntStream.range(1, 6).mapToDouble(back -> first - 6 + back).toArray(),
                    IntStream.of(fold.train()).mapToDouble(row -> times[row]).sorted().toArray());
        });
    }
}

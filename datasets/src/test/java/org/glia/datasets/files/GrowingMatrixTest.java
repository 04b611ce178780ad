package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class GrowingMatrixTest {

    private static void add(GrowingMatrix matrix, int row, double foreseen, int[] wanted, double... numbers) {
        int more = numbers.length / matrix.columns().length;
        matrix.add(more, foreseen, wanted);
        System.arraycopy(numbers, 0, matrix.values(), row * matrix.columns().length, numbers.length);
    }

    @Test
    void rowsAreThereHoweverManyWereForeseen() {
        for (double foreseen : new double[] {0, 3, 5, 1e9, Double.POSITIVE_INFINITY}) {
            var all = new int[] {2, 5};
            var matrix = new GrowingMatrix(all);
            add(matrix, 0, foreseen, all, 1, 2, 3, 4);
            add(matrix, 2, foreseen, all, 5, 6);
            add(matrix, 3, foreseen, all, 7, 8, 9, 10);
            var finished = matrix.finished(all);
            assertEquals(5, finished.rows());
            assertArrayEquals(DoubleStream.iterate(1, x -> x + 1).limit(10).toArray(), finished.values());
        }
    }

    @Test
    void droppedColumnsLeaveTheOthersInTheirRows() {
        var matrix = new GrowingMatrix(new int[] {0, 1, 4});
        add(matrix, 0, 2, new int[] {0, 1, 4}, 1, 2, 3, 4, 5, 6);
        matrix.keep(new int[] {0, 4});
        assertArrayEquals(new int[] {0, 4}, matrix.columns());
        add(matrix, 2, 3, new int[] {0, 4}, 7, 8);
        assertArrayEquals(new double[] {1, 3, 4, 6, 7, 8}, matrix.finished(new int[] {0, 4}).values());
        assertArrayEquals(new double[] {3, 6, 8}, matrix.finished(new int[] {4}).values());
    }

    @Test
    void aTableOfManyNumbersKeepsItsArrayIfThatIsNearlyFull() {
        var all = new int[] {0};
        var matrix = new GrowingMatrix(all);
        matrix.add(1 << 18, (1 << 21) * 1.05, all);
        matrix.add((1 << 21) - (1 << 18), 0, all);
        var before = matrix.values();
        assertTrue(before == matrix.finished(all).values() && before.length > 1 << 21);
        matrix.add(1 << 20, 1e9, all);
        var finished = matrix.finished(all);
        assertEquals(3 << 20, finished.values().length);
    }

    @Test
    void moreNumbersThanAnArrayHoldsAreNotKept() {
        var wide = new int[20_000];
        java.util.Arrays.setAll(wide, i -> i);
        var matrix = new GrowingMatrix(wide);
        matrix.add(10, 0, wide);
        assertFalse(matrix.isTooLarge());
        matrix.add(200_000, 0, wide);
        assertTrue(matrix.isTooLarge());
        assertEquals(0, matrix.values().length);
    }
}

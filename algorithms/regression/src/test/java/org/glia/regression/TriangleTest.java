package org.glia.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.glia.api.run.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriangleTest {

    /// Sizes below, at and beyond a panel of reflections, tall, square and wide.
    @ParameterizedTest
    @CsvSource({"1,1", "7,1", "5,5", "3,8", "200,31", "200,32", "200,33", "130,65", "40,90"})
    void keepsTheProductsOfColumns(int rows, int columns) {
        var values = new RandomStream(rows + columns).doubles((long) rows * columns, -1, 1).toArray();
        var r = new Triangle(rows, columns, values.clone()).reduced();
        assertEquals(Math.min(rows, columns), r.rows());
        for (int i = 0; i < r.rows(); i++) {
            for (int j = 0; j < Math.min(i, columns); j++) {
                assertEquals(0, r.values()[i * columns + j]);
            }
        }
        requireSameProducts(values, rows, r, columns);
    }

    @ParameterizedTest
    @CsvSource({"3,2,4", "50,60,4", "300,5,40"})
    void stretchesReducedTogetherKeepTheProductsToo(int upper, int lower, int columns) {
        var values = new RandomStream(9).doubles((long) (upper + lower) * columns).toArray();
        var above = new Triangle(upper, columns, java.util.Arrays.copyOf(values, upper * columns)).small();
        var below = new Triangle(lower, columns, java.util.Arrays.copyOfRange(values, upper * columns, values.length)).small();
        requireSameProducts(values, upper + lower, above.above(below).reduced(), columns);
    }

    private static void requireSameProducts(double[] values, int rows, Triangle r, int columns) {
        for (int a = 0; a < columns; a++) {
            for (int b = 0; b <= a; b++) {
                double expected = 0;
                for (int i = 0; i < rows; i++) {
                    expected += values[i * columns + a] * values[i * columns + b];
                }
                double actual = 0;
                for (int i = 0; i < r.rows(); i++) {
                    actual += r.values()[i * columns + a] * r.values()[i * columns + b];
                }
                assertEquals(expected, actual, 1e-14 * rows, a + " " + b);
            }
        }
    }
}

package org.glia.benchmarks.workloads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

    @TempDir
    private Path folder;

    private Layout stored(Dataset train) throws IOException {
        GliaContestant.layout(train, train.rows(0, 1)).write(folder);
        return Layout.read(folder);
    }

    @Test
    void numbersAndCodesAreTheSameAfterwardsAndMakeTheSameTable() throws IOException {
        var table = Dataset.builder("t").numeric("x", 1.5, -0.0, Double.NaN).nominal("colour", "red", "blue", "red")
                .nominal("kind", "b", "a", "b").target("kind").build();
        var layout = stored(table);
        assertEquals(List.of("x", "colour"), layout.names());
        assertEquals(List.of(List.of(), List.of("blue", "red")), layout.nominal());
        assertEquals(List.of("a", "b"), layout.classes());
        assertArrayEquals(new double[] {1.5, 1, -0.0, 0, Double.NaN, 1}, layout.train().values());
        assertArrayEquals(new double[] {1, 0, 1}, layout.train().target());
        assertEquals(1, layout.test().count());
        var again = GliaContestant.dataset(layout, layout.train());
        assertEquals(table.columns(List.of("x", "colour")), again.columns(List.of("x", "colour")));
        assertArrayEquals(table.nominalTarget().codes(), again.nominalTarget().codes());
    }

    @Test
    void sparseRowsStaySparse() throws IOException {
        var matrix = new CsrMatrix(3, 4, new int[] {0, 1, 1, 3}, new int[] {2, 0, 3}, new double[] {7, 8, 9});
        var layout = stored(Dataset.builder("t").block("words", matrix).numeric("y", 1, 2, 3).target("y").build());
        assertTrue(layout.train().isSparse());
        assertEquals(matrix, GliaContestant.dataset(layout, layout.train()).features());
        assertArrayEquals(new double[] {0, 0, 7, 0, 0, 0, 0, 0, 8, 0, 0, 9}, layout.train().dense());
        assertArrayEquals(new double[] {8, 0, 0, 9}, layout.train().arrays()[2]);
    }

    @Test
    void arraysLongerThanABlockAreWholeAfterwards() throws IOException {
        var values = new double[(1 << 20) + 12_345];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Layout.write(folder.resolve("x"), values);
        assertArrayEquals(values, Layout.readDoubles(folder.resolve("x")));
    }
}

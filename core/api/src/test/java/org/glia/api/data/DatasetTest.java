package org.glia.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final Dataset HEIGHTS = Dataset.builder("heights").numeric("age", 4, 8, 12, Double.NaN)
            .nominal("sex", "f", "m", "", "f").numeric("height", 102, 128, 149, 150).target("height").build();

    private static Dataset every() {
        return Dataset.builder("every").numeric("n", 1, 2, 3).nominal("c", "x", "y", "x").text("t", "one", null, "three")
                .time("when", 0, TimeColumn.MISSING, 86_400_000L).block("b", Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}))
                .block("s", Matrix.of(new double[][] {{0, 2}, {0, 0}, {5, 0}}).csr())
                .column(Field.sequence("q", 1), new SequenceColumn(Matrix.of(3, 1, new double[] {1, 2, 3}), new int[] {0, 2, 2, 3}))
                .build();
    }

    @Test
    void numericColumnsOfOneMatrixAreAWindowOfIt() {
        var values = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        var data = Dataset.builder("d").numeric(List.of("a", "b", "c"), values).build();
        assertSame(values.values(), assertInstanceOf(DenseMatrix.class, data.features()).values());
        var target = data.withTarget("c").features();
        assertSame(values.values(), assertInstanceOf(DenseMatrix.class, target).values());
        assertArrayEquals(new double[] {1, 2, 4, 5}, target.toArray());
        assertArrayEquals(new double[] {4, 6}, data.withTarget("b").rows(new int[] {1}).features().toArray());
        assertInstanceOf(RowsMatrix.class, data.rows(new int[] {1, 0}).rows(new int[] {1}).features(), "one window under one index");
    }

    @Test
    void rowsOfRowsAreTheRightRows() {
        var view = every().rows(new int[] {2, 0, 2, 1}).rows(new int[] {3, 0});
        assertEquals("2", view.column("n").format(0));
        assertEquals("y", view.column("c").format(0));
        assertEquals("", view.column("t").format(0));
        assertTrue(view.column("when").isMissing(0));
        assertEquals("1970-01-02T00:00:00Z", view.column("when").format(1));
        assertEquals("5 6", view.column("b").format(1));
        assertEquals("5 0", view.column("s").format(1));
        assertEquals("3", view.column("q").format(1));
        assertEquals(0, ((SequenceColumn) view.column("q")).length(0));
        assertThrows(IndexOutOfBoundsException.class, () -> every().rows(new int[] {3}));
    }

    @Test
    void rolesAreViews() {
        assertEquals(List.of("age", "sex"), HEIGHTS.schema().features().stream().map(Field::name).toList());
        var other = HEIGHTS.withTarget("sex");
        assertEquals("sex", other.targetField().name());
        assertEquals(Role.FEATURE, other.schema().find("height").orElseThrow().role());
        assertSame(HEIGHTS.column("age"), other.column("age"));
    }

    @Test
    void theFingerprintIsThatOfTheContent() {
        assertEquals(every().fingerprint(), every().withName("another").fingerprint());
        assertEquals(every().fingerprint(), every().rows(new int[] {0, 1, 2}).fingerprint());
        assertEquals(every().rows(new int[] {2, 0}).fingerprint(),
                every().rows(new int[] {0, 2}).rows(new int[] {1, 0}).fingerprint());
        assertNotEquals(every().fingerprint(), every().rows(new int[] {1, 0, 2}).fingerprint());
        assertNotEquals(every().fingerprint(), every().withTarget("n").fingerprint());
        assertNotEquals(every().fingerprint(), every().withValidation(every()).fingerprint());
        assertNotEquals(every().fingerprint(), every().withAttachment("edges", HEIGHTS).fingerprint());
        for (var column : every().schema().names()) {
            assertNotEquals(every().fingerprint(), every().columns(field -> !field.name().equals(column)).fingerprint());
        }
    }

    @Test
    void tablesStackAndUniteTheirLevels() {
        var more = Dataset.builder("more").numeric("age", 1).nominal("sex", "x").numeric("height", 70).target("height").build();
        var both = Dataset.stack(List.of(HEIGHTS, more));
        assertEquals(5, both.rows());
        assertEquals(List.of("f", "m", "x"), both.nominal("sex").levels().names());
        assertEquals("x", both.column("sex").format(4));
        assertEquals(every(), Dataset.stack(List.of(every().rows(0, 1), every().rows(1, 3))));
        assertThrows(DataException.class, () -> Dataset.stack(List.of(HEIGHTS, every())));
    }

    @Test
    void wrongTablesAreRefusedInWords() {
        assertEquals("there is no column `hight`; did you mean `height`?",
                assertThrows(DataException.class, () -> HEIGHTS.withTarget("hight")).getMessage());
        assertEquals("column `sex` is nominal, not numeric",
                assertThrows(DataException.class, () -> HEIGHTS.numeric("sex")).getMessage());
        assertEquals("two columns are named `a`; rename one", assertThrows(DataException.class,
                () -> Dataset.builder("d").numeric("a", 1).numeric("a", 1).build()).getMessage());
        assertEquals("column `b` has 2 rows, the table has 1", assertThrows(DataException.class,
                () -> Dataset.builder("d").numeric("a", 1).numeric("b", 1, 2).build()).getMessage());
        assertEquals("the weight of row 2 is -1.0; weights are finite numbers of 0 or more", assertThrows(DataException.class,
                () -> Dataset.builder("d").numeric("a", 1, 2).numeric("w", 1, -1).role(Role.WEIGHT, "w").build()).getMessage());
        assertEquals("every has no target; name one with target=COLUMN",
                assertThrows(DataException.class, () -> every().target()).getMessage());
        assertThrows(DataException.class, HEIGHTS::features, "a nominal feature is no number");
    }

    @Test
    void recodingKeepsUnseenLevelsBehindTheKnownOnes() {
        var column = NominalColumn.of(Levels.of("red", "blue", "green"), "green", "", "red", "blue");
        var recoded = column.recoded(Levels.of("blue", "red"));
        assertEquals(List.of("blue", "red", "green"), recoded.levels().names());
        assertArrayEquals(new int[] {2, -1, 1, 0}, recoded.codes());
    }

    @Test
    void missingIsNeverZeroNorEmpty() {
        assertTrue(HEIGHTS.column("age").isMissing(3));
        assertTrue(HEIGHTS.column("sex").isMissing(2));
        assertFalse(HEIGHTS.column("height").hasMissing());
        assertEquals("", HEIGHTS.column("age").format(3));
        assertTrue(Dataset.builder("d").block("b", Matrix.of(1, 2, new double[] {1, Double.NaN})).build().column("b").isMissing(0));
    }

    @Test
    void featureNamesFollowBlocks() {
        var data = Dataset.builder("d").numeric("a", 1).column(Field.block("b", List.of(2)).withParts(List.of("x", "y")),
                new BlockColumn(Matrix.of(1, 2, new double[] {2, 3}))).block("c", Matrix.of(1, 1, new double[] {4})).build();
        assertEquals(List.of("a", "x", "y", "c[0]"), data.schema().featureNames());
        assertArrayEquals(new double[] {1, 2, 3, 4}, data.features().toArray());
    }

    @Test
    void aColumnIsHashedByItsCellsWhereverTheyStand() {
        var stored = new NumericColumn(5, 1, 2, 1, 2);
        assertEquals(new NumericColumn(1, 2).fingerprint(), stored.rows(new int[] {1, 2}).fingerprint());
        assertEquals(stored.rows(new int[] {3, 4}).fingerprint(), stored.rows(new int[] {1, 2}).fingerprint());
        assertNotEquals(new NumericColumn(1, 2).fingerprint(), new NumericColumn(2, 1).fingerprint());
    }

    @Test
    void gapsOfTheFeaturesAreNamed() {
        var data = Dataset.builder("gaps").numeric("a", 1, Double.NaN).numeric("b", Double.POSITIVE_INFINITY, 1)
                .nominal("c", "x", "").numeric("y", 1, Double.NaN).target("y").build();
        assertEquals(Set.of("a", "c"), data.gaps().missing());
        assertEquals(Set.of("b"), data.gaps().infinite());
    }
}

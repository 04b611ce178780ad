package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolynomialTest {

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "2,false", "2,true", "3,false", "3,true"})
    void columnsAreThoseOfScikitLearn(int degree, boolean only) {
        var expected = Oracle.read("polynomial-%d%s-no-bias".formatted(degree, only ? "-interactions" : ""));
        var input = Oracle.read("polynomial.input").numeric();
        var output = new Polynomial().with("degree=%d interactionsOnly=%s".formatted(degree, only)).fit(input).transform(input);
        assertEquals(expected.names().stream().map(name -> name.replace(' ', '*')).toList(), output.schema().names());
        expected.assertFeatures(output, 1e-15);
    }

    @Test
    void productsNameTheColumnsTheyAreMadeOf() {
        var data = Dataset.builder("d").numeric("x", 2).block("b", Matrix.of(new double[][] {{3, 5}})).build();
        var output = new Polynomial().with("").fit(data).transform(data);
        assertEquals(List.of("x", "b", "x^2", "x*b[0]", "x*b[1]", "b[0]^2", "b[0]*b[1]", "b[1]^2"), output.schema().names());
        assertEquals(List.of("x", "b"), output.schema().find("x*b[0]").orElseThrow().origin());
        assertEquals(List.of("b"), output.schema().find("b[0]*b[1]").orElseThrow().origin());
        assertArrayEquals(new double[] {2, 3, 5, 4, 6, 10, 9, 15, 25}, output.features().row(0));
    }

    @Test
    void interactionsEndWithTheNumberOfColumns() {
        var data = Dataset.builder("d").numeric("x", 2).numeric("y", 3).build();
        assertEquals(List.of("x", "y", "x*y"),
                new Polynomial().with("degree=5 interactionsOnly=true").fit(data).transform(data).schema().names());
    }

    @Test
    void tooManyColumnsAreRefusedWithTheirNumber() {
        var data = Dataset.builder("d").block("b", Matrix.of(new double[1][200])).build();
        var refusal = assertThrows(DataException.class, () -> new Polynomial().with("degree=3").fit(data));
        assertTrue(refusal.getMessage().contains("1,373,700 columns of 200"), refusal.getMessage());
    }
}

package org.glia.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Java has no generics over primitive types, so kernels for floats are those for doubles with words replaced. Whoever
/// changes one and not the other hears of it here.
class FloatTwinsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/glia/compute");

    /// Applied in this order; the first ones are exceptions from those that follow.
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("doubleToRawLongBits", "floatToRawIntBits");
        WORDS.put("longBitsToDouble", "intBitsToFloat");
        WORDS.put("reinterpretAsLongs", "reinterpretAsInts");
        WORDS.put("reinterpretAsDoubles", "reinterpretAsFloats");
        WORDS.put("(?<!round\\()Math\\.sqrt\\(", "(float) Math.sqrt(");
        WORDS.put("Binary64", "Binary32");
        WORDS.put("\\bdoubles\\b", "floats");
        WORDS.put("\\bdouble\\b", "float");
        WORDS.put("\\bDouble\\b", "Float");
        WORDS.put("DoubleActivations", "FloatActivations");
        WORDS.put("Doubles\\b", "Floats");
        WORDS.put("\\bDoubleVector\\b", "FloatVector");
        WORDS.put("\\bLongVector\\b", "IntVector");
        WORDS.put("\\bDOUBLE(S?)\\b", "FLOAT$1");
        WORDS.put("\\bLONG\\b", "INT");
        WORDS.put("\\b(Strided|MatrixProducts|ScalarGemm|VectorGemm|VectorProducts|Reductions|ColumnSweeps|VectorSweeps"
                + "|Elementary(?! functions)|Elementwise|VectorElementwise|Softmax|VectorSoftmax)\\b", "Float$1");
        // twice as many lanes
        WORDS.put("LANES = 32", "LANES = 64");
        WORDS.put("lane i mod 32", "lane i mod 64");
        WORDS.put("n mod 8", "n mod 16");
        WORDS.put("n / 32 \\+ 13", "n / 64 + 22");
    }

    /// A word of bits in an elementary function; other longs are counts, and stay.
    private static final String BITS = "^(?!\\s*//)(.*)\\blong\\b(?! COST\\b)";

    private static final String NUMBER = "(?<![\\w.])(\\d+\\.\\d+)\\b";

    /// Polynomials have fewer terms in floats.
    private static final String TERM = ".*\\b(fma|FMA)\\b.*\\b[QLNDG]\\d+\\)+;";

    @ParameterizedTest
    @ValueSource(strings = {"dense/Doubles", "dense/ScalarDoubles", "dense/VectorDoubles", "dense/VectorProducts",
            "dense/Reductions", "dense/ColumnSweeps", "dense/VectorSweeps", "dense/MatrixProducts", "dense/ScalarGemm",
            "dense/VectorGemm", "elementwise/Elementary", "elementwise/Elementwise",
            "elementwise/VectorElementwise", "elementwise/Softmax", "elementwise/VectorSoftmax",
            "elementwise/DoubleActivations"})
    void kernelsForFloatsAreThoseForDoublesWithWordsReplaced(String file) throws IOException {
        var doubles = SOURCES.resolve(file + ".java");
        var name = doubles.getFileName().toString();
        var floats = doubles.resolveSibling(name.contains("Double") ? name.replace("Double", "Float") : "Float" + name);
        var expected = Files.readAllLines(doubles).stream().filter(line -> !line.matches(TERM))
                .map(line -> inFloats(file.startsWith("elementwise") ? line.replaceAll(BITS, "$1int") : line)).toList();
        var actual = Files.readAllLines(floats).stream().filter(line -> !line.matches(TERM)).toList();
        assertNotEquals(List.of(), expected);
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            assertEquals(expected.get(i), actual.get(i), "line " + (i + 1) + ", polynomials left out, of " + floats);
        }
        assertEquals(expected.size(), actual.size(), "lines of " + floats);
    }

    private static String inFloats(String line) {
        for (var word : WORDS.entrySet()) {
            line = line.replaceAll(word.getKey(), word.getValue());
        }
        return line.strip().startsWith("//") ? line : line.replaceAll(NUMBER, "$1f");
    }
}

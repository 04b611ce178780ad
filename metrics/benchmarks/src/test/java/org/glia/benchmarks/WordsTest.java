package org.glia.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class WordsTest {

    private static final List<String> KNOWN = List.of("gemm", "gemv", "dot");

    @Test
    void namesOptionsAndFlagsAreToldApart() {
        var words = Words.of("kernels", "gemm", "--threads", "1,2", "--quick", "dot");
        assertEquals(List.of("gemm", "dot"), words.names());
        assertEquals(List.of(1, 2), words.threads());
        assertTrue(words.has("quick"));
        assertEquals(5, words.number("repeats", 5));
    }

    @Test
    void noNameMeansAllAndStarsStandForLetters() {
        assertTrue(Words.of("kernels").names(KNOWN).test("dot"));
        var chosen = Words.of("kernels", "gem*").names(KNOWN);
        assertTrue(chosen.test("gemm") && chosen.test("gemv"));
        assertFalse(chosen.test("dot"));
        var sized = Words.of("kernels", "gemm 64*").names(KNOWN);
        assertTrue(sized.test("gemm 64x64x64"));
        assertFalse(sized.test("gemm"));
        assertFalse(sized.test("gemm 1024x1024x1024"));
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        assertEquals("there is no `gemn`; there are gemm, gemv, dot",
                assertThrows(IllegalArgumentException.class, () -> Words.of("kernels", "gemn").names(KNOWN)).getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Words.of("kernels", "--fast")).getMessage().contains("--quick"));
        assertThrows(IllegalArgumentException.class, () -> Words.of("kernels", "--threads"));
        assertThrows(IllegalArgumentException.class, () -> Words.of("kernels", "--threads", "0").threads());
        assertThrows(IllegalArgumentException.class, () -> Words.of("kernels", "--repeats", "few").number("repeats", 1));
        assertThrows(IllegalArgumentException.class, Words::of);
    }
}

package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"accuracy;accuracy", "training:auc;training_auc", "f1@org.glia.measures;f1_org.glia.measures", "a/b c;a/b c",
            "../../etc/passwd;etc/passwd", "/a//b/./c/;a/b/c", "..;_", "'';_", "50%<x>|y;50__x__y", "größe λ;größe λ", "😀;_", "' a ';a", "'a\nb';a_b"})
    void namesAreMadeOfWhatMlflowTakes(String text, String name) {
        assertEquals(name, MlflowNames.name(text));
    }

    @Test
    void namesStayApart() {
        var names = new MlflowNames("fit");
        assertEquals("a_b", names.next("a:b"));
        assertEquals("a_b 2", names.next("a;b"));
        assertEquals("A_B 3", names.next("A/B".replace('/', ';')), "on some systems files differ by more than letter case");
        assertEquals("fit 2", names.next("fit"));
        var once = names.next("x".repeat(400));
        var twice = names.next("x".repeat(400));
        assertEquals(250, once.length());
        assertEquals("x".repeat(242) + " 2", twice);
    }

    @Test
    void textsAreCutInBytesAndBetweenLetters() {
        assertEquals("abc", MlflowNames.value("abc", 3));
        assertEquals("a...", MlflowNames.value("abcde", 4));
        for (var letter : new String[] {"a", "é", "雪", "😀"}) {
            var cut = MlflowNames.value(letter.repeat(3000), 5000);
            int bytes = cut.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(letter.equals("a") ? cut.length() == 3000 : bytes <= 5000 && bytes > 4990, letter + bytes);
            assertTrue(cut.equals(letter.repeat(3000)) || cut.replace(letter, "").equals("..."), letter);
        }
    }
}

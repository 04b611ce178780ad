package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Random;

import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Test
    void textsAreFoundByTheirCharacters() {
        var random = new Random(1);
        var expected = new HashMap<String, Integer>();
        var vocabulary = new Vocabulary();
        for (int i = 0; i < 20_000; i++) {
            var text = Integer.toString(random.nextInt(5_000), 36) + (random.nextBoolean() ? "" : "ü☃");
            assertEquals(expected.getOrDefault(text, Vocabulary.UNKNOWN), vocabulary.find(text));
            if (expected.putIfAbsent(text, i) == null) {
                vocabulary.add(text, i);
            }
        }
        expected.forEach((text, code) -> {
            var characters = ("<" + text + ">").toCharArray();
            int to = characters.length - 1;
            assertEquals(code, vocabulary.find(characters, 1, to, Vocabulary.hash(characters, 1, to)));
        });
    }

    /// Java's hash codes of these are the same, and so are ours.
    @Test
    void textsOfOneHashAreToldApart() {
        var vocabulary = new Vocabulary();
        vocabulary.add("AaAa", 1);
        vocabulary.add("BBBB", 2);
        vocabulary.add("", -1);
        assertEquals(1, vocabulary.find("AaAa"));
        assertEquals(2, vocabulary.find("BBBB"));
        assertEquals(-1, vocabulary.find(""));
        assertEquals(Vocabulary.UNKNOWN, vocabulary.find("AaBB"));
    }
}

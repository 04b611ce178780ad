package org.glia.svm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.model.Report;
import org.glia.api.model.SupportVectors;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;

class StringKernelsTest {

    private static double kernel(SvmKernel kernel, String s, String t) {
        var texts = new Vectors.Texts(new String[] {s, t});
        var points = Encoding.of(kernel, texts).points(texts);
        var both = new double[4];
        points.kernels(points, 0, 2, both, 0, 2);
        assertEquals(both[1], both[2], 1e-15, "kernels are symmetric");
        assertEquals(points.diagonal()[0], both[0], 1e-12);
        return both[1];
    }

    /// Lodhi et al. 2002, section 3.
    @Test
    void catAndCarAreAsLikeAsInThePaper() {
        for (double lambda : new double[] {0.1, 0.5, 0.9, 1}) {
            var raw = new SvmKernel.Subsequence(2, lambda, false);
            assertEquals(Math.pow(lambda, 4), kernel(raw, "cat", "car"), 1e-15);
            assertEquals(2 * Math.pow(lambda, 4) + Math.pow(lambda, 6), kernel(raw, "car", "car"), 1e-14);
            assertEquals(1 / (2 + lambda * lambda), kernel(new SvmKernel.Subsequence(2, lambda, true), "car", "cat"), 1e-14);
        }
    }

    /// The sentences of Lodhi et al. 2002, section 3, with the printed kernels of 2 to 6 characters.
    @Test
    void sentencesAreAsLikeAsInThePaper() {
        double[] printed = {0.580, 0.478, 0.439, 0.406, 0.370};
        for (int length = 2; length <= 6; length++) {
            double found = kernel(new SvmKernel.Subsequence(length, 0.5, true), "science is organized knowledge",
                    "wisdom is organized life");
            assertEquals(printed[length - 2], found, 1e-3, "length " + length);
        }
    }

    @Test
    void subsequencesAreCountedAsByTheDefinition() {
        var random = new RandomStream(7);
        for (int round = 0; round < 30; round++) {
            var s = word(random, 3 + random.nextInt(5));
            var t = word(random, 3 + random.nextInt(5));
            for (int length = 1; length <= 4; length++) {
                double expected = byDefinition(s, t, length, 0.7);
                assertEquals(expected, kernel(new SvmKernel.Subsequence(length, 0.7, false), s, t), 1e-12 * Math.max(1, expected),
                        s + " " + t + " " + length);
            }
        }
    }

    private static String word(RandomStream random, int length) {
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.appendCodePoint(random.nextInt(3) == 0 ? 0x1F600 : 'a' + random.nextInt(2));
        }
        return word.toString();
    }

    private static double byDefinition(String s, String t, int length, double lambda) {
        var weights = new HashMap<List<Integer>, Double>();
        var others = new HashMap<List<Integer>, Double>();
        collect(s.codePoints().toArray(), 0, -1, new ArrayList<>(), length, lambda, weights);
        collect(t.codePoints().toArray(), 0, -1, new ArrayList<>(), length, lambda, others);
        return weights.entrySet().stream().mapToDouble(entry -> entry.getValue() * others.getOrDefault(entry.getKey(), 0.0)).sum();
    }

    private static void collect(int[] text, int from, int first, List<Integer> chosen, int length, double lambda,
                                HashMap<List<Integer>, Double> weights) {
        if (chosen.size() == length) {
            weights.merge(List.copyOf(chosen), Math.pow(lambda, from - first), Double::sum);
            return;
        }
        for (int i = from; i < text.length; i++) {
            chosen.add(text[i]);
            collect(text, i + 1, first < 0 ? i : first, chosen, length, lambda, weights);
            chosen.removeLast();
        }
    }

    @Test
    void stretchesAreCountedAsByTheDefinition() {
        var random = new RandomStream(8);
        for (int round = 0; round < 30; round++) {
            var s = word(random, 2 + random.nextInt(12));
            var t = word(random, 2 + random.nextInt(12));
            for (int length = 1; length <= 3; length++) {
                assertEquals(stretches(s, t, length), kernel(new SvmKernel.Spectrum(length, false), s, t), 1e-12);
                double scale = Math.sqrt((double) stretches(s, s, length) * stretches(t, t, length));
                assertEquals(scale == 0 ? 0 : stretches(s, t, length) / scale,
                        kernel(new SvmKernel.Spectrum(length, true), s, t), 1e-12);
            }
        }
    }

    private static int stretches(String s, String t, int length) {
        int[] a = s.codePoints().toArray();
        int[] b = t.codePoints().toArray();
        int count = 0;
        for (int i = 0; i + length <= a.length; i++) {
            for (int j = 0; j + length <= b.length; j++) {
                boolean equal = true;
                for (int k = 0; k < length; k++) {
                    equal &= a[i + k] == b[j + k];
                }
                count += equal ? 1 : 0;
            }
        }
        return count;
    }

    private static Dataset words() {
        return Dataset.builder("words").text("word", "walking", "talking", "singing", "being", "going", "running", "walked", "talked",
                "jumped", "played", "ended", "called").nominal("form", "ing", "ing", "ing", "ing", "ing", "ing", "ed", "ed", "ed", "ed",
                "ed", "ed").target("form").build();
    }

    @Test
    void textsAreClassifiedByTheirEndings() {
        var fresh = Dataset.builder("fresh").text("word", "painting", "painted", "flying", "cried", "", "x").build();
        for (var kernel : new String[] {"[spectrum length=2]", "[subsequence length=2 lambda=0.3]"}) {
            var trained = new Svc().with("c=10 kernel=" + kernel).fit(words());
            var labels = trained.predict(fresh).labels();
            assertEquals("ing", labels.format(0));
            assertEquals("ed", labels.format(1));
            assertEquals("ing", labels.format(2));
            assertEquals("ed", labels.format(3));
            // what is like nothing gets the constant
            assertEquals(trained.model().intercepts()[0], trained.predict(fresh).scores().get(4, 0), 1e-12);
            assertEquals(trained.model().intercepts()[0], trained.predict(fresh).scores().get(5, 0), 1e-12);
            assertTrue(trained.view(SupportVectors.class).isEmpty());
            var table = trained.view(Report.class).orElseThrow().tables().getLast();
            assertEquals("Support vectors", table.title());
            assertTrue(table.rows().rows() > 1);
        }
    }

    @Test
    void kernelsOfTextsRefuseNumbersAndKernelsOfNumbersTexts() {
        var numbers = assertThrows(DataException.class, () -> new Svc().with("kernel=spectrum").fit(Tables.iris()));
        assertTrue(numbers.getMessage().contains("takes text columns"), numbers.getMessage());
        var texts = assertThrows(DataException.class, () -> new Svc().with("kernel=rbf").fit(words()));
        assertTrue(texts.getMessage().contains("takes numeric columns"), texts.getMessage());
        var two = words().with(Field.of("other", Kind.TEXT), words().column("word"));
        var both = assertThrows(DataException.class, () -> new Svc().with("kernel=spectrum").fit(two));
        assertTrue(both.getMessage().contains("compares one column"), both.getMessage());
    }
}

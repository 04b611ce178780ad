package org.glia.svm;

import java.util.Arrays;

/// Texts under the subsequence kernel.
///
/// @param kernel length, lambda, normalised
/// @param texts  their characters (code points)
/// @param scales what each text's kernels are multiplied by: 1, or 1 / the root of the kernel with itself
record TextPoints(SvmKernel.Subsequence kernel, int[][] texts, double[] scales) implements Points {

    static TextPoints of(SvmKernel.Subsequence kernel, String[] texts) {
        var characters = Arrays.stream(texts).map(text -> text.codePoints().toArray()).toArray(int[][]::new);
        var scales = new double[texts.length];
        for (int i = 0; i < texts.length; i++) {
            double self = kernel.normalised() ? subsequences(kernel, characters[i], characters[i]) : 1;
            // a text that is too short is like nothing
            scales[i] = self > 0 ? 1 / Math.sqrt(self) : 0;
        }
        return new TextPoints(kernel, characters, scales);
    }

    @Override
    public int count() {
        return texts.length;
    }

    @Override
    public TextPoints select(int[] rows) {
        return new TextPoints(kernel, Arrays.stream(rows).mapToObj(row -> texts[row]).toArray(int[][]::new),
                Arrays.stream(rows).mapToDouble(row -> scales[row]).toArray());
    }

    @Override
    public void kernels(Points others, int from, int to, double[] into, int at, int stride) {
        var there = (TextPoints) others;
        for (int i = 0; i < texts.length; i++) {
            for (int j = from; j < to; j++) {
                into[at + i * stride + j - from] = scales[i] * there.scales[j] * subsequences(kernel, texts[i], there.texts[j]);
            }
        }
    }

    @Override
    public double[] diagonal() {
        var diagonal = new double[texts.length];
        Arrays.setAll(diagonal, i -> scales[i] * scales[i] * subsequences(kernel, texts[i], texts[i]));
        return diagonal;
    }

    @Override
    public int cost() {
        double length = Arrays.stream(texts).mapToInt(text -> text.length).average().orElse(0);
        return (int) Math.min(1 << 28, 4 + 4 * kernel.length() * length * length);
    }

    /// `K_n(s, t)` by the recursions of Lodhi et al. 2002, definition 2, over prefixes of s and t: `all[j]` is K' of i
    /// characters for the prefix of s so far, and the first j characters of t. O(n |s| |t|).
    private static double subsequences(SvmKernel.Subsequence kernel, int[] s, int[] t) {
        int n = kernel.length();
        if (s.length < n || t.length < n) {
            return 0;
        }
        double lambda = kernel.lambda();
        // K' of i - 1 characters, for each prefix of s (rows) and t
        int width = t.length + 1;
        var before = new double[(s.length + 1) * width];
        Arrays.fill(before, 1);
        var now = new double[before.length];
        for (int i = 1; i < n; i++) {
            Arrays.fill(now, 0, width, 0);
            for (int a = 1; a <= s.length; a++) {
                int row = a * width;
                double ending = 0; // K''
                now[row] = 0;
                for (int b = 1; b <= t.length; b++) {
                    ending *= lambda;
                    if (s[a - 1] == t[b - 1]) {
                        ending += lambda * lambda * before[row - width + b - 1];
                    }
                    now[row + b] = lambda * now[row - width + b] + ending;
                }
            }
            var done = before;
            before = now;
            now = done;
        }
        double sum = 0;
        for (int a = 1; a <= s.length; a++) {
            for (int b = 1; b <= t.length; b++) {
                if (s[a - 1] == t[b - 1]) {
                    sum += before[(a - 1) * width + b - 1];
                }
            }
        }
        return lambda * lambda * sum;
    }
}

package org.glia.api.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a user who wrote another one probably meant.
///
/// A name qualifies when the word is a prefix of it, or it of the word (of two letters at least), or when they differ by
/// few slips: insertions, deletions, substitutions and swaps of neighbours (optimal string alignment; Damerau 1964),
/// ignoring case, `-` and `_`; up to three letters allow one slip, and every three letters more allow another.
public final class Suggestion {

    private Suggestion() {
    }

    /// The candidate nearest to the word, if any is near enough; of equally near ones the alphabetically first.
    ///
    /// Time: the sum over the candidates of the product of both lengths.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        var wanted = letters(word);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        record Near(String name, double distance) { }
        return candidates.stream()
                .map(name -> new Near(name, distance(wanted, letters(name))))
                .filter(near -> !Double.isNaN(near.distance))
                .min(Comparator.comparingDouble(Near::distance).thenComparing(Near::name))
                .map(Near::name);
    }

    /// The end of a sentence that says which name is unknown: `` ; did you mean `kmeans`? ``, or nothing if none is near.
    public static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(name -> "; did you mean `" + name + "`?").orElse("");
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /// How far apart two lower-case words are; NaN if too far to suggest one for the other.
    private static double distance(String word, String name) {
        int slips = slips(word, name);
        int shorter = Math.min(word.length(), name.length());
        if (slips <= 1 && shorter > 1 || slips == 0) {
            return slips;
        }
        boolean prefix = shorter >= 2 && (name.startsWith(word) || word.startsWith(name));
        if (prefix) {
            return 1 + slips / (slips + 1.0); // between one slip and two; the shorter completion first
        }
        // of short words nothing may remain: "c" is no slip of "k", nor "ab" of "xy"
        return shorter > 1 && slips <= Math.max(1, Math.max(word.length(), name.length()) / 3) ? slips : Double.NaN;
    }

    private static int slips(String a, String b) {
        var twoAgo = new int[b.length() + 1];
        var oneAgo = new int[b.length() + 1];
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            oneAgo[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = oneAgo[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(oneAgo[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAgo[j - 2] + 1);
                }
            }
            var spare = twoAgo;
            twoAgo = oneAgo;
            oneAgo = row;
            row = spare;
        }
        return oneAgo[b.length()];
    }
}

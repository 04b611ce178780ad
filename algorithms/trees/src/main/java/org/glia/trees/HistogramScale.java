package org.glia.trees;

/// How derivatives become whole numbers, so that their sums are exact in any order: the same for any number of threads, and
/// the sums of a node less those of one child are those of the other. A row adds one word for the first derivative, and one
/// that holds the second above a count of 1.
///
/// @param first     whole numbers per unit of the first derivative, a power of two
/// @param second    the same of the second
/// @param countBits of the word that holds both
record HistogramScale(double first, double second, int countBits) {

    private static final int WORD = 62;
    private static final int LARGEST_EXPONENT = 1000;

    /// @param rows        that are summed at most
    /// @param mostFirst   the largest size of a first derivative
    /// @param mostSecond  the largest second derivative
    static HistogramScale of(int rows, double mostFirst, double mostSecond) {
        int bits = 32 - Integer.numberOfLeadingZeros(rows);
        return new HistogramScale(power(WORD - bits, mostFirst), power(WORD - 2 * bits, mostSecond), bits);
    }

    /// A power of two that lifts numbers up to `most` to whole ones of so many bits.
    private static double power(int bits, double most) {
        return most > 0
                ? Math.scalb(1, Math.clamp(bits - 1L - Math.getExponent(most), -LARGEST_EXPONENT, LARGEST_EXPONENT)) : 1;
    }

    /// Turns the derivatives of rows `from` to `to` into two words each.
    void fill(double[] firsts, double[] seconds, int from, int to, long[] words) {
        double perFirst = first;
        double perSecond = second;
        int bits = countBits;
        for (int row = from; row < to; row++) {
            words[2 * row] = (long) Math.rint(firsts[row] * perFirst);
            words[2 * row + 1] = ((long) Math.rint(seconds[row] * perSecond) << bits) + 1;
        }
    }

    double firstOf(long sum) {
        return sum / first;
    }

    double secondOf(long sum) {
        return (sum >>> countBits) / second;
    }

    int countOf(long sum) {
        return (int) (sum & (1L << countBits) - 1);
    }
}

package org.glia.datasets.files;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/// What stands for a missing cell, besides nothing at all.
///
/// @param texts   as they are written
/// @param numbers the values of those that are numbers: `-999` marks `-999.0` too
/// @param point   the decimal point
record Marks(Set<String> texts, double[] numbers, char point) {

    static Marks of(List<String> texts, char point) {
        var numbers = texts.stream().mapToDouble(text -> Numbers.parse(text, point)).filter(x -> !Double.isNaN(x));
        return new Marks(new HashSet<>(texts), numbers.toArray(), point);
    }

    boolean contain(String text) {
        return text.isEmpty() || texts.contains(text)
                || numbers.length > 0 && contain(Numbers.parse(text, point));
    }

    /// Whether some of them are numbers.
    boolean haveNumbers() {
        return numbers.length > 0;
    }

    boolean contain(double number) {
        return numbers.length > 0 && DoubleStream.of(numbers).anyMatch(mark -> mark == number);
    }
}

package org.glia.datasets.files;

import java.util.Arrays;

/// Room for a block of text that holds whole records, and for the numbers in it. Used again for one block after the other.
final class TextBlock {

    private char[] text = {};
    private int length;
    private boolean isWhole;
    private double[] numbers = new double[1 << 10];

    /// The characters, with a line feed behind the last.
    char[] text() {
        return text;
    }

    /// How many characters of [#text()] are the block's.
    int length() {
        return length;
    }

    /// Whether the block ends where a record ends; false if it holds the beginning of one that is too long.
    boolean isWhole() {
        return isWhole;
    }

    void setLength(int characters, boolean whole) {
        length = characters;
        isWhole = whole;
        text[length] = '\n';
    }

    /// Makes room for so many characters and the line feed, and keeps those that are there.
    void reserve(int characters) {
        if (text.length <= characters) {
            text = Arrays.copyOf(text, characters + 1);
        }
    }

    double[] numbers() {
        return numbers;
    }

    /// Makes room for more numbers, and keeps those that are there.
    double[] moreNumbers(int least) {
        numbers = Arrays.copyOf(numbers, Math.max(least, Math.addExact(numbers.length, numbers.length >> 1)));
        return numbers;
    }
}

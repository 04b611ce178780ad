package org.glia.datasets.files;

import java.util.Arrays;

/// Codes of texts, found by their characters without making a text of them. Any number of threads may look up while none
/// adds.
final class Vocabulary {

    /// What [#find] answers if there is no such text.
    static final int UNKNOWN = Integer.MIN_VALUE;

    private static final int[] FREE = {0};
    private static final int[] NONE = {};
    private static final int FIRST_SIZE = 8;

    /// Open addresses: 0 is free, others are one more than the number of an entry.
    private int[] slots = FREE;
    private int size;
    private String[] texts = {};
    private int[] hashes = NONE;
    private int[] codes = NONE;

    static int hash(char[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /// The code of the text in `text[from]` to `text[to]` (exclusive).
    int find(char[] text, int from, int to, int hash) {
        for (int slot = hash & slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == hash && isText(texts[entry], text, from, to)) {
                return codes[entry];
            }
        }
        return UNKNOWN;
    }

    private static boolean isText(String known, char[] text, int from, int to) {
        int length = to - from;
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    int find(String text) {
        var characters = text.toCharArray();
        return find(characters, 0, characters.length, hash(characters, 0, characters.length));
    }

    /// Adds a text that is not known yet.
    void add(String text, int hash, int code) {
        if (size == texts.length) {
            grow();
        }
        texts[size] = text;
        hashes[size] = hash;
        codes[size] = code;
        size++;
        place(size);
    }

    void add(String text, int code) {
        add(text, hash(text.toCharArray(), 0, text.length()), code);
    }

    private void place(int entry) {
        int slot = hashes[entry - 1] & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = entry;
    }

    /// Keeps at least half of the slots free.
    private void grow() {
        int larger = Math.max(FIRST_SIZE, Math.multiplyExact(2, size));
        texts = Arrays.copyOf(texts, larger);
        hashes = Arrays.copyOf(hashes, larger);
        codes = Arrays.copyOf(codes, larger);
        slots = new int[Math.multiplyExact(2, larger)];
        for (int entry = 1; entry <= size; entry++) {
            place(entry);
        }
    }
}

package org.glia.datasets.files;

/// A cell that is worth a remark: its text, and the line it stands in. Line 0 is none.
record Oddity(String text, long line) {

    static final Oddity NONE = new Oddity("", 0);

    boolean isNone() {
        return line == 0;
    }

    /// This one, or the other where this is none.
    Oddity or(Oddity other) {
        return isNone() ? other : this;
    }

    Oddity behind(long lines) {
        return isNone() ? this : new Oddity(text, line + lines);
    }
}

package org.glia.runtime.file;

/// How much of a file is taken into memory, whatever the file says of itself.
///
/// @param json    most bytes of `model.json`
/// @param total   most bytes of everything together, unpacked
/// @param entries most entries of the zip
/// @param depth   deepest nesting of `model.json`
record Limits(long json, long total, int entries, int depth) {

    private static final long MOST_JSON = 256L << 20;
    private static final int MOST_ENTRIES = 1 << 18;
    private static final int DEEPEST = 200;

    /// Half of the memory that this process may use, and an eighth of it for `model.json`, whose tree is larger than its
    /// text.
    static Limits ofThisProcess() {
        long memory = Runtime.getRuntime().maxMemory();
        return new Limits(Math.min(MOST_JSON, memory / 8), memory / 2, MOST_ENTRIES, DEEPEST);
    }
}

package org.glia.runtime.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;

import org.glia.api.data.Dataset;
import org.glia.api.model.DataTree;
import org.glia.api.problem.GliaException;

/// Data trees and tables as bytes, in the layout of model files: a zip with `model.json` and the arrays as `.npy`. The same
/// data always give the same bytes; another release of Java may compress them otherwise, so what tells data apart is
/// their content ([Dataset#fingerprint]), not these bytes. Bytes that are malformed, truncated, oversized or hostile are
/// refused with a sentence, in memory bounded by [Limits].
public final class DataBytes {

    static final String PART = "data";

    private DataBytes() {
    }

    /// A table, compressed, with its name, its validation set and its attachments.
    public static byte[] of(Dataset table) {
        return of(new DataTree.Rows(table));
    }

    /// Any data, compressed.
    public static byte[] of(DataTree tree) {
        return of(tree, Deflater.DEFAULT_COMPRESSION);
    }

    /// Any data, as quickly as possible: for bytes that are read at once and thrown away.
    public static byte[] quickly(DataTree tree) {
        return of(tree, Deflater.BEST_SPEED);
    }

    private static byte[] of(DataTree tree, int level) {
        var bytes = new ByteArrayOutputStream();
        try {
            TreeZip.write(PART, tree, bytes, level);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The table that [#of(Dataset)] made the bytes of.
    ///
    /// @throws GliaException if they are no such bytes, or hold other data than a table
    public static Dataset table(byte[] bytes) {
        return table(bytes, Limits.ofThisProcess());
    }

    static Dataset table(byte[] bytes, Limits limits) {
        return TreeZip.refusing("these are no bytes of a table: %s", () -> table(TreeZip.read(PART, Entries.of(bytes, limits))));
    }

    static Dataset table(DataTree tree) throws Malformed {
        if (!(tree instanceof DataTree.Rows rows)) {
            throw new Malformed("`data` is no table");
        }
        return rows.table();
    }

    /// The data that [#of(DataTree)] made the bytes of.
    ///
    /// @throws GliaException if they are no such bytes
    public static DataTree tree(byte[] bytes) {
        return TreeZip.refusing("these are no bytes of data: %s",
                () -> TreeZip.read(PART, Entries.of(bytes, Limits.ofThisProcess())));
    }
}

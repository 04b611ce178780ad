package org.glia.benchmarks.workloads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import com.google.gson.Gson;

/// The data of a workload as every contestant gets them, bit for bit: prepared, split, and laid out in files that any language
/// reads with one call. `meta.json` tells the sizes; `train.x`, `train.y` and so on are little-endian doubles, `.starts` and
/// `.indices` little-endian integers of 32 bits.
///
/// @param names   of the columns
/// @param nominal for each column the texts of its codes; no texts for a numeric one
/// @param classes of the target, empty if it is numeric
/// @param train   rows to fit
/// @param test    rows to judge by; none for kinds that are judged by the training rows
record Layout(List<String> names, List<List<String>> nominal, List<String> classes, Rows train, Rows test) {

    private static final int BLOCK = 1 << 20;

    /// What `meta.json` holds.
    private record Meta(List<String> names, List<List<String>> nominal, List<String> classes, int trainRows, int testRows, int columns,
                        boolean sparse) {
    }

    boolean hasNominal() {
        return nominal.stream().anyMatch(texts -> !texts.isEmpty());
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder, "train", train);
        write(folder, "test", test);
        var meta = new Meta(names, nominal, classes, train.count(), test.count(), train.columns(), train.isSparse());
        Files.writeString(folder.resolve("meta.json"), new Gson().toJson(meta)); // last: it says that the others are whole
    }

    private static void write(Path folder, String name, Rows rows) throws IOException {
        write(folder.resolve(name + ".x"), rows.values());
        write(folder.resolve(name + ".y"), rows.target());
        write(folder.resolve(name + ".starts"), rows.starts());
        write(folder.resolve(name + ".indices"), rows.indices());
    }

    static Layout read(Path folder) throws IOException {
        var meta = new Gson().fromJson(Files.readString(folder.resolve("meta.json")), Meta.class);
        return new Layout(meta.names(), meta.nominal(), meta.classes(), read(folder, "train", meta.trainRows(), meta.columns()),
                read(folder, "test", meta.testRows(), meta.columns()));
    }

    private static Rows read(Path folder, String name, int count, int columns) throws IOException {
        return new Rows(count, columns, readDoubles(folder.resolve(name + ".x")), readInts(folder.resolve(name + ".starts")),
                readInts(folder.resolve(name + ".indices")), readDoubles(folder.resolve(name + ".y")));
    }

    static void write(Path file, double[] values) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.allocate(Math.min(BLOCK, Math.max(1, values.length)) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                bytes.clear();
                bytes.asDoubleBuffer().put(values, from, count);
                bytes.limit(count * Double.BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }

    private static void write(Path file, int[] values) throws IOException {
        var bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        Files.write(file, bytes.array());
    }

    static double[] readDoubles(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var values = new double[Math.toIntExact(channel.size() / Double.BYTES)];
            var bytes = ByteBuffer.allocate(Math.min(BLOCK, Math.max(1, values.length)) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                bytes.clear().limit(count * Double.BYTES);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // until the block is full
                }
                bytes.flip();
                bytes.asDoubleBuffer().get(values, from, count);
            }
            return values;
        }
    }

    private static int[] readInts(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }
}

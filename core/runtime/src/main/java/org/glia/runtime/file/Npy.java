package org.glia.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.glia.api.data.Matrix;
import org.glia.api.model.DataTree;

/// Arrays in NumPy's format, version 1.0: a magic word, a header that is a Python literal, and the elements in
/// little-endian row-major order.
final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final int BUFFER = 1 << 16;
    private static final Pattern HEADER = Pattern.compile("\\{'descr': '([<|][a-z][0-9])', 'fortran_order': False, "
            + "'shape': \\(([0-9]{1,10}),(?: ([0-9]{1,10}))?\\), \\}\\s*");

    private Npy() {
    }

    static void write(DataTree array, OutputStream out) throws IOException {
        switch (array) {
            case DataTree.Numbers numbers -> write(numbers.values(), out);
            case DataTree.Wholes wholes -> write(wholes, out);
            default -> throw new IllegalArgumentException("no array: " + array);
        }
    }

    private static void write(Matrix matrix, OutputStream out) throws IOException {
        var type = switch (matrix.element()) {
            case DOUBLE -> "<f8";
            case FLOAT -> "<f4";
            case BYTE -> "|u1";
        };
        header(type, "(%d, %d)".formatted(matrix.rows(), matrix.columns()), out);
        var buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        var row = new double[matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.read(i, i + 1, row, 0);
            for (double value : row) {
                room(buffer, out);
                switch (matrix.element()) {
                    case DOUBLE -> buffer.putDouble(value);
                    case FLOAT -> buffer.putFloat((float) value);
                    case BYTE -> buffer.put((byte) (int) value);
                }
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private static void write(DataTree.Wholes wholes, OutputStream out) throws IOException {
        header(type(wholes.element()), "(%d,)".formatted(wholes.values().length), out);
        var buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : wholes.values()) {
            room(buffer, out);
            switch (wholes.element()) {
                case "int" -> buffer.putInt((int) value);
                case "long" -> buffer.putLong(value);
                case "short" -> buffer.putShort((short) value);
                default -> buffer.put((byte) value);
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private static String type(String element) {
        return switch (element) {
            case "int" -> "<i4";
            case "long" -> "<i8";
            case "short" -> "<i2";
            case "byte" -> "|i1";
            case "boolean" -> "|b1";
            default -> throw new IllegalArgumentException("no element type: " + element);
        };
    }

    private static void room(ByteBuffer buffer, OutputStream out) throws IOException {
        if (buffer.remaining() < Long.BYTES) {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
    }

    private static void header(String type, String shape, OutputStream out) throws IOException {
        var text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
        int length = MAGIC.length + 2 + text.length() + 1;
        int padding = Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT - length;
        var header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        out.write(MAGIC);
        out.write(header.length & 0xFF);
        out.write(header.length >>> 8);
        out.write(header);
    }

    /// The array in the bytes of a whole entry.
    ///
    /// @throws Malformed if they are no array of a kind that models have, or not as many as the shape asks
    static DataTree read(String name, byte[] bytes) throws Malformed {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < MAGIC.length + 2 || !java.util.Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Malformed("`%s` is no array in NumPy's format 1.0".formatted(name));
        }
        int length = Short.toUnsignedInt(buffer.getShort(MAGIC.length));
        buffer.position(MAGIC.length + 2);
        if (length > buffer.remaining()) {
            throw new Malformed("`%s` ends within its header".formatted(name));
        }
        var header = HEADER.matcher(new String(bytes, buffer.position(), length, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new Malformed("`%s` is an array of a kind that models do not have".formatted(name));
        }
        buffer.position(buffer.position() + length);
        boolean matrix = header.group(3) != null;
        long rows = Long.parseLong(header.group(2));
        long columns = matrix ? Long.parseLong(header.group(3)) : 1;
        int width = header.group(1).charAt(2) - '0';
        // The shape is believed only as far as there are bytes for it; rows of no columns take none, so they are bounded too.
        if (rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE || rows * columns > buffer.remaining()
                || rows * columns * width != buffer.remaining()) {
            throw new Malformed("`%s` should hold %s x %s numbers of %d bytes, and has %d bytes".formatted(name, rows, columns,
                    width, buffer.remaining()));
        }
        return matrix ? new DataTree.Numbers(matrix(name, header.group(1), (int) rows, (int) columns, buffer))
                : wholes(name, header.group(1), (int) rows, buffer);
    }

    private static Matrix matrix(String name, String type, int rows, int columns, ByteBuffer buffer) throws Malformed {
        int count = rows * columns;
        switch (type) {
            case "<f8" -> {
                var values = new double[count];
                buffer.asDoubleBuffer().get(values);
                return Matrix.of(rows, columns, values);
            }
            case "<f4" -> {
                var values = new float[count];
                buffer.asFloatBuffer().get(values);
                return Matrix.ofFloats(rows, columns, values);
            }
            case "|u1" -> {
                var values = new byte[count];
                buffer.get(values);
                return Matrix.ofBytes(rows, columns, values);
            }
            default -> throw new Malformed("`%s` is a matrix of `%s`".formatted(name, type));
        }
    }

    private static DataTree wholes(String name, String type, int count, ByteBuffer buffer) throws Malformed {
        var element = switch (type) {
            case "<i4" -> "int";
            case "<i8" -> "long";
            case "<i2" -> "short";
            case "|i1" -> "byte";
            case "|b1" -> "boolean";
            default -> throw new Malformed("`%s` is an array of `%s`".formatted(name, type));
        };
        var values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (element) {
                case "int" -> buffer.getInt();
                case "long" -> buffer.getLong();
                case "short" -> buffer.getShort();
                default -> buffer.get();
            };
        }
        return new DataTree.Wholes(element, values);
    }
}

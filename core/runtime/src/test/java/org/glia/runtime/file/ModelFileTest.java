package org.glia.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.model.AbsentModelException;
import org.glia.api.model.DataTree;
import org.glia.api.model.Trained;
import org.glia.api.problem.GliaException;
import org.glia.runtime.Plain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final Catalog CATALOG = Catalog.of(new Plain.Level());
    private static final Limits SMALL = new Limits(1 << 20, 1 << 20, 1000, 200);

    private static final Dataset DATA = Dataset.builder("line").numeric("x", 1, 2, 3).nominal("side", "l", "r", "l")
            .numeric("y", 2, 4, 9).target("y").build();

    @TempDir
    Path folder;
    private Path file;
    private Trained<?> trained;

    @BeforeEach
    void save() {
        file = folder.resolve("a model.glia");
        trained = CATALOG.configure("level").fit(DATA);
        ModelFile.write(trained, file);
    }

    @Test
    void whatIsReadIsWhatWasWrittenToTheLastBit() {
        var saved = ModelFile.read(file);
        assertEquals(DataTree.of(trained), saved.tree());
        var woken = saved.wake(CATALOG);
        assertEquals(DataTree.of(trained), DataTree.of(woken));
        assertEquals(trained.predict(DATA), woken.predict(DATA));
        assertEquals(trained.provenance(), saved.provenance());
        assertEquals(trained.schema(), saved.schema());
    }

    @Test
    void theSameModelIsTheSameFile() throws IOException {
        var other = folder.resolve("b.glia");
        ModelFile.write(CATALOG.configure("level").fit(DATA), other);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other));
    }

    @Test
    void nothingIsLeftBesideTheFile() throws IOException {
        ModelFile.write(trained, file);
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        var failure = assertThrows(GliaException.class, () -> ModelFile.write(trained, folder.resolve("no/such/m.glia")));
        assertTrue(failure.getMessage().contains("there is no folder"), failure.getMessage());
    }

    @Test
    void aModelWithoutItsPluginIsDormantAndReadable() {
        var saved = ModelFile.read(file);
        assertEquals("level trouble=none", saved.provenance().recipe().toString());
        assertEquals("side", saved.schema().field(1).name());
        var failure = assertThrows(AbsentModelException.class, () -> saved.wake(Catalog.of()));
        assertTrue(failure.getMessage().contains("needs the algorithm `level`"), failure.getMessage());
    }

    @Test
    void oldFormatsAreLiftedAndNewOnesRefused() throws IOException {
        rewrite(json -> json.replace("\"format\": 2", "\"format\": 1").replaceFirst("\"mean\": [0-9.]+", "\"mean\": 77.0"));
        assertEquals(-1, ModelFile.read(file).wake(CATALOG).predict(DATA).values()[0]);
        rewrite(json -> json.replace("\"format\": 1", "\"format\": 9"));
        var failure = assertThrows(GliaException.class, () -> ModelFile.read(file).wake(CATALOG));
        assertTrue(failure.getMessage().contains("has the format 9, and the installed plug-in knows 2"), failure.getMessage());
    }

    @Test
    void numpyFindsItsHeader() throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var bytes = zip.getInputStream(zip.getEntry("arrays/0.npy")).readAllBytes();
            assertEquals("NUMPY", new String(bytes, 1, 5, StandardCharsets.US_ASCII));
            int length = bytes[8] & 0xFF | (bytes[9] & 0xFF) << 8;
            assertEquals(0, (10 + length) % 64, "the data are aligned");
            assertTrue(new String(bytes, 10, length, StandardCharsets.US_ASCII).endsWith("\n"));
        }
    }

    @Test
    void everyTruncationIsRefusedWithASentence() throws IOException {
        var bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 97) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused();
        }
    }

    @Test
    void damagedBytesNeverDoMoreThanARefusal() throws IOException {
        var bytes = Files.readAllBytes(file);
        var random = new Random(1);
        for (int trial = 0; trial < 400; trial++) {
            var damaged = bytes.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                ModelFile.read(file, SMALL).wake(CATALOG);
            } catch (GliaException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
    }

    @Test
    void damagedJsonNeverDoesMoreThanARefusal() throws IOException {
        var original = Files.readAllBytes(file);
        var random = new Random(2);
        var pieces = new String[] {"{", "}", "[", "]", "null", "-1", "1e999", "\"x\"", "{\"#array\": \"arrays/99\"}", "NaN", ":", ",",
            "{\"#sparse\": [2147483647, 2147483647]}", "99999999999999999999"};
        for (int trial = 0; trial < 400; trial++) {
            Files.write(file, original);
            rewrite(json -> {
                int at = random.nextInt(json.length());
                return json.substring(0, at) + pieces[random.nextInt(pieces.length)]
                        + json.substring(Math.min(json.length(), at + random.nextInt(12)));
            });
            try {
                ModelFile.read(file, SMALL).wake(CATALOG);
            } catch (GliaException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
    }

    @Test
    void hostileFilesAreRefusedInBoundedMemory() throws IOException {
        var good = entries();
        var json = new String(good.get("model.json"), StandardCharsets.UTF_8);

        write(with(good, "../evil.npy", new byte[1]));
        assertTrue(assertRefused().contains("an entry `../evil.npy`, which no model has"));

        write(with(good, "arrays/0.npy", new byte[64 << 20]));
        assertTrue(assertRefused().contains("unpacks to more than the 1 MB"), "a zip bomb is stopped where the limit is");

        write(with(good, "model.json", " ".repeat(32 << 20).getBytes(StandardCharsets.UTF_8)));
        assertTrue(assertRefused().contains("`model.json` unpacks to more than"));

        write(with(good, "model.json", "{\"glia\": 1, \"trained\": ".concat("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)));
        assertRefused();

        for (var shape : new String[] {"(2147483647, 2147483647)", "(4000000000, 1)", "(9999999999, 0)", "(3, 1)"}) {
            write(with(good, "arrays/0.npy", npy("<f8", shape, new byte[16])));
            assertTrue(assertRefused().contains("`arrays/0` should hold"), shape);
        }
        for (var type : new String[] {"|O8", ">f8", "<c8"}) {
            write(with(good, "arrays/0.npy", npy(type, "(2, 1)", new byte[16])));
            assertRefused();
        }
        var many = new LinkedHashMap<>(good);
        for (int i = 1000; i < 2001; i++) {
            many.put("arrays/" + i + ".npy", new byte[0]);
        }
        write(many);
        assertTrue(assertRefused().contains("more than the 1000 that are read"));

        rewrite(text -> json.replace("\"glia\": 1", "\"glia\": 2"));
        assertRefused();
        write(Map.of("model.json", "{}".getBytes(StandardCharsets.UTF_8)));
        assertRefused();
        write(Map.of());
        assertRefused();
        Files.writeString(file, "a,b\n1,2\n");
        assertRefused();
        assertTrue(assertThrows(GliaException.class, () -> ModelFile.read(folder)).getMessage().endsWith("is a folder, not a model file"));
        assertTrue(assertThrows(GliaException.class, () -> ModelFile.read(folder.resolve("none.glia"))).getMessage()
                .startsWith("there is no file"));
    }

    private String assertRefused() {
        var message = assertThrows(GliaException.class, () -> ModelFile.read(file, SMALL).wake(CATALOG)).getMessage();
        assertTrue(message.contains("a model.glia") || !message.isBlank());
        assertFalse(message.contains("Exception"), message);
        return message;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, byte[] content) {
        var changed = new LinkedHashMap<>(entries);
        changed.put(name, content);
        return changed;
    }

    private static byte[] npy(String type, String shape, byte[] data) throws IOException {
        var out = new ByteArrayOutputStream();
        var header = ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n").getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
        out.write(header);
        out.write(data);
        return out.toByteArray();
    }

    private void rewrite(UnaryOperator<String> change) throws IOException {
        var entries = entries();
        entries.put("model.json", change.apply(new String(entries.get("model.json"), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        write(entries);
    }

    private Map<String, byte[]> entries() throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                var entry = all.nextElement();
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private void write(Map<String, byte[]> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }
}

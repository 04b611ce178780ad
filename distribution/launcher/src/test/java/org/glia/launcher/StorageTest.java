package org.glia.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    @TempDir
    private Path cache;

    private List<Path> left() throws Exception {
        try (var files = Files.list(cache.resolve("run"))) {
            return files.toList();
        }
    }

    @Test
    void closingRemovesTheFolderWithAllThatIsInIt() throws Exception {
        try (var storage = Storage.open(cache)) {
            Files.createDirectories(storage.folder().resolve("bundle1/version0.0"));
            Files.writeString(storage.folder().resolve("bundle1/bundle.info"), "x");
        }
        assertEquals(List.of(), left());
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        var storage = Storage.open(cache);
        storage.close();
        storage.close();
        assertEquals(List.of(), left());
    }

    @Test
    void whatADeadProcessLeftIsSwept() throws Exception {
        var stale = Files.createDirectories(cache.resolve("run/4711-1/bundle1"));
        Files.createFile(cache.resolve("run/4711-1.lock"));
        try (var storage = Storage.open(cache)) {
            assertFalse(Files.exists(stale));
            assertFalse(Files.exists(cache.resolve("run/4711-1.lock")));
            assertTrue(Files.isDirectory(storage.folder()));
        }
    }

    @Test
    void whatIsInUseIsNotSwept() throws Exception {
        try (var first = Storage.open(cache); var second = Storage.open(cache)) {
            assertTrue(Files.isDirectory(first.folder()));
            assertTrue(Files.isDirectory(second.folder()));
        }
    }

    @RepeatedTest(20)
    void manyOpenedAtOnceGetFoldersOfTheirOwn() throws Exception {
        int many = 16;
        var together = new CyclicBarrier(many);
        Callable<Storage> open = () -> {
            together.await();
            return Storage.open(cache);
        };
        var folders = new HashSet<Path>();
        var futures = new ArrayList<Future<Storage>>();
        try (var threads = Executors.newFixedThreadPool(many)) {
            for (int i = 0; i < many; i++) {
                futures.add(threads.submit(open));
            }
            for (var future : futures) {
                assertTrue(Files.isDirectory(future.get().folder()));
                folders.add(future.get().folder());
            }
        }
        assertEquals(many, folders.size());
        for (var future : futures) {
            future.get().close();
        }
        assertEquals(List.of(), left());
    }
}

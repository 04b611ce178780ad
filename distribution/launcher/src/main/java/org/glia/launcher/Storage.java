package org.glia.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// The framework's folder of one process: `run/<name>` in the cache, with `run/<name>.lock` beside it.
///
/// The lock is held as long as the process lives, whichever way it dies, so a folder whose lock can be taken belongs to nobody.
/// A folder is made after its lock and removed before it; so no folder is ever without one.
final class Storage implements AutoCloseable {

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private Storage(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Makes a fresh folder in `cache`, and removes those that dead processes left there.
    static Storage open(Path cache) throws IOException {
        var run = Files.createDirectories(cache.resolve("run"));
        sweep(run);
        while (true) {
            var lockFile = run.resolve(ProcessHandle.current().pid() + "-" + System.nanoTime() + ".lock");
            var lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // between making the file and locking it, another process may have swept it
            if (isLocked(lock) && Files.exists(lockFile)) {
                return new Storage(Files.createDirectory(folderOf(lockFile)), lockFile, lock);
            }
            lock.close();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    private static Path folderOf(Path lockFile) {
        var name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - ".lock".length()));
    }

    private static void sweep(Path run) throws IOException {
        for (var lockFile : lockFilesIn(run)) {
            try (var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                if (isLocked(lock)) {
                    delete(folderOf(lockFile));
                    Files.deleteIfExists(lockFile);
                }
            } catch (IOException e) {
                // in use, or somebody else's: whoever may remove it will
            }
        }
    }

    private static List<Path> lockFilesIn(Path run) throws IOException {
        try (var files = Files.list(run)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".lock")).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Removes the folder, then its lock. Safe to call again.
    @Override
    public synchronized void close() throws IOException {
        if (lock.isOpen()) {
            try {
                delete(folder);
                Files.deleteIfExists(lockFile);
                lock.close();
            } catch (AccessDeniedException e) {
                // Windows removes no library that is loaded; once the lock has ended with this process, a later one sweeps
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

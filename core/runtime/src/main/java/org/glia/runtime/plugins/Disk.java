package org.glia.runtime.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Every change of files that plug-ins make, one by one: between any two of them the process may die.
final class Disk {

    private final Runnable before;

    /// @param before called before each change
    Disk(Runnable before) {
        this.before = before;
    }

    void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            before.run();
            Files.createDirectories(folder);
        }
    }

    /// Writes a file that is not looked at until it is moved.
    void write(Path draft, InputStream bytes) throws IOException {
        before.run();
        Files.copy(bytes, draft, StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// There is one file under the new name at any time: the old one, or the new one.
    void move(Path from, Path to) throws IOException {
        before.run();
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void delete(Path file) throws IOException {
        before.run();
        Files.deleteIfExists(file);
    }
}

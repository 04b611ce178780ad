package org.glia.runtime.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.glia.api.problem.GliaException;
import org.osgi.annotation.versioning.ConsumerType;

/// Files that are there whole or, after a failure, as they were before: written beside their place and moved into it.
public final class WholeFile {

    private static final int TRIES = 100;

    private WholeFile() {
    }

    /// Writes a new file that exists already, empty.
    @ConsumerType
    @FunctionalInterface
    public interface Writing {
        void write(Path draft) throws IOException;
    }

    /// @throws GliaException if the file cannot be written; the message says why
    public static void write(Path file, Writing writing) {
        var target = file.toAbsolutePath();
        Path draft = null;
        try {
            draft = draft(target);
            writing.write(draft);
            move(draft, target);
        } catch (NoSuchFileException e) {
            throw new GliaException("%s cannot be written: there is no folder %s".formatted(file, target.getParent()), e);
        } catch (IOException e) {
            throw new GliaException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            discard(draft);
        }
    }

    /// An empty file with the permissions that the user's files have, unlike those of temporary ones.
    private static Path draft(Path target) throws IOException {
        for (int number = 0; ; number++) {
            try {
                return Files.createFile(target.resolveSibling(".%s.%d-%d.part".formatted(target.getFileName(),
                        ProcessHandle.current().pid(), number)));
            } catch (FileAlreadyExistsException e) {
                if (number == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // A leftover draft does no harm, and the reason why it was left is told already.
        }
    }
}

package org.glia.runtime.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.glia.api.problem.GliaException;

/// The folder that plug-ins are installed into. A change of several files is written down first, in a journal, and then made: a
/// process that dies before the journal is there has changed nothing, and one that dies later is completed by the next.
///
/// ```
/// plugins/*.jar             what is installed
/// plugins/.staged/          jars that are being looked at
/// plugins/.previous/        of each plug-in the version before, named by its symbolic name
/// plugins/plugins.journal   a change that was begun
/// plugins/plugins.origins   where jars came from, by hash
/// plugins/plugins.lock      held by the process that changes something
/// ```
final class Depot {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path folder;
    private final Disk disk;
    private final Path journal;
    private final Path origins;
    private final Path staged;
    private final Path previous;

    /// One part of a change: the file is moved, or deleted where it has nowhere to go.
    record Move(Path from, Optional<Path> to) {

        static Move to(Path from, Path to) {
            return new Move(from, Optional.of(to));
        }

        static Move away(Path from) {
            return new Move(from, Optional.empty());
        }
    }

    /// Where a jar came from.
    ///
    /// @param brought whether it came because another one needs it
    record Origin(String words, boolean brought) {
    }

    Depot(Path folder, Disk disk) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
        this.journal = this.folder.resolve("plugins.journal");
        this.origins = this.folder.resolve("plugins.origins");
        this.staged = this.folder.resolve(".staged");
        this.previous = this.folder.resolve(".previous");
    }

    Path folder() {
        return folder;
    }

    /// Does something while no other process changes the folder, and completes first what one that died has begun.
    <T> T alone(Supplier<T> work) {
        try {
            disk.makeFolder(folder);
            try (var channel = FileChannel.open(folder.resolve("plugins.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                 var held = lock(channel)) {
                recover();
                return work.get();
            }
        } catch (IOException e) {
            throw new GliaException("the folder of plug-ins, %s, cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var lock = tryLock(channel);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw new GliaException("another Glia is changing the plug-ins in %s: try again when it has finished".formatted(folder));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /// Empty while another process, or another part of this one, has it.
    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /// Whether a process that died, or one that is at work, has begun a change.
    boolean isChanging() {
        return Files.exists(journal);
    }

    private void recover() throws IOException {
        if (isChanging()) {
            carryOut(read(Files.readString(journal)));
            disk.delete(journal);
        }
        for (var left : files(staged)) {
            disk.delete(left);
        }
    }

    /// A copy that nobody else changes.
    Path stage(InputStream bytes) {
        try {
            disk.makeFolder(staged);
            var draft = staged.resolve(UUID.randomUUID() + ".jar");
            disk.write(draft, bytes);
            return draft;
        } catch (IOException e) {
            throw new GliaException("there is no room for a new plug-in in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /// Throws away what was staged.
    void discard(Path draft) {
        try {
            disk.delete(draft);
        } catch (IOException e) {
            // swept before the next change
        }
    }

    /// Makes a change as a whole.
    void change(List<Move> moves, Map<String, Origin> news) {
        try {
            disk.makeFolder(previous);
            if (!news.isEmpty()) {
                var all = new TreeMap<>(origins());
                all.putAll(news);
                write(origins, text(all));
            }
            write(journal, text(moves));
            carryOut(moves);
            disk.delete(journal);
        } catch (IOException e) {
            throw new GliaException("the plug-ins in %s cannot be changed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void write(Path file, String text) throws IOException {
        var draft = folder.resolve("." + file.getFileName() + ".part");
        disk.write(draft, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        disk.move(draft, file);
    }

    /// Whatever part of it was done already is done: no file of a change is named twice, and none has the name of an older one.
    private void carryOut(List<Move> moves) throws IOException {
        for (var move : moves) {
            if (move.to().isEmpty()) {
                disk.delete(move.from());
            } else if (Files.exists(move.from())) {
                disk.move(move.from(), move.to().get());
            }
        }
    }

    /// A name in the folder that no file has.
    Path free(Candidate candidate) {
        var plain = folder.resolve(candidate.fileName());
        return Files.exists(plain) ? folder.resolve("%s-%s-%s.jar".formatted(candidate.name(), candidate.version(), candidate.hash().substring(0, 12))) : plain;
    }

    /// Where the version before the installed one of a plug-in is kept.
    Path previous(String name) {
        return previous.resolve(name + ".jar");
    }

    Map<String, Origin> origins() {
        var found = new TreeMap<String, Origin>();
        try {
            for (var line : Files.readAllLines(origins)) {
                var words = line.split(" ");
                if (words.length == 3) {
                    found.put(words[0], new Origin(decoded(words[2]), words[1].equals("brought")));
                }
            }
        } catch (NoSuchFileException e) {
            return found;
        } catch (IOException e) {
            // where jars came from is then not known, which hurts nobody
        }
        return found;
    }

    private static String text(Map<String, Origin> origins) {
        var text = new StringBuilder();
        origins.forEach((hash, origin) -> text.append("%s %s %s\n".formatted(hash, origin.brought() ? "brought" : "wanted", encoded(origin.words()))));
        return text.toString();
    }

    private static String text(List<Move> moves) {
        var text = new StringBuilder();
        moves.forEach(move -> text.append("%s %s\n".formatted(encoded(move.from().toAbsolutePath().toString()),
                move.to().map(to -> encoded(to.toAbsolutePath().toString())).orElse("-"))));
        return text.toString();
    }

    private static List<Move> read(String journal) {
        var moves = new ArrayList<Move>();
        journal.lines().forEach(line -> {
            var words = line.split(" ");
            moves.add(new Move(Path.of(decoded(words[0])), words[1].equals("-") ? Optional.empty() : Optional.of(Path.of(decoded(words[1])))));
        });
        return moves;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("-", "%2D");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}

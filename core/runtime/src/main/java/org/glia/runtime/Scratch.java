package org.glia.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.runtime.file.DataFile;

/// The data sets of one run, as files that its workers read.
final class Scratch implements AutoCloseable {

    private final Path folder;
    private final Function<String, Dataset> data;
    private final Map<String, Table> tables = new HashMap<>();

    /// @param fingerprint tells it apart from others, by its name too, which stands in messages
    record Table(Path file, String fingerprint) {
    }

    /// @param home holds a private folder of this run
    Scratch(Path home, Function<String, Dataset> data) {
        try {
            this.folder = Files.createTempDirectory(home, "cells");
        } catch (IOException e) {
            throw new GliaException("there is no place for the data of cells: " + e.getMessage(), e);
        }
        this.data = data;
    }

    /// The data set of that name, written when it is first asked for.
    synchronized Table table(String name) {
        var known = tables.get(name);
        if (known == null) {
            var table = data.apply(name);
            var file = folder.resolve(tables.size() + ".data");
            DataFile.write(table, file);
            known = new Table(file, table.fingerprint() + " " + table.name());
            tables.put(name, known);
        }
        return known;
    }

    @Override
    public void close() {
        delete(folder);
    }

    /// Removes a folder of files, as far as that is possible.
    static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException | UncheckedIOException e) {
            // somebody else has, or the system will
        }
    }
}

package org.glia.api;

import java.nio.file.Path;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.SettingsType;
import org.glia.api.run.Run;
import org.osgi.annotation.versioning.ConsumerType;

/// Brings data: a built-in set, a generator, or a reader of a file format. Implementations have a public constructor
/// without arguments, carry [Source], keep no state and are safe for use by many threads at once.
///
/// @param <S> the settings, a record whose constructor without arguments gives the defaults
@ConsumerType
public interface DataSource<S extends Record> {

    /// The whole table.
    ///
    /// @param file     the file to read; empty for sets and generators
    /// @param settings checked
    /// @param run      random streams for generators, progress, cancellation
    /// @throws DataException if the file is malformed; the message gives line and column
    Dataset load(Optional<Path> file, S settings, Run run);

    /// @throws IllegalArgumentException if the class does not carry [Source]
    static Source source(Class<?> source) {
        var annotation = source.getAnnotation(Source.class);
        if (annotation == null) {
            throw new IllegalArgumentException("%s lacks @Source".formatted(source.getName()));
        }
        return annotation;
    }

    /// The type of a source's settings.
    @SuppressWarnings("unchecked")
    static <S extends Record> SettingsType<S> settings(DataSource<S> source) {
        return SettingsType.of((Class<S>) AlgorithmType.arguments(source.getClass(), DataSource.class)[0]);
    }
}

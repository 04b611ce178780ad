package org.glia.benchmarks.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Schema;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Run;

/// The data sets, and the folder where they lie: one folder each, as `mnist/mnist_train.csv.gz`.
///
/// @param folder where they lie; `iris` and `diabetes` come with Glia
record DataSets(Path folder) {

    private static final Set<String> BUNDLED = Set.of("iris", "diabetes");

    /// A data set as it is declared.
    ///
    /// @param file   with the training rows, or with all
    /// @param test   file with the test rows; where there is none, every fourth row of `file` is one
    /// @param source how the file is read
    /// @param target the column that is predicted
    private record Declared(String file, Optional<String> test, String source, String target) {
    }

    private static Declared declared(String name) {
        return switch (name) {
            case "california_housing" -> new Declared("california_housing.csv.gz", Optional.empty(), "csv", "medianHouseValue");
            case "flights_400k" -> new Declared("flights_400k.csv.gz", Optional.empty(), "csv", "delay_minutes");
            case "covertype_93k" -> new Declared("covertype_93k.csv.gz", Optional.empty(), "csv types=Cover_Type:nominal", "Cover_Type");
            case "adult_census" -> new Declared("adult_census_train.csv.gz", Optional.of("adult_census_test.csv.gz"), "csv", "income");
            case "digits_8x8" -> new Declared("digits_8x8.csv", Optional.empty(), "csv types=digit:nominal", "digit");
            case "letter_recognition" -> new Declared("letter_recognition.csv", Optional.empty(), "csv", "lettr");
            case "mushroom" -> new Declared("mushroom.csv", Optional.empty(), "csv", "class");
            case "mnist" -> new Declared("mnist_train.csv.gz", Optional.of("mnist_test.csv.gz"), "csv types=label:nominal", "label");
            default -> throw new IllegalArgumentException("there is no data set `%s`".formatted(name));
        };
    }

    /// The rows to fit and those to judge by. Tasks without a prediction take all rows, and no target.
    record Split(Dataset train, Dataset test) {
    }

    /// @throws IllegalArgumentException if the data are not there
    Split load(String name, Question question) {
        if (BUNDLED.contains(name)) {
            var all = GliaContestant.catalog().load(name);
            return split(all, all.targetField().name(), Optional.empty(), question);
        }
        var declared = declared(name);
        return split(read(name, declared.file(), declared.source()), declared.target(),
                declared.test().map(test -> read(name, test, declared.source())), question);
    }

    private static Split split(Dataset all, String target, Optional<Dataset> apart, Question question) {
        if (!question.predicts()) {
            var features = all.columns(field -> !field.name().equals(target));
            return new Split(features, features.rows(0, 0));
        }
        var labelled = all.withTarget(target);
        if (apart.isPresent()) {
            return new Split(labelled, coded(apart.get(), labelled.schema()).withTarget(target));
        }
        return new Split(labelled.rows(IntStream.range(0, all.rows()).filter(i -> i % 4 != 3).toArray()),
                labelled.rows(IntStream.range(0, all.rows()).filter(i -> i % 4 == 3).toArray()));
    }

    /// Rows of another file with the levels of the first: what that does not know is missing.
    private static Dataset coded(Dataset rows, Schema known) {
        var coded = rows;
        for (var field : known.fields()) {
            if (field.kind() == Kind.NOMINAL) {
                var column = rows.nominal(field.name());
                var codes = IntStream.range(0, rows.rows()).map(row -> column.isMissing(row) ? -1
                        : field.levels().code(column.levels().name(column.code(row))));
                coded = coded.with(Field.nominal(field.name(), field.levels()), new NominalColumn(field.levels(), codes.toArray()));
            }
        }
        return coded;
    }

    private Dataset read(String name, String file, String source) {
        return GliaContestant.catalog().load(Recipe.parse(source).last(), Optional.of(path(name, file)), Run.local(0));
    }

    private Path path(String name, String file) {
        var path = folder.resolve(name).resolve(file);
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException(("there is no %s; say with --data in which folder the data sets lie, "
                    + "or choose workloads on iris and diabetes").formatted(path.toAbsolutePath().normalize()));
        }
        return path;
    }

    /// Writes the rows of a data set's file again and again, the header once, until there are `size` bytes.
    void repeat(String name, long size, Path to) throws IOException {
        byte[] text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path(name, declared(name).file())))) {
            text = in.readAllBytes();
        }
        int header = 0;
        while (text[header] != '\n') {
            header++;
        }
        Files.createDirectories(to.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(to)) {
            out.write(text);
            for (long written = text.length; written < size; written += text.length - header - 1) {
                out.write(text, header + 1, text.length - header - 1);
            }
        }
    }
}

package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Reads a collection of real files that lies beside the checkout (`shared/data`, or where the system property
/// `glia.shared.data` says) and compares it with what their descriptions say: rows, columns, missing cells, classes.
class SharedDataTest {

    private static final Pattern FILE = Pattern.compile("`([\\w.]+)` (\\d+) rows x (\\d+) columns, (\\d+) missing cells, \\d+ bytes"
            + "(?:; (?:classes|groups): ([^;`]*?)(?= \\.\\.\\.|; `|\\. Columns))?");
    private static final Pattern CLASS = Pattern.compile("(.+?) (\\d+)(?:, |$)");

    /// What a description says of a file.
    private record Described(Path path, int rows, int columns, int missing, Optional<String> classes) {
    }

    private static Optional<Path> collection() {
        var stated = System.getProperty("glia.shared.data");
        if (stated != null) {
            return Optional.of(Path.of(stated));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data")).filter(Files::isDirectory).findFirst();
    }

    private static List<Described> described(Path folder) throws IOException {
        var found = new ArrayList<Described>();
        var file = FILE.matcher(Files.readString(folder.resolve("README.md")));
        while (file.find()) {
            found.add(new Described(folder.resolve(file.group(1)), Integer.parseInt(file.group(2)),
                    Integer.parseInt(file.group(3)),
                    Integer.parseInt(file.group(4)), Optional.ofNullable(file.group(5))));
        }
        return found;
    }

    @TestFactory
    Stream<DynamicTest> everyFileHoldsWhatItsDescriptionSays() throws IOException {
        var collection = collection();
        assumeTrue(collection.isPresent(), "there is no folder shared/data beside the checkout; its files are not read");
        var files = new ArrayList<Described>();
        try (var folders = Files.list(collection.get())) {
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                files.addAll(described(folder));
            }
        }
        assertTrue(files.size() > 40, "%d files are described".formatted(files.size()));
        return files.stream().filter(file -> Files.exists(file.path))
                .map(file -> DynamicTest.dynamicTest(file.path.getFileName().toString(), () -> check(file)));
    }

    private static void check(Described file) {
        var run = Run.local(1);
        var data = new Csv().load(Optional.of(file.path), new Csv.Settings(), run);
        assertEquals(List.of(), run.warnings());
        assertEquals(file.rows, data.rows());
        assertEquals(file.columns, data.schema().size());
        assertEquals(file.missing, missing(data));
        file.classes.ifPresent(classes -> checkClasses(file, data, classes));
    }

    private static long missing(Dataset data) {
        return IntStream.range(0, data.schema().size()).mapToObj(data::column)
                .mapToLong(column -> IntStream.range(0, column.rows()).filter(column::isMissing).count()).sum();
    }

    private static void checkClasses(Described file, Dataset data, String classes) {
        var last = data.schema().field(data.schema().size() - 1).name();
        var usual = new Csv.Settings();
        var nominal = new Csv().load(Optional.of(file.path), new Csv.Settings(usual.layout(),
                new Csv.Cells(usual.cells().missing(),
                usual.cells().decimal(), Map.of(last, CellType.NOMINAL))), Run.local(1)).nominal(last);
        var counts = nominal.counts();
        var described = CLASS.matcher(classes);
        int checked = 0;
        while (described.find()) {
            int code = nominal.levels().code(described.group(1));
            assertTrue(code >= 0, () -> "%s is one of %s".formatted(described.group(1), nominal.levels().names()));
            assertEquals(Integer.parseInt(described.group(2)), counts[code], described.group(1));
            checked++;
        }
        assertTrue(checked >= 2, classes);
    }
}

package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.glia.assembly.process.Glia;

/// Somebody outside, with a folder for projects and an installation of Glia: what they do, in few words.
final class Stranger {

    private static final Path HOUSE = Path.of(System.getProperty("glia.repository")).toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("glia.version");
    /// A home for all, so that only the first start of an installation is slow.
    private static final Path HOME = HOUSE.resolve("algorithms/examples/target/home");
    /// Without a version Maven would take the newest there is.
    static final String ARCHETYPE = "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("archetype.version") + ":generate";
    private static final Map<String, Path> BUILT = new HashMap<>();

    private final Path folder;

    /// @param folder empty; projects and what Glia keeps lie in it
    Stranger(Path folder) {
        this.folder = folder;
    }

    /// The jar of an example, built as its README says, tests and all; once for all tests.
    ///
    /// @param example a folder beside this module's tests
    static Path built(String example) throws IOException, InterruptedException {
        synchronized (BUILT) {
            if (!BUILT.containsKey(example)) {
                var project = HOUSE.resolve("algorithms/examples/target/projects").resolve(example);
                LocalRepository.remove(project);
                copy(HOUSE.resolve("algorithms/examples").resolve(example), project);
                BUILT.put(example, build(project, "verify"));
            }
            return BUILT.get(example);
        }
    }

    /// A new project from the archetype, in a folder named like the artifact.
    ///
    /// @param options further properties, such as `-Dalgorithm=Median`
    Path generate(String groupId, String artifactId, String... options) throws IOException, InterruptedException {
        var outcome = tryToGenerate(groupId, artifactId, options);
        assertEquals(0, outcome.code(), outcome::output);
        return folder.resolve(artifactId);
    }

    /// As [#generate], whatever comes of it.
    Maven.Outcome tryToGenerate(String groupId, String artifactId, String... options) throws IOException, InterruptedException {
        return Maven.ofThisBuild().tryTo(folder, Stream.concat(Stream.of(ARCHETYPE, "-DarchetypeCatalog=local", "-DinteractiveMode=false",
                "-DarchetypeGroupId=org.glia", "-DarchetypeArtifactId=org.glia.archetype", "-DarchetypeVersion=" + VERSION,
                "-DgroupId=" + groupId, "-DartifactId=" + artifactId), Stream.of(options)).toArray(String[]::new));
    }

    /// A copy of an example that may be changed.
    Path project(String example) throws IOException {
        var project = folder.resolve(example);
        copy(HOUSE.resolve("algorithms/examples").resolve(example), project);
        return project;
    }

    /// Builds a project.
    ///
    /// @param goals `verify` and the like
    /// @return its jar
    static Path build(Path project, String... goals) throws IOException, InterruptedException {
        Maven.ofThisBuild().run(project, goals);
        try (var files = Files.list(project.resolve("target"))) {
            var jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertEquals(1, jars.size(), jars.toString());
            return jars.getFirst();
        }
    }

    /// The distribution of this build, with data of this stranger's own. Nobody writes into it: plug-ins are installed for the user.
    Glia glia() throws IOException {
        return glia(Glia.ASSEMBLED);
    }

    /// A copy of the distribution that may be changed, at first without plug-ins.
    Glia gliaOfTheirOwn() throws IOException {
        var home = folder.resolve("glia");
        if (!Files.exists(home)) {
            Glia.copy(Glia.ASSEMBLED, home);
        }
        return glia(home);
    }

    private Glia glia(Path home) throws IOException {
        return new Glia(home, Files.createDirectories(HOME)).in(folder).with("GLIA_DATA", data().toString());
    }

    /// Types a line to a shell in a folder of theirs; `mvn` and `glia` are those of this build.
    ///
    /// @return what was printed
    String type(Path where, String line) throws IOException, InterruptedException {
        var outcome = Maven.ofThisBuild().type(where, Glia.ASSEMBLED.resolve("bin"), Map.of("HOME", Files.createDirectories(HOME).toString(),
                "GLIA_JAVA", System.getProperty("java.home"), "GLIA_DATA", data().toString(), "LC_ALL", "C.UTF-8"), line);
        assertEquals(0, outcome.code(), () -> line + "\n" + outcome.output());
        return outcome.output();
    }

    /// Where Glia keeps what is this stranger's: results, and in `plugins` what has been installed.
    Path data() {
        return folder.resolve("data");
    }

    /// Copies sources, without what builds have made.
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path here, BasicFileAttributes attributes) throws IOException {
                if (here.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(here)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

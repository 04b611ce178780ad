package org.glia.experiments.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL server of the tests' own: in a folder of its own, on a free port of this machine only. As root, who may not run
/// one, it is run as the user that the system's package has made.
final class PostgresServer implements AutoCloseable {

    static final String USER = "tester";
    static final String PASSWORD = "secret";
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
    private static final String ACCOUNT = "postgres";

    private final Path programs;
    private final Path folder;
    private final int port;
    private Process server;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /// Where the newest server is installed, if one is.
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(PROGRAMS)) {
            return Optional.empty();
        }
        try (var versions = Files.list(PROGRAMS)) {
            return versions.map(version -> version.resolve("bin")).filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin -> Integer.parseInt(bin.getParent().getFileName().toString().replaceAll("\\D.*", ""))));
        }
    }

    static PostgresServer start(Path programs) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("glia-postgres");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new PostgresServer(programs, folder, free.getLocalPort());
            free.close();
            server.make();
            server.run();
            return server;
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private void make() throws IOException, InterruptedException {
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        if (isRoot()) {
            var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT);
            Files.setOwner(folder, owner);
            Files.setOwner(password, owner);
        }
        var log = folder.resolve("initdb.log").toFile();
        int code = command("initdb", "-D", folder.resolve("data").toString(), "-U", USER, "-A", "scram-sha-256", "--pwfile", password.toString(),
                "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions").redirectErrorStream(true).redirectOutput(log).start().waitFor();
        if (code != 0) {
            throw new IOException("initdb failed: " + Files.readString(log.toPath()));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private ProcessBuilder command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private void run() throws IOException {
        server = command("postgres", "-D", folder.resolve("data").toString(), "-p", Integer.toString(port), "-k", folder.toString(),
                "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=20", "-c", "shared_buffers=16MB").redirectErrorStream(true).start();
        var log = server.inputReader();
        var said = new StringBuilder();
        for (var line = log.readLine(); line == null || !line.contains("ready to accept connections"); line = log.readLine()) {
            if (line == null) {
                throw new IOException("the server has ended: " + said);
            }
            said.append(line).append('\n');
        }
        Thread.ofVirtual().start(() -> log.lines().forEach(line -> { })); // or it would wait for somebody to read
    }

    void restart() throws IOException, InterruptedException {
        stop();
        run();
    }

    void stop() throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        } catch (IOException e) {
            server.destroy();
        }
        server.waitFor();
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, database, USER, PASSWORD);
    }

    void sql(String database, String... statements) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

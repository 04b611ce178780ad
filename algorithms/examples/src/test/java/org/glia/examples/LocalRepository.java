package org.glia.examples;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/// A local repository of Maven with the modules of this build in it, as `mvn install` would leave them.
///
/// All that is not Glia's is the user's own repository, by links: nothing is fetched a second time, and nothing of this build stays
/// behind with the user.
final class LocalRepository {

    private static final List<String> OURS = List.of("org", "glia");

    private LocalRepository() {
    }

    /// @param repository where it is laid; what an earlier build has left there goes
    /// @param users      the user's own repository
    /// @param house      the folder of the parent pom
    static void lay(Path repository, Path users, Path house, String version) throws IOException {
        Files.createDirectories(users);
        var ours = link(repository, users, OURS);
        remove(ours);
        var parent = read(house.resolve("pom.xml"));
        install(ours, house, parent, version);
        var modules = parent.getElementsByTagName("module");
        for (int i = 0; i < modules.getLength(); i++) {
            var folder = house.resolve(modules.item(i).getTextContent().strip());
            install(ours, folder, read(folder.resolve("pom.xml")), version);
        }
    }

    /// Links to all entries of a folder but the one where the way to our own goes on; that is made anew.
    ///
    /// @return our own folder
    private static Path link(Path folder, Path users, List<String> way) throws IOException {
        Files.createDirectories(folder);
        if (way.isEmpty()) {
            return folder;
        }
        if (Files.isDirectory(users)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(users)) {
                for (var entry : entries) {
                    var link = folder.resolve(entry.getFileName());
                    if (!entry.getFileName().toString().equals(way.getFirst()) && Files.isDirectory(entry) && !Files.exists(link)) {
                        Files.deleteIfExists(link);
                        Files.createSymbolicLink(link, entry.toAbsolutePath());
                    }
                }
            }
        }
        return link(folder.resolve(way.getFirst()), users.resolve(way.getFirst()), way.subList(1, way.size()));
    }

    private static void install(Path ours, Path module, Document pom, String version) throws IOException {
        var name = child(pom, "artifactId");
        var folder = Files.createDirectories(ours.resolve(name).resolve(version));
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + "-" + version + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        if (!child(pom, "packaging").equals("pom")) {
            var jar = module.resolve("target").resolve(name + "-" + version + ".jar");
            if (!Files.exists(jar)) {
                return; // whoever needs it is told by Maven
            }
            Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Removes what is in a folder, and the folder; links are not followed.
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Document read(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The text of an element directly below the project, or the empty text.
    private static String child(Document pom, String name) {
        for (var node = pom.getDocumentElement().getFirstChild(); node != null; node = node.getNextSibling()) {
            if (name.equals(node.getNodeName())) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }
}

package org.glia.assembly.arrows;

import aQute.bnd.osgi.Domain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The modules of a repository as they were built: their poms and jars.
///
/// @param root the folder of the parent pom
/// @param version the version that jars have in their names
record House(Path root, String version) {

    /// @return a room for each module that makes a jar
    List<Room> rooms() throws IOException {
        var rooms = new ArrayList<Room>();
        for (var path : modules()) {
            var pom = read(root.resolve(path).resolve("pom.xml"));
            if (!"pom".equals(child(pom, "packaging"))) {
                rooms.add(room(path, pom));
            }
        }
        return rooms;
    }

    List<String> modules() throws IOException {
        var modules = elements(read(root.resolve("pom.xml")), "module");
        return modules.stream().map(m -> m.getTextContent().strip()).toList();
    }

    /// @throws IOException if the module has not been packaged
    Path jar(String path) throws IOException {
        var jar = root.resolve(path).resolve("target").resolve(child(read(root.resolve(path).resolve("pom.xml")), "artifactId") + "-" + version + ".jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing; this test needs all modules built, as `mvn verify` at the root does.");
        }
        return jar;
    }

    private Room room(String path, Element pom) throws IOException {
        try (var jar = new JarFile(jar(path).toFile())) {
            var manifest = Domain.domain(jar.getManifest());
            var imports = new TreeSet<>(manifest.getImportPackage().keySet());
            imports.addAll(manifest.getDynamicImportPackage().keySet());
            var dependencies = dependencies(pom);
            manifest.getRequireBundle().keySet().stream().filter(b -> b.startsWith("org.glia.")).forEach(dependencies::add);
            return new Room(path, child(pom, "artifactId"), dependencies, manifest.getExportPackage().keySet(), imports);
        }
    }

    private static Set<String> dependencies(Element pom) {
        var names = new TreeSet<String>();
        for (var dependency : elements(pom, "dependency")) {
            if ("org.glia".equals(child(dependency, "groupId")) && !"test".equals(child(dependency, "scope"))) {
                names.add(child(dependency, "artifactId"));
            }
        }
        return names;
    }

    private static Element read(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    /// The text of a direct child, or the empty text.
    private static String child(Element parent, String name) {
        return elements(parent, name).stream().filter(e -> e.getParentNode() == parent).findFirst()
                .map(e -> e.getTextContent().strip()).orElse("");
    }
}

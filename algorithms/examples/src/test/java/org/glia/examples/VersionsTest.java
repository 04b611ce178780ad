package org.glia.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/// The examples' poms stand alone, so they repeat versions; these are the house's.
class VersionsTest {

    private static final Path HOUSE = Path.of(System.getProperty("glia.repository"));

    private static Stream<Path> examples() throws IOException {
        try (var folders = Files.list(Path.of(""))) {
            return folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theVersionsOfAnExampleAreThoseOfTheHouse(Path example) throws Exception {
        var ours = versions(HOUSE.resolve("pom.xml"));
        var theirs = versions(example);
        assertTrue(theirs.size() >= 8, theirs.toString());
        var expected = new TreeMap<>(theirs);
        expected.replaceAll((artifact, version) -> ours.getOrDefault(artifact, version));
        assertEquals(expected, new TreeMap<>(theirs));
    }

    /// Of every artifact and plugin of a pom that has one.
    private static Map<String, String> versions(Path pom) throws Exception {
        var project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        var properties = new HashMap<>(Map.of("project.version", text(project, "version")));
        var all = project.getElementsByTagName("properties").item(0).getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            properties.put(all.item(i).getNodeName(), all.item(i).getTextContent());
        }
        var versions = new HashMap<String, String>();
        for (var tag : new String[] {"dependency", "plugin"}) {
            var found = project.getElementsByTagName(tag);
            for (int i = 0; i < found.getLength(); i++) {
                var one = (Element) found.item(i);
                var version = text(one, "version");
                if (!version.isEmpty()) {
                    // the bill of materials of JUnit stands for its parts
                    var artifact = text(one, "artifactId").replace("junit-bom", "junit-jupiter");
                    versions.put(artifact, version.startsWith("${") ? properties.get(version.substring(2, version.length() - 1)) : version);
                }
            }
        }
        return versions;
    }

    /// Of a child, empty if there is none.
    private static String text(Element element, String tag) {
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(tag)) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }
}

package org.glia.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// The repository of features beside the rest of the house.
class FeaturesTest {

    private static final Path ROOT = Path.of("../..");

    private Element features;

    @BeforeEach
    void theFeaturesOfThisBuild() throws Exception {
        features = read(Karaf.TARGET.resolve("features.xml"));
    }

    private static Element read(Path file) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).filter(Element.class::isInstance).map(Element.class::cast)
                .filter(e -> e.getTagName().equals(name)).toList();
    }

    private static List<String> texts(Element parent, String name) {
        return children(parent, name).stream().map(e -> e.getTextContent().strip()).toList();
    }

    private Element feature(String name) {
        return children(features, "feature").stream().filter(f -> f.getAttribute("name").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("there is no feature " + name));
    }

    private Set<String> bundles(String feature, Set<String> seen) {
        var bundles = new TreeSet<String>();
        if (seen.add(feature)) {
            bundles.addAll(texts(feature(feature), "bundle"));
            texts(feature(feature), "feature").forEach(f -> bundles.addAll(bundles(f, seen)));
        }
        return bundles;
    }

    @Test
    void everyFamilyHasAFeatureAndIsAPartOfTheWhole() throws Exception {
        var whole = bundles("glia", new HashSet<>());
        var modules = texts(children(read(ROOT.resolve("pom.xml")), "modules").getFirst(), "module");
        for (var module : modules.stream().filter(m -> m.matches("algorithms/[a-z]+|datasets|metrics/measures|metrics/experiments")).toList()) {
            var pom = read(ROOT.resolve(module).resolve("pom.xml"));
            if (texts(pom, "packaging").isEmpty()) {
                var own = texts(feature("glia-" + module.replaceFirst(".*/", "")), "bundle");
                var bundle = "mvn:org.glia/" + texts(pom, "artifactId").getFirst() + "/";
                assertTrue(own.stream().anyMatch(b -> b.startsWith(bundle)), module + " is not in " + own);
                assertTrue(whole.stream().anyMatch(b -> b.startsWith(bundle)), module + " is not in " + whole);
            }
        }
    }

    @Test
    void everyBundleIsOneOfThisBuildInItsVersion() throws IOException {
        var missing = new TreeSet<String>();
        var named = bundles("glia", new HashSet<>());
        for (var bundle : named) {
            var words = bundle.substring("mvn:".length()).split("/");
            var file = Karaf.TARGET.resolve("repository").resolve(words[0].replace('.', '/')).resolve(words[1]).resolve(words[2])
                    .resolve(words[1] + "-" + words[2] + ".jar");
            if (!Files.exists(file)) {
                missing.add(bundle);
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(named.size() >= 23, named.toString());
    }

    @Test
    void nothingStartsAfterTheBundlesOfOthers() {
        for (var feature : children(features, "feature")) {
            for (var bundle : children(feature, "bundle")) {
                assertEquals("70", bundle.getAttribute("start-level"), bundle.getTextContent());
            }
        }
    }
}

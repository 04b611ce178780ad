package org.glia.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.glia.api.Estimator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check of services, on bundles that are laid out as folders.
class ServiceTest {

    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
              <service><provide interface="%2$s"/></service>
              <implementation class="%1$s"/>
            </scr:component>
            """;

    /// Loads the classes of the test itself from another folder.
    private static final class BundleLoader extends URLClassLoader {

        BundleLoader(Path folder) throws IOException {
            super(new URL[] {folder.toUri().toURL()}, ServiceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                var known = findLoadedClass(name);
                return known != null ? known : name.startsWith(TokenBayes.class.getName()) ? findClass(name)
                        : super.loadClass(name, resolve);
            }
        }

        @Override
        public URL getResource(String name) {
            return findResource(name);
        }
    }

    @TempDir
    Path folder;

    private Conformance bundle(String manifest, String component) throws Exception {
        var classes = Path.of(TokenBayes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var parts = folder.resolve("org/glia/tck");
        Files.createDirectories(parts);
        try (var files = Files.list(classes.resolve("org/glia/tck"))) {
            for (var file : files.filter(each -> each.getFileName().toString().startsWith("TokenBayes")).toList()) {
                Files.copy(file, parts.resolve(file.getFileName()));
            }
        }
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/MANIFEST.MF"), manifest);
        Files.createDirectories(folder.resolve("OSGI-INF"));
        Files.writeString(folder.resolve("OSGI-INF/bayes.xml"), component);
        var loader = new BundleLoader(folder);
        return Conformance.of((Estimator<?, ?>) loader.loadClass(TokenBayes.class.getName()).getConstructor()
                .newInstance());
    }

    private static String manifest(String components) {
        return "Manifest-Version: 1.0\nBundle-SymbolicName: bayes\n" + components;
    }

    @Test
    void aBundleThatOffersTheClassPasses() throws Exception {
        var suite = bundle(manifest("Service-Component: OSGI-INF/bayes.xml\n"),
                COMPONENT.formatted(TokenBayes.class.getName(), Estimator.class.getName()));
        assertEquals(1, suite.carryOut(Check.SERVICE));
    }

    @Test
    void aBundleWithoutComponentsIsFound() throws Exception {
        var suite = bundle(manifest(""), "<none/>");
        var violation = assertThrows(Violation.class, () -> suite.carryOut(Check.SERVICE));
        assertTrue(violation.getMessage().contains("@Component(service = Estimator.class)"), violation.getMessage());
    }

    @Test
    void aComponentThatProvidesSomethingElseIsFound() throws Exception {
        var suite = bundle(manifest("Service-Component: OSGI-INF/bayes.xml\n"),
                COMPONENT.formatted(TokenBayes.class.getName(), "org.glia.api.Incremental"));
        var violation = assertThrows(Violation.class, () -> suite.carryOut(Check.SERVICE));
        assertTrue(violation.getMessage().contains(Estimator.class.getName()), violation.getMessage());
    }

    @Test
    void aComponentOfAnotherClassIsFound() throws Exception {
        var suite = bundle(manifest("Service-Component: OSGI-INF/bayes.xml\n"),
                COMPONENT.formatted("org.example.Other", Estimator.class.getName()));
        assertThrows(Violation.class, () -> suite.carryOut(Check.SERVICE));
    }

    @Test
    void aClassOutsideOfBundlesIsNotAsked() {
        assertFalse(Check.SERVICE.rule().applies(List.of(
                new Candidate(new TokenBayes(), "", List.of(), List.of(), 100))));
    }
}

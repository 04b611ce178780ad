package org.glia.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.apache.felix.framework.FrameworkFactory;
import org.glia.api.Estimator;
import org.glia.api.Measure;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/// In a real framework, with services that empty bundles register.
class PluginCatalogTest {

    @TempDir
    Path folder;
    private Framework framework;
    private PluginCatalog catalog;

    @BeforeEach
    void start() throws BundleException {
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", folder.resolve("cache").toString()));
        framework.start();
        catalog = new PluginCatalog(framework.getBundleContext());
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Bundle bundle(String name, String version) throws IOException, BundleException {
        return bundle(name, version, "");
    }

    private Bundle bundle(String name, String version, String prefix) throws IOException, BundleException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        var jar = folder.resolve(name + " " + version + ".jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        var bundle = framework.getBundleContext().installBundle(prefix + jar.toUri());
        bundle.start();
        return bundle;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ServiceReference<Estimator<?, ?>> offer(Bundle bundle, Estimator<?, ?> estimator) {
        ServiceRegistration registration = bundle.getBundleContext().registerService(Estimator.class, estimator, null);
        ServiceReference<Estimator<?, ?>> reference = registration.getReference();
        catalog.addEstimator(reference);
        return reference;
    }

    @Test
    void algorithmsComeAndGo() throws Exception {
        assertEquals(List.of(), catalog.algorithms());
        var bundle = bundle("org.example.one", "1.2.0");
        var reference = offer(bundle, new Plain.Level());
        var offered = catalog.algorithms().getFirst();
        assertEquals("level", offered.name());
        assertEquals("org.example.one", offered.plugin().name());
        assertEquals("1.2.0", offered.plugin().version());
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(
                Files.readAllBytes(folder.resolve("org.example.one 1.2.0.jar")))), offered.plugin().hash());
        catalog.removeEstimator(reference);
        assertEquals(List.of(), catalog.algorithms());
        try (var lease = catalog.lease()) {
            assertEquals("`level` went with its plug-in org.example.one; install it again",
                    assertThrows(GliaException.class, () -> lease.open(offered)).getMessage());
        }
    }

    @Test
    void aServiceIsInUseExactlyAsLongAsItsLease() throws Exception {
        var bundle = bundle("org.example.one", "1.0.0");
        var reference = offer(bundle, new Plain.Level());
        catalog.algorithms();
        assertEquals(0, users(reference), "looking is not using");
        var lease = catalog.lease();
        var trained = lease.configure("level").fit(Plain.line(10));
        assertEquals(1, users(reference));
        assertSame(lease.open(lease.algorithm("level")), lease.open(lease.algorithm("level")));
        lease.close();
        assertEquals(0, users(reference));
        assertEquals("org.example.one", trained.provenance().plugin().name());
        assertThrows(IllegalStateException.class, () -> lease.open(catalog.algorithms().getFirst()));
    }

    @Test
    void leasesSideBySideDoNotDisturbEachOther() throws Exception {
        var reference = offer(bundle("org.example.one", "1.0.0"), new Plain.Level());
        try (var pool = java.util.concurrent.Executors.newFixedThreadPool(4)) {
            var works = java.util.stream.IntStream.range(0, 4).mapToObj(worker -> pool.submit(() -> {
                for (int i = 0; i < 2000; i++) {
                    try (var lease = catalog.lease()) {
                        lease.open(lease.algorithm("level"));
                    }
                }
            })).toList();
            for (var work : works) {
                work.get();
            }
        }
        assertEquals(0, users(reference));
    }

    private static int users(ServiceReference<?> reference) {
        return reference.getUsingBundles() == null ? 0 : reference.getUsingBundles().length;
    }

    @Test
    void twoPluginsWithOneNameAreBothAddressable() throws Exception {
        offer(bundle("org.example.one", "1.0.0"), new Plain.Level());
        offer(bundle("org.example.two", "1.0.0"), new Plain.Level());
        try (var lease = catalog.lease()) {
            assertEquals("`level` is offered by more than one plug-in; write `level@org.example.one` or `level@org.example.two`",
                    assertThrows(RecipeException.class, () -> lease.configure("level")).getMessage());
            assertEquals("org.example.two", lease.configure("level@org.example.two").algorithms().getFirst().plugin().name());
            assertEquals("`org.example.three` does not offer `level`; `org.example.one`, `org.example.two` does",
                    assertThrows(RecipeException.class, () -> lease.configure("level@org.example.three")).getMessage());
        }
    }

    private String hashOf(String jar) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(jar))));
    }

    @Test
    void aJarIsReadOnceHoweverManyServicesItHas() throws Exception {
        var bundle = bundle("org.example.many", "1.0.0");
        var hash = hashOf("org.example.many 1.0.0.jar");
        offer(bundle, new Plain.Level());
        assertEquals(hash, catalog.algorithms().getFirst().plugin().hash());
        Files.delete(folder.resolve("org.example.many 1.0.0.jar"));
        offer(bundle, new Rogue());
        assertEquals(List.of(hash, hash), catalog.algorithms().stream().map(offered -> offered.plugin().hash()).toList());
    }

    @Test
    void bundlesThatAreUsedInPlaceHaveTheirIdentityToo() throws Exception {
        offer(bundle("org.example.100% + #1", "1.0.0", "reference:"), new Plain.Level());
        assertEquals(hashOf("org.example.100% + #1 1.0.0.jar"), catalog.algorithms().getFirst().plugin().hash());
    }

    @Test
    void aJarThatWasReplacedAfterItWasCopiedTellsNothingOfWhatRuns() throws Exception {
        var bundle = bundle("org.example.one", "1.0.0");
        var jar = folder.resolve("org.example.one 1.0.0.jar");
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(bundle.getLastModified() + 1));
        offer(bundle, new Plain.Level());
        assertEquals("", catalog.algorithms().getFirst().plugin().hash());
    }

    @Test
    void whatDecidesResultsBesideAlgorithmsHasItsIdentity() throws Exception {
        bundle("org.glia.api", "1.0.0", "reference:");
        bundle("org.glia.compute", "1.1.0", "reference:");
        bundle("org.example.one", "1.0.0");
        try (var lease = catalog.lease()) {
            assertEquals(List.of(new Plugin("org.glia.api", "1.0.0", hashOf("org.glia.api 1.0.0.jar")),
                    new Plugin("org.glia.compute", "1.1.0", hashOf("org.glia.compute 1.1.0.jar"))), lease.platform());
        }
    }

    /// An author who forgot the annotation.
    public static final class Nameless implements Estimator<Plain.Level.Settings, Plain.Level.Mean> {

        @Override
        public Plain.Level.Mean fit(org.glia.api.data.Dataset data, Plain.Level.Settings settings, org.glia.api.run.Run run) {
            throw new AssertionError();
        }
    }

    @Test
    void anAuthorsMistakeIsAProblemOfHisPluginOnly() throws Exception {
        offer(bundle("org.example.bad", "1.0.0"), new Nameless());
        offer(bundle("org.example.good", "1.0.0"), new Plain.Level());
        assertEquals(1, catalog.algorithms().size());
        assertEquals(1, catalog.problems().size());
        assertTrue(catalog.problems().getFirst().startsWith("org.example.bad: ") && catalog.problems().getFirst().contains("@Algorithm"));
    }

    @Test
    void measuresAreFoundLikeAlgorithms() throws Exception {
        var reference = bundle("org.example.measures", "1.0.0").getBundleContext()
                .registerService(Measure.class, new Plain.Worst(), null).getReference();
        catalog.addMeasure(reference);
        try (var lease = catalog.lease()) {
            assertEquals("worst", lease.measure("worst").name());
            assertTrue(lease.open(lease.measure("worst")) instanceof Plain.Worst);
            assertEquals("there is no measure `wurst`; did you mean `worst`?",
                    assertThrows(RecipeException.class, () -> lease.measure("wurst")).getMessage());
        }
        catalog.removeMeasure(reference);
        assertEquals(List.of(), catalog.measures());
    }
}

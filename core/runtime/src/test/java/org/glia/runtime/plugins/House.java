package org.glia.runtime.plugins;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.apache.felix.framework.FrameworkFactory;
import org.glia.runtime.Following;
import org.glia.runtime.PluginCatalog;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/// A framework with declarative services, whose own packages are those of the contract, and the folders of an installation.
final class House implements AutoCloseable {

    private static final String PACKAGES = "org.glia.api;version=1.0.0,org.glia.api.data;version=1.0.0,org.glia.api.model;version=1.0.0,"
            + "org.glia.api.problem;version=1.0.0,org.glia.api.recipe;version=1.0.0,org.glia.api.run;version=1.0.0,"
            + "org.osgi.service.component;version=1.5.0,org.osgi.service.component.runtime;version=1.5.0,"
            + "org.osgi.service.component.runtime.dto;version=1.5.0,org.osgi.util.promise;version=1.3.0,org.osgi.util.function;version=1.2.0";

    final Framework framework;
    final PluginCatalog catalog;
    final Path home;
    final Path data;

    House(Path folder) throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        data = folder.resolve("data");
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", Files.createTempDirectory(folder, "cache").toString(),
                "org.osgi.framework.bsnversion", "multiple", "org.osgi.framework.system.packages.extra", PACKAGES));
        framework.start();
        for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (jar.contains("org.apache.felix.scr-")) {
                framework.getBundleContext().installBundle(Path.of(jar).toUri().toString()).start();
            }
        }
        catalog = Following.catalog(framework.getBundleContext());
    }

    Plugins plugins() {
        return plugins(() -> { });
    }

    /// @param before called before each change of a file
    Plugins plugins(Runnable before) {
        return new Plugins(framework.getBundleContext(), catalog, home, data, false, new Disk(before));
    }

    Bundle[] bundles(String name) {
        return Arrays.stream(framework.getBundleContext().getBundles()).filter(b -> name.equals(b.getSymbolicName())).toArray(Bundle[]::new);
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }
}

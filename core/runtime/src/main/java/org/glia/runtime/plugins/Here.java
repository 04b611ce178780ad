package org.glia.runtime.plugins;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/// What is here before a jar comes: the packages of Glia, and the names that it cannot take.
///
/// @param packages of Glia, each with the versions that are there
/// @param parts    the symbolic names of Glia's own bundles
/// @param java     the feature version of the running Java
record Here(Map<String, Set<Version>> packages, Set<String> parts, int java) {

    static final String OURS = "org.glia.";

    Here {
        packages = Map.copyOf(packages);
        parts = Set.copyOf(parts);
    }

    static Here of(BundleContext context) {
        var packages = new HashMap<String, Set<Version>>();
        var parts = new HashSet<String>();
        for (var bundle : platform(context)) {
            if (bundle.getSymbolicName() != null) {
                parts.add(bundle.getSymbolicName());
            }
            for (var capability : bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                var name = (String) capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
                if (name.startsWith(OURS)) {
                    packages.computeIfAbsent(name, n -> new TreeSet<>())
                            .add((Version) capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE));
                }
            }
        }
        return new Here(packages, parts, Runtime.version().feature());
    }

    /// All bundles that did not come as plug-ins.
    private static List<Bundle> platform(BundleContext context) {
        return Arrays.stream(context.getBundles()).filter(bundle -> !Live.isPlugin(bundle)
                && (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0).toList();
    }
}

package org.glia.karaf.probe;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/// Looks around in a framework and prints what it sees.
public final class Probe implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        var glia = Arrays.stream(context.getBundles()).filter(b -> b.getSymbolicName().startsWith("org.glia.")).toList();
        System.out.println("not running: " + glia.stream().filter(b -> b.getState() != Bundle.ACTIVE).toList());
        System.out.println("vectors: " + glia.stream().flatMap(b -> b.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .anyMatch(w -> "jdk.incubator.vector".equals(w.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))));
        var algorithms = context.getAllServiceReferences("org.glia.api.Estimator", null);
        System.out.println("algorithms: " + (algorithms == null ? 0 : algorithms.length));
    }

    @Override
    public void stop(BundleContext context) {
    }
}

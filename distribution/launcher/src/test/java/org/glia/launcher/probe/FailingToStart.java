package org.glia.launcher.probe;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/// A plug-in with a mistake in its activator.
public final class FailingToStart implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        throw new UnsupportedOperationException("the licence server is on holiday");
    }

    @Override
    public void stop(BundleContext context) {
        // never started
    }
}

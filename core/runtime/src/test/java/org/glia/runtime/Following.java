package org.glia.runtime;

import org.glia.api.Estimator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/// A catalog that follows the estimators of a framework as declarative services would let it.
public final class Following {

    private Following() {
    }

    public static PluginCatalog catalog(BundleContext context) {
        var catalog = new PluginCatalog(context);
        new ServiceTracker<Object, Object>(context, Estimator.class.getName(), null) {

            @Override
            @SuppressWarnings("unchecked")
            public Object addingService(ServiceReference<Object> reference) {
                catalog.addEstimator((ServiceReference<Estimator<?, ?>>) (ServiceReference<?>) reference);
                return reference;
            }

            @Override
            @SuppressWarnings("unchecked")
            public void removedService(ServiceReference<Object> reference, Object service) {
                catalog.removeEstimator((ServiceReference<Estimator<?, ?>>) (ServiceReference<?>) reference);
            }
        }.open();
        return catalog;
    }
}

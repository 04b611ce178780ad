package org.glia.runtime;

import org.glia.api.Catalog;
import org.osgi.annotation.versioning.ProviderType;

/// A catalog whose services stay in use until it is closed: their plug-ins know that they are at work. Keep it as short
/// as the work, and nothing that came out of it any longer than that. Safe for use by many threads at once.
@ProviderType
public interface Lease extends Catalog, AutoCloseable {

    @Override
    void close();
}

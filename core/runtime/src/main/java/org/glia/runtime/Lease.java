package org.glia.runtime;

import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.model.Plugin;
import org.osgi.annotation.versioning.ProviderType;

/// A catalog whose services stay in use until it is closed: their plug-ins know that they are at work. Keep it as short
/// as the work, and nothing that came out of it any longer than that. Safe for use by many threads at once.
@ProviderType
public interface Lease extends Catalog, AutoCloseable {

    /// The bundles of Glia itself that decide what an algorithm computes: the contract, with its random numbers and splits, and
    /// the numerics. Empty where no framework runs.
    List<Plugin> platform();

    /// Whether the work that the lease is for should stop, because a plug-in that it uses is to go.
    default boolean isRevoked() {
        return false;
    }

    @Override
    void close();
}

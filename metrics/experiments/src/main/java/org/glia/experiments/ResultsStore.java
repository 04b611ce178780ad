package org.glia.experiments;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/// Keeps how trials ended, so that nothing is done twice. Safe for use by many threads at once.
@ProviderType
public interface ResultsStore {

    /// Keeps a result; it replaces an older one of the same key. When this returns, it is kept.
    void commit(CellResult result);

    /// @param key a trial's [Trial#key]
    Optional<CellResult> find(String key);

    /// Everything that is kept, the oldest first.
    List<CellResult> all();
}

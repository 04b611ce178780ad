package org.glia.runtime.plugins;

import java.net.URI;
import java.util.List;

/// A place where plug-ins can be had.
///
/// @param name    what the rules call it
/// @param index   the address of its index
/// @param bundles what is in it: symbolic name and version, a line each; empty if it cannot be read
/// @param problem why it cannot be read, as a sentence; empty if it can
public record Repository(String name, URI index, List<String> bundles, String problem) {

    public Repository {
        bundles = List.copyOf(bundles);
    }
}

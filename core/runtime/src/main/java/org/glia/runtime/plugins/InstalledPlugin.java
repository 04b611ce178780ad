package org.glia.runtime.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A jar in one of the folders of plug-ins, or a bundle of Glia itself.
///
/// @param name    its symbolic name; that of the file if the jar cannot be read
/// @param version empty if the jar cannot be read
/// @param title   its name for people
/// @param offers  its algorithms, measures and data sources, by name
/// @param author  empty if not told
/// @param licence empty if not told
/// @param problem why it does not run, or what does not work in it: sentences; empty if all is well
/// @param origin  where it came from
/// @param brought whether it came along because another one needs it
/// @param file    the jar; empty for a bundle of Glia itself
/// @param hash    the SHA-256 of the jar; empty if it cannot be read, and for a bundle of Glia itself
public record InstalledPlugin(String name, String version, String title, List<String> offers, String author, String licence, State state,
                              List<String> problem, String origin, boolean brought, Optional<Path> file, String hash) {

    public InstalledPlugin {
        offers = List.copyOf(offers);
        problem = List.copyOf(problem);
    }

    /// What it is doing. More states may come.
    public enum State {
        /// It runs.
        RUNS,
        /// It cannot run; the problem says why.
        REFUSED,
        /// Another version of it is used.
        ASIDE,
        /// It goes as soon as the work that uses it has ended.
        LEAVING,
        /// It comes with Glia and stays.
        SHIPPED
    }
}

package org.glia.runtime.plugins;

import java.nio.file.Path;
import java.util.List;

import org.osgi.framework.Version;

/// What a jar says of itself, read without running any of it.
///
/// @param hash    the SHA-256 of the jar
/// @param title   its name for people; the symbolic name where it has none
/// @param author  who made it, empty if not told
/// @param licence empty if not told
/// @param offers  the algorithms, measures and data sources in it, by name, as far as its manifest tells
/// @param library whether others use its packages and it has no services of its own; such stand side by side in several versions
record Candidate(Path file, String hash, String name, Version version, String title, String author, String licence,
                 List<String> offers, boolean library) {

    Candidate {
        offers = List.copyOf(offers);
    }

    Candidate at(Path other) {
        return new Candidate(other, hash, name, version, title, author, licence, offers, library);
    }

    /// Name and version, as sentences have it.
    String called() {
        return "`%s` %s".formatted(name, version);
    }

    /// What its file is called where Glia names it.
    String fileName() {
        return name + "-" + version + ".jar";
    }
}

package org.glia.api.model;

/// The bundle that brought an algorithm.
///
/// @param name    its symbolic name, or `class path` without OSGi
/// @param version its version, for people
/// @param hash    the SHA-256 of its jar, which is its identity; empty where it is not known
public record Plugin(String name, String version, String hash) {

    /// Where classes come from when no framework runs.
    public static Plugin classPath() {
        return new Plugin("class path", "", "");
    }
}

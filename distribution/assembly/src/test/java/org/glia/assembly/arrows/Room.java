package org.glia.assembly.arrows;

import java.util.Set;

/// One module as the house plan sees it: where it is, what it depends on, and what its bundle gives and takes.
///
/// @param path the module's folder from the root, such as `algorithms/regression`
/// @param name artifactId and bundle symbolic name
/// @param dependencies names of the modules of ours that it is compiled against or ships with
/// @param exports packages its bundle exports
/// @param imports packages its bundle imports, optional ones too
record Room(String path, String name, Set<String> dependencies, Set<String> exports, Set<String> imports) {

    boolean isAlgorithm() {
        return path.startsWith("algorithms/");
    }
}

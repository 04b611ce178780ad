package org.glia.benchmarks.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;

/// Somebody's kernels. Those of the profile `peers` are found as services.
interface Library {

    /// How tables call it: `openblas`.
    String name();

    /// Its version, or that of what it stands on.
    String version();

    /// Its licence's SPDX name.
    String licence();

    /// What it can do, by the kernels' names: each makes a problem ready to run.
    ///
    /// @param threads most threads that a computation may use
    Map<String, Function<Problem, Computation>> kernels(int threads);

    /// Ours first, then those that are on the class path and run on this machine.
    static List<Library> all() {
        return chosen(name -> true);
    }

    /// Those of them that are wanted by name; no other is touched.
    static List<Library> chosen(Predicate<String> wanted) {
        return known().stream().filter(library -> wanted.test(library.name()) && library.runsHere()).toList();
    }

    /// The one of that name; no other is touched.
    static Library named(String name) {
        return known().stream().filter(library -> library.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no library `%s`; there are %s".formatted(name,
                        String.join(", ", known().stream().map(Library::name).toList()))));
    }

    private static List<Library> known() {
        var known = new ArrayList<Library>(List.of(new GliaKernels(), new LoopKernels(), new CommonsMathKernels()));
        ServiceLoader.load(Library.class).forEach(known::add);
        return known;
    }

    /// Whether what it needs of the machine is there.
    default boolean runsHere() {
        return true;
    }
}

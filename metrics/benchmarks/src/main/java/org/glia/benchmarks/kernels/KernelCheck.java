package org.glia.benchmarks.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether all libraries compute the same: a speed means nothing otherwise.
public final class KernelCheck {

    private static final List<String> REFERENCES = List.of("loop", "commons-math3");

    private KernelCheck() {
    }

    /// The names of the libraries that there are to check.
    public static List<String> libraries() {
        return Library.all().stream().map(Library::name).filter(name -> !REFERENCES.contains(name)).toList();
    }

    /// Compares with plain loops, or with commons-math3 where there are none.
    ///
    /// @param wanted which libraries, by name
    /// @return one sentence for each result of a small problem that is another one
    public static List<String> differences(Predicate<String> wanted) {
        var found = new ArrayList<String>();
        for (var kernel : Kernels.all()) {
            var size = small(kernel);
            var libraries = new ArrayList<Library>(REFERENCES.stream().map(Library::named).toList());
            Library.chosen(name -> wanted.test(name) && !REFERENCES.contains(name)).forEach(libraries::add);
            var expected = new double[0];
            var from = "";
            for (var library : libraries) {
                var solver = library.kernels(2).get(kernel.name());
                if (solver == null) {
                    continue;
                }
                try {
                    var computation = solver.apply(kernel.problem(size));
                    computation.run().run();
                    computation.run().run(); // the second run must not depend on the first
                    var result = computation.result().get();
                    if (from.isEmpty()) {
                        expected = result;
                        from = library.name();
                    } else {
                        compare(kernel, size, library.name(), result, from, expected).ifPresent(found::add);
                    }
                } catch (RuntimeException | LinkageError e) {
                    found.add("%s %s: %s fails: %s".formatted(kernel.name(), size, library.name(), e));
                }
            }
        }
        return found;
    }

    /// Sizes that are no multiple of any block, where results do not take long.
    private static Kernel.Sizes small(Kernel kernel) {
        var first = kernel.sizes().getFirst();
        if (kernel.sizes().stream().allMatch(size -> size.n() == 1 && size.k() == 1)) {
            return first;
        }
        int m = Math.min(first.m(), 53);
        int n = first.m() == first.n() ? m : Math.min(first.n(), 29);
        return new Kernel.Sizes(m, n, Math.min(first.k(), 31));
    }

    private static Optional<String> compare(Kernel kernel, Kernel.Sizes size, String name, double[] result, String from,
                                                      double[] expected) {
        if (result.length != expected.length) {
            return Optional.of("%s %s: %s gives %d numbers, %s %d".formatted(kernel.name(), size, name, result.length, from,
                    expected.length));
        }
        double scale = Math.max(1e-300, Arrays.stream(expected).map(Math::abs).max().orElse(1));
        double apart = 0;
        for (int i = 0; i < result.length; i++) {
            apart = Math.max(apart, Math.abs(result[i] - expected[i]) / scale);
        }
        return apart <= kernel.tolerance() ? Optional.empty()
                : Optional.of("%s %s: %s is %.1e from %s".formatted(kernel.name(), size, name, apart, from));
    }
}

package org.glia.benchmarks.kernels;

import java.util.ArrayList;
import java.util.List;

/// A kernel as it is declared: what it computes, how its work is counted, and at which sizes it is measured.
///
/// @param name      how commands and tables call it
/// @param computes  what it computes, and what the operands hold
/// @param unit      what is counted
/// @param work      how much of that one run does
/// @param input     makes the operands
/// @param tolerance how far libraries may be apart, relative to the largest number of the result
/// @param sizes     `m`, `n`, `k`
record Kernel(String name, String computes, Unit unit, Work work, Input input, double tolerance, List<Sizes> sizes) {

    /// What is counted, and how many of it make one of the table.
    enum Unit {
        FLOPS("GFLOP/s", 1e9), BYTES("GB/s", 1e9), ITEMS("M/s", 1e6), SOLUTIONS("1/s", 1);

        private final String label;
        private final double size;

        Unit(String label, double size) {
            this.label = label;
            this.size = size;
        }

        String label() {
            return label;
        }

        /// The speed of `work` done in `seconds`.
        double speed(double work, double seconds) {
            return work / seconds / size;
        }
    }

    record Sizes(int m, int n, int k) {

        @Override
        public String toString() {
            return shape(m, n, k);
        }
    }

    @FunctionalInterface
    interface Work {
        double of(double m, double n, double k);
    }

    @FunctionalInterface
    interface Input {
        Problem make(String kernel, int m, int n, int k);
    }

    Problem problem(Sizes size) {
        return input.make(name, size.m(), size.n(), size.k());
    }

    /// The speed of one run in `seconds`, in the unit's label.
    double speed(Sizes size, double seconds) {
        return unit.speed(work.of(size.m(), size.n(), size.k()), seconds);
    }

    /// `60000x10x784`, sizes of 1 at the end left out.
    static String shape(int m, int n, int k) {
        var sizes = new ArrayList<>(List.of(m, n, k));
        while (sizes.size() > 1 && sizes.getLast() == 1) {
            sizes.removeLast();
        }
        return String.join("x", sizes.stream().map(String::valueOf).toList());
    }

    static Sizes parse(String shape) {
        var parts = shape.split("x");
        return new Sizes(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 1,
                parts.length > 2 ? Integer.parseInt(parts[2]) : 1);
    }
}

package org.glia.benchmarks.kernels;

import java.util.function.Supplier;

/// A kernel ready to run: its operands are in the library's own form, and what it computes it leaves where `result` finds it.
///
/// @param run    what is timed; may be called any number of times
/// @param result what the last run computed, row after row; not timed
record Computation(Runnable run, Supplier<double[]> result) {

    /// A computation that writes into one array.
    static Computation into(double[] result, Runnable run) {
        return new Computation(run, () -> result);
    }

    /// The same, where that array holds columns one after the other.
    static Computation intoColumns(double[] result, int rows, int columns, Runnable run) {
        return new Computation(run, () -> Problem.transposed(result, columns, rows));
    }

    static Computation into(float[] result, Runnable run) {
        return new Computation(run, () -> Problem.doubles(result));
    }

    /// The same, where that array holds columns one after the other.
    static Computation intoColumns(float[] result, int rows, int columns, Runnable run) {
        return new Computation(run, () -> Problem.transposed(Problem.doubles(result), columns, rows));
    }

    /// A computation that makes its result anew.
    static <T> Computation making(Supplier<T> compute, java.util.function.Function<T, double[]> rows) {
        var last = new Object[1];
        @SuppressWarnings("unchecked")
        Supplier<double[]> result = () -> rows.apply((T) last[0]);
        return new Computation(() -> last[0] = compute.get(), result);
    }
}

package org.glia.benchmarks.kernels;

import java.util.Arrays;

/// Random variates differ from library to library: what is compared is the mean of their squares.
final class Draws {

    private Draws() {
    }

    static Computation of(double[] drawn, Runnable draw) {
        return new Computation(draw, () -> new double[] {Arrays.stream(drawn).map(x -> x * x).average().orElseThrow()});
    }
}

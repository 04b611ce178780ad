package org.glia.compute.elementwise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A value that mpmath computed in 60 digits: `high + low`.
record Reference(String function, double x, double high, double low) {

    static List<Reference> of(String function) {
        try (var in = new BufferedReader(new InputStreamReader(Reference.class.getResourceAsStream("elementary.csv"),
                StandardCharsets.UTF_8))) {
            return in.lines().map(line -> line.split(",")).filter(cells -> cells[0].equals(function))
                    .map(cells -> new Reference(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many units in the last place `actual` is away.
    double ulps(double actual) {
        return Math.abs((actual - high) - low) / Math.ulp(high);
    }

    /// The same in units of floats.
    double floatUlps(float actual) {
        return Math.abs((actual - high) - low) / Math.ulp((float) high);
    }

    boolean isOfFloats() {
        return x == (float) x && !Float.isInfinite((float) high);
    }
}

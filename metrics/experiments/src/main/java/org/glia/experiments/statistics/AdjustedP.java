package org.glia.experiments.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// p-values of a family of hypotheses, adjusted so that rejecting what is at most alpha keeps the probability of any false
/// rejection at alpha.
public final class AdjustedP {

    private AdjustedP() {
    }

    /// Step-down by Holm (1979), valid however the hypotheses depend on each other.
    ///
    /// @return the adjusted values, in the order of those given
    public static double[] holm(double[] p) {
        var order = rising(p);
        var adjusted = new double[p.length];
        double largest = 0;
        for (int place = 0; place < p.length; place++) {
            largest = Math.max(largest, Math.min(1, (p.length - place) * p[order[place]]));
            adjusted[order[place]] = largest;
        }
        return adjusted;
    }

    /// Step-up by Hochberg (1988), sharper than Holm's; valid where the tests do not depend on each other negatively.
    ///
    /// @return the adjusted values, in the order of those given
    public static double[] hochberg(double[] p) {
        var order = rising(p);
        var adjusted = new double[p.length];
        double smallest = 1;
        for (int place = p.length - 1; place >= 0; place--) {
            smallest = Math.min(smallest, (p.length - place) * p[order[place]]);
            adjusted[order[place]] = smallest;
        }
        return adjusted;
    }

    private static int[] rising(double[] p) {
        if (!Arrays.stream(p).allMatch(value -> value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("p-values lie between 0 and 1: " + Arrays.toString(p));
        }
        return IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> p[i]))
                .mapToInt(Integer::intValue).toArray();
    }
}

package org.glia.experiments.tune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.glia.api.run.RandomStream;

/// A density over some dimensions of a space, estimated from points: a mixture of a kernel around each point and of one broad
/// kernel that stands for what was believed before (Bergstra et al. 2011, section 4; the widths are those of Optuna 4).
///
/// Numbers have normal kernels cut off at the ends of the range, in the logarithm where the search is even there; a whole number
/// has the mass of the stretch that is rounded to it. Alternatives have the frequencies of the kernel's own point smoothed by
/// one count of all. Of several dimensions, a kernel is the product.
final class Parzen {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    /// The kernels' share of the range in several dimensions (Optuna's `SIGMA0_MAGNITUDE`).
    private static final double SCOTT = 0.2;
    /// Points beyond this many weigh less the older they are.
    private static final int FRESH = 25;
    private static final double MOST_KERNELS = 100;

    private final List<Dimension> dimensions;
    private final double[] weights;
    /// By dimension: its kernels.
    private final List<Kernels> kernels;

    /// The kernels of one dimension, that of the prior last.
    private sealed interface Kernels {
    }

    /// @param logShares the logarithm of the share of each that lies within the range
    private record Normals(double[] means, double[] widths, double[] logShares) implements Kernels {
    }

    private record Frequencies(double[][] shares) implements Kernels {
    }

    /// @param points the oldest first; all have a value in all of the dimensions
    /// @param joint  whether widths are those for several dimensions at once (Scott 1992); else they are the distances to
    ///               the neighbours
    Parzen(List<Dimension> dimensions, List<double[]> points, boolean joint) {
        this.dimensions = dimensions;
        this.weights = weights(points.size());
        this.kernels = dimensions.stream().<Kernels>map(dimension -> {
            var own = points.stream().mapToDouble(point -> point[dimension.index()]).toArray();
            return switch (dimension) {
                case Dimension.Numeric range -> normals(range, Arrays.stream(own).map(range::scaled).toArray(), joint);
                case Dimension.Choice choice -> frequencies(choice.size(), own);
            };
        }).toList();
    }

    /// One for each point, and one for the prior; their sum is 1.
    static double[] weights(int points) {
        var weights = new double[points + 1];
        Arrays.fill(weights, 1);
        int old = points - FRESH;
        for (int i = 0; i < old; i++) {
            double oldest = 1.0 / points;
            weights[i] = old == 1 ? oldest : oldest + i * (1 - oldest) / (old - 1);
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private Normals normals(Dimension.Numeric range, double[] points, boolean joint) {
        double low = range.innerLow();
        double high = range.innerHigh();
        double width = high - low;
        int n = points.length;
        var means = Arrays.copyOf(points, n + 1);
        means[n] = 0.5 * (low + high);
        var widths = joint ? scott(n, width) : neighbours(means, low, high);
        double least = width / Math.min(MOST_KERNELS, n + 2.0);
        for (int i = 0; i < n; i++) {
            widths[i] = Math.clamp(widths[i], least, width);
        }
        widths[n] = width;
        return new Normals(means, widths, IntStream.rangeClosed(0, n)
                .mapToDouble(i -> StrictMath.log(share(low, high, means[i], widths[i]))).toArray());
    }

    private double[] scott(int n, double width) {
        var widths = new double[n + 1];
        Arrays.fill(widths, SCOTT * StrictMath.pow(Math.max(n, 1), -1.0 / (dimensions.size() + 4)) * width);
        return widths;
    }

    /// The larger of the distances to the neighbours on both sides; at the outermost points, to the one neighbour.
    private static double[] neighbours(double[] means, double low, double high) {
        int n = means.length;
        var order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> means[i])).mapToInt(i -> i).toArray();
        var widths = new double[n];
        for (int place = 0; place < n; place++) {
            double before = means[order[place]] - (place == 0 ? low : means[order[place - 1]]);
            double behind = (place == n - 1 ? high : means[order[place + 1]]) - means[order[place]];
            boolean inner = n == 1 || place > 0 && place < n - 1;
            widths[order[place]] = inner ? Math.max(before, behind) : place == 0 ? behind : before;
        }
        return widths;
    }

    private static Frequencies frequencies(int alternatives, double[] points) {
        var shares = new double[points.length + 1][alternatives];
        double all = shares.length;
        for (int kernel = 0; kernel < shares.length; kernel++) {
            Arrays.fill(shares[kernel], 1 / all);
            if (kernel < points.length) {
                shares[kernel][(int) points[kernel]]++;
            }
            double sum = Arrays.stream(shares[kernel]).sum();
            for (int a = 0; a < alternatives; a++) {
                shares[kernel][a] /= sum;
            }
        }
        return new Frequencies(shares);
    }

    /// The widths of the kernels of a dimension of numbers, that of the prior last, in the scale of its search.
    double[] widths(int dimension) {
        return ((Normals) kernels.get(dimension)).widths();
    }

    /// Draws values for the dimensions, in their order.
    double[] sample(RandomStream random) {
        int kernel = random.choose(weights);
        var values = new double[dimensions.size()];
        for (int d = 0; d < values.length; d++) {
            values[d] = switch (kernels.get(d)) {
                case Normals normals ->
                        sample((Dimension.Numeric) dimensions.get(d), normals.means[kernel], normals.widths[kernel], random);
                case Frequencies frequencies -> random.choose(frequencies.shares[kernel]);
            };
        }
        return values;
    }

    private static double sample(Dimension.Numeric range, double mean, double width, RandomStream random) {
        double below = NORMAL.cumulativeProbability((range.innerLow() - mean) / width);
        double above = NORMAL.cumulativeProbability((range.innerHigh() - mean) / width);
        double x = mean + width * NORMAL.inverseCumulativeProbability(below + random.nextDouble() * (above - below));
        return range.at(Math.clamp(x, range.innerLow(), range.innerHigh()));
    }

    /// The logarithm of the density at values of the dimensions; of the mass, for whole numbers and alternatives.
    double logDensity(double[] values) {
        var terms = new double[weights.length];
        for (int kernel = 0; kernel < terms.length; kernel++) {
            terms[kernel] = StrictMath.log(weights[kernel]);
            for (int d = 0; d < values.length; d++) {
                terms[kernel] += switch (kernels.get(d)) {
                    case Normals normals -> logDensity((Dimension.Numeric) dimensions.get(d), normals.means[kernel],
                            normals.widths[kernel], values[d]) - normals.logShares[kernel];
                    case Frequencies frequencies -> StrictMath.log(frequencies.shares[kernel][(int) values[d]]);
                };
            }
        }
        double largest = Arrays.stream(terms).max().orElseThrow();
        return largest + StrictMath.log(Arrays.stream(terms).map(term -> StrictMath.exp(term - largest)).sum());
    }

    /// The same of a normal distribution that is not cut off.
    private static double logDensity(Dimension.Numeric range, double mean, double width, double x) {
        if (range.whole()) {
            return StrictMath.log(share(range.scaled(x - 0.5), range.scaled(x + 0.5), mean, width));
        }
        double z = (range.scaled(x) - mean) / width;
        return -0.5 * z * z - StrictMath.log(Math.sqrt(2 * Math.PI) * width);
    }

    /// The share of a normal distribution between two numbers; from its thin side, where no digits are lost.
    private static double share(double from, double to, double mean, double width) {
        double a = (from - mean) / width;
        double b = (to - mean) / width;
        return a > 0 ? NORMAL.cumulativeProbability(-a) - NORMAL.cumulativeProbability(-b)
                : NORMAL.cumulativeProbability(b) - NORMAL.cumulativeProbability(a);
    }
}

package org.glia.compute.random;

import org.glia.api.run.RandomStream;

/// The gamma distribution with mean `shape * scale` (Marsaglia and Tsang 2000), for any shape above 0. For small shapes
/// most of it lies closer to 0 than a double can say; [#drawLog] tells such numbers apart.
public record Gamma(double shape, double scale) implements Continuous {

    /// @throws IllegalArgumentException if the shape or the scale is not a finite number above 0
    public Gamma {
        Parameters.requirePositive("shape", shape);
        Parameters.requirePositive("scale", scale);
    }

    /// The chi-squared distribution.
    ///
    /// @throws IllegalArgumentException if the degrees of freedom are not a finite number above 0
    public static Gamma chiSquared(double degreesOfFreedom) {
        Parameters.requirePositive("degrees of freedom", degreesOfFreedom);
        return new Gamma(degreesOfFreedom / 2, 2);
    }

    @Override
    public double draw(RandomStream random) {
        if (shape >= 1) {
            return scale * standard(shape, random);
        }
        // gamma(shape) = gamma(shape + 1) * U^(1 / shape), and -log U is exponential
        double raised = standard(shape + 1, random);
        return scale * (raised * StrictMath.exp(-random.nextExponential() / shape));
    }

    /// The logarithm of a number, as [#draw] would draw it, which does not underflow.
    public double drawLog(RandomStream random) {
        return StrictMath.log(scale) + standardLog(shape, random);
    }

    static double standardLog(double shape, RandomStream random) {
        return shape >= 1 ? StrictMath.log(standard(shape, random))
                : StrictMath.log(standard(shape + 1, random)) - random.nextExponential() / shape;
    }

    /// With scale 1, for shapes of 1 or more: the paper's figure 1.
    private static double standard(double shape, RandomStream random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = 1 - random.nextDouble();
            double square = x * x;
            if (u < 1 - 0.0331 * square * square
                    || StrictMath.log(u) < 0.5 * square + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }
}

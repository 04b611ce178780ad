package org.glia.api.run;

import java.util.function.DoubleUnaryOperator;

/// The layers of equal area that cover a falling density (Marsaglia and Tsang 2000, in the form of Doornik 2005). Layer
/// 0 is the rectangle below the density at the edge of the tail, and the tail; the others lie on it up to the peak.
///
/// @param edge  how far each layer reaches; one more than there are layers, the last 0
/// @param inner the share of each layer that lies wholly below the density
record Ziggurat(double[] edge, double[] inner) {

    static final int LAYERS = 256;

    /// Where the tail of exp(-x²/2) begins.
    static final double NORMAL_TAIL = 3.654152885361009;
    static final Ziggurat NORMAL = of(NORMAL_TAIL, 0.0049286732339746553, x -> StrictMath.exp(-0.5 * x * x),
            y -> StrictMath.sqrt(-2 * StrictMath.log(y)));

    /// Where the tail of exp(-x) begins.
    static final double EXPONENTIAL_TAIL = 7.69711747013105;
    static final Ziggurat EXPONENTIAL = of(EXPONENTIAL_TAIL, 0.0039496598225815572, x -> StrictMath.exp(-x),
            y -> -StrictMath.log(y));

    /// @param area of each layer; it and `tail` are such that the last layer ends at the peak, which is 1
    private static Ziggurat of(double tail, double area, DoubleUnaryOperator density, DoubleUnaryOperator inverse) {
        var edge = new double[LAYERS + 1];
        edge[0] = area / density.applyAsDouble(tail);
        edge[1] = tail;
        for (int i = 2; i < LAYERS; i++) {
            edge[i] = inverse.applyAsDouble(area / edge[i - 1] + density.applyAsDouble(edge[i - 1]));
        }
        var inner = new double[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            inner[i] = edge[i + 1] / edge[i];
        }
        return new Ziggurat(edge, inner);
    }
}

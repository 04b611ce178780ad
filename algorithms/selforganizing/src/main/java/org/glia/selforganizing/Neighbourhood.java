package org.glia.selforganizing;

import org.glia.compute.elementwise.Elementwise;

/// How much the neurons at distance d on the grid learn from a row, when the radius is r. With the radius 0 only the winner
/// does.
public enum Neighbourhood {
    /// `exp(-d^2 / (2 r^2))`
    GAUSSIAN,
    /// 1 up to the radius, 0 beyond it.
    BUBBLE,
    /// `(1 - d^2 / r^2) exp(-d^2 / (2 r^2))`: neurons beyond the radius are pushed away.
    MEXICAN_HAT;

    /// Writes the influences on some neurons.
    ///
    /// @param quarters four times their squared distances
    void influences(double[] quarters, int at, double radius, double[] into, int intoAt, int neurons) {
        double square = 4 * radius * radius;
        if (this == BUBBLE || square == 0) {
            for (int i = 0; i < neurons; i++) {
                into[intoAt + i] = quarters[at + i] <= square ? 1 : 0;
            }
            return;
        }
        for (int i = 0; i < neurons; i++) {
            into[intoAt + i] = quarters[at + i] / (-2 * square);
        }
        Elementwise.exp(into, intoAt, into, intoAt, neurons);
        for (int i = 0; this == MEXICAN_HAT && i < neurons; i++) {
            into[intoAt + i] *= 1 - quarters[at + i] / square;
        }
    }
}

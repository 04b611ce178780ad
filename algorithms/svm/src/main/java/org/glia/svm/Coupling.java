package org.glia.svm;

import java.util.Arrays;

/// Probabilities of classes from those of their pairs: the p that sum to 1 and minimise
/// `sum over i, sum over j not i of (r_ji p_i - r_ij p_j)^2` (Wu, Lin and Weng 2004, second approach, algorithm 2).
final class Coupling {

    private static final int MOST_ROUNDS = 1000;
    private static final double TOLERANCE = 1e-12;

    private Coupling() {
    }

    /// @param r `k x k`: `r[i * k + j]` is the probability of i where it is i or j
    /// @param k classes
    static double[] probabilities(double[] r, int k) {
        var p = new double[k];
        Arrays.fill(p, 1.0 / k);
        if (k == 2) {
            p[0] = r[1];
            p[1] = r[2];
            return p;
        }
        var q = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                if (j != i) {
                    q[i * k + i] += r[j * k + i] * r[j * k + i];
                    q[i * k + j] = -r[j * k + i] * r[i * k + j];
                }
            }
        }
        var qp = new double[k];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double pqp = 0;
            for (int i = 0; i < k; i++) {
                qp[i] = 0;
                for (int j = 0; j < k; j++) {
                    qp[i] += q[i * k + j] * p[j];
                }
                pqp += p[i] * qp[i];
            }
            double largest = 0;
            for (double product : qp) {
                largest = Math.max(largest, Math.abs(product - pqp));
            }
            if (largest < TOLERANCE) {
                break;
            }
            for (int i = 0; i < k; i++) {
                double difference = (pqp - qp[i]) / q[i * k + i];
                p[i] += difference;
                pqp = (pqp + difference * (difference * q[i * k + i] + 2 * qp[i])) / (1 + difference) / (1 + difference);
                for (int j = 0; j < k; j++) {
                    qp[j] = (qp[j] + difference * q[i * k + j]) / (1 + difference);
                    p[j] /= 1 + difference;
                }
            }
        }
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(share -> Math.clamp(share / sum, 0, 1)).toArray();
    }
}

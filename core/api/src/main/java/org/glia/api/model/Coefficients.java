package org.glia.api.model;

import java.util.List;

import org.glia.api.data.Matrix;

/// The weights of a linear model.
///
/// @param terms      what each row of `values` multiplies
/// @param outputs    what each column computes: a target, or a level of it
/// @param values     `terms x outputs`, in the unit of the output per unit of the term
/// @param intercepts one for each output
public record Coefficients(List<String> terms, List<String> outputs, Matrix values, double[] intercepts) {

    /// The same of coefficients that stand output by output: `outputs x terms`, row-major.
    public static Coefficients of(List<String> terms, List<String> outputs, double[] coefficients, double[] intercepts) {
        int d = terms.size();
        int k = outputs.size();
        var byTerm = new double[Math.multiplyExact(d, k)];
        for (int output = 0; output < k; output++) {
            for (int term = 0; term < d; term++) {
                byTerm[term * k + output] = coefficients[output * d + term];
            }
        }
        return new Coefficients(terms, outputs, Matrix.of(d, k, byTerm), intercepts);
    }
}

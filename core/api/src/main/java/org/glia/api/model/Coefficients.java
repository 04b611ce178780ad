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
}

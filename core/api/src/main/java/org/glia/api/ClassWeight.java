package org.glia.api;

import java.util.Arrays;
import java.util.Map;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Setting;

/// How much the rows of each class count: a setting of classifiers.
public sealed interface ClassWeight {

    /// All alike.
    record None() implements ClassWeight {
    }

    /// Each class as much as every other: total weight / (classes x weight of the class).
    record Balanced() implements ClassWeight {
    }

    /// A factor for each level, 1 for levels that are not named.
    record Levelwise(@Setting(value = "factor of each level", min = 0) Map<String, Double> weights) implements ClassWeight {
    }

    /// The factors in the order of the levels.
    ///
    /// @param counts the weight of the rows of each level
    /// @throws DataException if a weight is given for what is no level
    default double[] factors(Levels levels, double[] counts) {
        var factors = new double[counts.length];
        Arrays.fill(factors, 1);
        switch (this) {
            case None none -> { }
            case Balanced balanced -> {
                double total = Arrays.stream(counts).sum();
                long present = Arrays.stream(counts).filter(count -> count > 0).count();
                for (int level = 0; level < counts.length; level++) {
                    factors[level] = counts[level] > 0 ? total / (present * counts[level]) : 0;
                }
            }
            case Levelwise given -> given.weights().forEach((name, factor) -> {
                int level = levels.code(name);
                if (level < 0) {
                    throw new DataException("classWeight names `%s`, which is no level of the target%s".formatted(name,
                            Suggestion.didYouMean(name, levels.names())));
                }
                factors[level] = factor;
            });
        }
        return factors;
    }

    /// What each labelled row counts: its own weight times the factor of its class; 0 for rows without a label.
    ///
    /// @throws DataException if a weight is given for what is no level of the target
    default double[] rowWeights(Dataset data) {
        var target = data.nominalTarget();
        var weights = data.weights().map(double[]::clone).orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        var counts = new double[target.levels().size()];
        for (int row = 0; row < weights.length; row++) {
            int code = target.code(row);
            if (code >= 0) {
                counts[code] += weights[row];
            }
        }
        var factors = factors(target.levels(), counts);
        for (int row = 0; row < weights.length; row++) {
            int code = target.code(row);
            weights[row] = code < 0 ? 0 : weights[row] * factors[code];
        }
        return weights;
    }
}

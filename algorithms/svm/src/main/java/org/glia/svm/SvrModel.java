package org.glia.svm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Table;
import org.glia.api.model.View;

/// A support vector regression: `f(x) = sum of b_i K(x_i, x) + intercept`.
///
/// @param support      the support vectors
/// @param coefficients one for each: b
/// @param intercept    the constant
/// @param epsilon      half the width of the tube, as it was given or found
/// @param machines     figures of the fit
public record SvrModel(SupportSet support, double[] coefficients, double intercept, double epsilon, Machines machines)
        implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var expansion = support.expansion(new int[] {0, coefficients.length}, 1, coefficients);
        return rows -> {
            var values = expansion.of(rows);
            for (int i = 0; i < values.length; i++) {
                values[i] += intercept;
            }
            return Prediction.values(target, values);
        };
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == SupportVectors.class) {
            return support.view(schema, 1, coefficients).map(type::cast);
        }
        return type == Report.class ? View.of(type, report(schema)) : Optional.empty();
    }

    private Report report(Schema schema) {
        var names = List.of(schema.targets().getFirst().name());
        var tables = new ArrayList<Table>();
        tables.add(machines.table(names, new double[] {0 - intercept}));
        var figures = new LinkedHashMap<String, String>();
        figures.put("epsilon", Double.toString(epsilon));
        figures.put("intercept", Double.toString(intercept));
        tables.add(new Table("Tube", Dataset.builder("tube").text("figure", figures.keySet().toArray(String[]::new))
                .text("value", figures.values().toArray(String[]::new)).build()));
        support.table(names, coefficients).ifPresent(tables::add);
        return new Report(tables);
    }
}

package org.glia.regression;

import java.util.Map;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Report;
import org.glia.api.model.Table;

/// The coefficients of one output and figures of its fit, for people.
final class CoefficientReport {

    private CoefficientReport() {
    }

    /// @param figures what is said of the fit, in this order
    static Report of(Schema schema, double[] coefficients, boolean hasIntercept, double intercept, Map<String, String> figures) {
        return Report.of(coefficients(schema, coefficients, hasIntercept, intercept), fit(figures));
    }

    static Table coefficients(Schema schema, double[] coefficients, boolean hasIntercept, double intercept) {
        int first = hasIntercept ? 1 : 0;
        var names = schema.featureNames();
        var terms = new String[coefficients.length + first];
        var estimates = new double[terms.length];
        for (int j = 0; j < terms.length; j++) {
            terms[j] = j < first ? "(intercept)" : names.get(j - first);
            estimates[j] = j < first ? intercept : coefficients[j - first];
        }
        return new Table("Coefficients", Dataset.builder("coefficients").text("term", terms).numeric("estimate", estimates).build());
    }

    static Table fit(Map<String, String> figures) {
        return new Table("Fit", Dataset.builder("fit").text("figure", figures.keySet().toArray(String[]::new))
                .text("value", figures.values().toArray(String[]::new)).build());
    }
}

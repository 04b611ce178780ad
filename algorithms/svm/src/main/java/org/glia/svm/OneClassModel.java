package org.glia.svm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Table;
import org.glia.api.model.View;

/// A region that holds most rows: where `sum of b_i K(x_i, x) - rho` is not negative.
///
/// @param support      the support vectors
/// @param coefficients one for each: b
/// @param rho          the sum at the border
/// @param machines     figures of the fit
public record OneClassModel(SupportSet support, double[] coefficients, double rho, Machines machines) implements Model {

    private static final Field OUTLIER = Field.nominal("outlier", Levels.of("no", "yes"));

    @Override
    public Predictor predictor(Schema schema) {
        var expansion = support.expansion(new int[] {0, coefficients.length}, 1, coefficients);
        return rows -> {
            var strangeness = expansion.of(rows);
            var outliers = new int[strangeness.length];
            for (int i = 0; i < outliers.length; i++) {
                strangeness[i] = rho - strangeness[i];
                outliers[i] = strangeness[i] > 0 ? 1 : 0;
            }
            return Prediction.builder().column("anomaly", Tag.of(Tag.ANOMALY), strangeness).labels(OUTLIER, outliers).build();
        };
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == SupportVectors.class) {
            return support.view(schema, 1, coefficients).map(type::cast);
        }
        return type == Report.class ? View.of(type, report()) : Optional.empty();
    }

    private Report report() {
        var tables = new ArrayList<Table>();
        tables.add(machines.table(List.of("inside | outside"), new double[] {rho}));
        support.table(List.of("inside"), coefficients).ifPresent(tables::add);
        return new Report(tables);
    }
}

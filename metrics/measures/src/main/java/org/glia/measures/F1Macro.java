package org.glia.measures;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.glia.api.model.Table;
import org.osgi.service.component.annotations.Component;

/// The mean F1 of the levels that occur in the truth or in the prediction. A level that is never predicted counts as 0.
/// Its table has precision, recall and F1 of each level, and their means: that of the levels, and that in which each true level has
/// the weight of its rows. A blank is undefined.
@Component(service = Measure.class)
@Metric(name = "f1-macro", title = "F1, mean of the levels", tasks = Task.CLASSIFICATION,
        references = "van Rijsbergen 1979")
public final class F1Macro implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.macro(matrix::f1);
    }

    @Override
    public Optional<Table> table(Dataset truth, Prediction prediction) {
        try {
            return Optional.of(table(ConfusionMatrix.of(truth, prediction)));
        } catch (NoScore none) {
            return Optional.empty();
        }
    }

    private static Table table(ConfusionMatrix matrix) {
        var names = Stream.concat(matrix.levels().names().stream(), Stream.of("(mean)", "(mean by rows)")).toArray(String[]::new);
        var rows = IntStream.range(0, names.length).mapToDouble(row -> row < matrix.levels().size() ? matrix.actual(row) : matrix.total());
        return new Table("levels", Dataset.builder("levels").text("level", names)
                .numeric("precision", column(matrix, matrix::precision))
                .numeric("recall", column(matrix, matrix::recall))
                .numeric("f1", column(matrix, matrix::f1))
                .numeric("rows", rows.toArray()).build());
    }

    private static double[] column(ConfusionMatrix matrix, IntToDoubleFunction rate) {
        return DoubleStream.concat(IntStream.range(0, matrix.levels().size()).mapToDouble(level -> cell(() -> rate.applyAsDouble(level))),
                DoubleStream.of(cell(() -> matrix.macro(rate)), cell(() -> matrix.weighted(rate)))).toArray();
    }

    private static double cell(DoubleSupplier rate) {
        try {
            return rate.getAsDouble();
        } catch (NoScore none) {
            return Double.NaN; // a missing cell of the table
        }
    }
}

package org.glia.measures;

import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.glia.api.model.Table;
import org.osgi.service.component.annotations.Component;

/// The confusion matrix as a table: a row for each true level, a column for each predicted one. Its value is the error
/// rate, the share of rows off the diagonal.
@Component(service = Measure.class)
@Metric(name = "confusion", title = "confusion matrix, error rate", tasks = Task.CLASSIFICATION, greaterIsBetter = false)
public final class Confusion implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return (matrix.total() - matrix.correct()) / matrix.total();
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
        int size = matrix.levels().size();
        var rows = Dataset.builder("confusion").text("truth", matrix.levels().names().toArray(String[]::new));
        for (int p = 0; p < size; p++) {
            int predicted = p;
            rows.numeric("predicted " + matrix.levels().name(p),
                    IntStream.range(0, size).mapToDouble(t -> matrix.cell(t, predicted)).toArray());
        }
        return new Table("confusion matrix", rows.build());
    }
}

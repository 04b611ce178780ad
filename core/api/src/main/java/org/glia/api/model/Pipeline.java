package org.glia.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;

/// What a recipe of several steps has learnt: the steps' models, each with the schema that it saw. All steps transform;
/// the last one predicts, or transforms as well.
public record Pipeline(List<Trained<?>> steps) implements Model {

    public Pipeline {
        steps = List.copyOf(steps);
    }

    /// The step that answers.
    public Trained<?> last() {
        return steps.getLast();
    }

    @Override
    public Predictor predictor(Schema schema) {
        return rows -> last().predict(transform(rows, steps.size() - 1));
    }

    @Override
    public Transformer transformer(Schema schema) {
        return rows -> transform(rows, steps.size());
    }

    private Dataset transform(Dataset rows, int count) {
        for (var step : steps.subList(0, count)) {
            rows = step.transform(rows);
        }
        return rows;
    }

    /// The last step's view; the tables of all steps' reports together.
    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type != Report.class) {
            return last().view(type);
        }
        var tables = new ArrayList<Table>();
        steps.forEach(step -> step.view(Report.class).ifPresent(report -> tables.addAll(report.tables())));
        return tables.isEmpty() ? Optional.empty() : View.of(type, new Report(tables));
    }
}

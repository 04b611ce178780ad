package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;
import org.glia.experiments.curves.OutOfFold;

/// The answers of a cross-validation as a table: for each row its number, the folds that tested it, what people know it by, what
/// is true, and all that was answered.
final class Answers {

    private final List<Field> fields = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private Answers() {
    }

    static Dataset table(OutOfFold joined) {
        var answers = new Answers();
        answers.add("row", IntStream.rangeClosed(1, joined.data().rows()).asDoubleStream().toArray());
        for (int repeat = 0; repeat < joined.repeats(); repeat++) {
            answers.add(joined.repeats() == 1 ? "fold" : "fold of repeat %d".formatted(repeat + 1), IntStream.of(joined.folds().get(repeat))
                    .mapToDouble(fold -> fold < 0 ? Double.NaN : fold + 1).toArray());
        }
        answers.addAll(joined.data().columns(field -> field.role() == Role.ID || field.role() == Role.TARGET));
        answers.addAll(joined.prediction().table());
        return Dataset.of("answers", joined.data().rows(), new Schema(answers.fields), answers.columns);
    }

    private void addAll(Dataset table) {
        for (int c = 0; c < table.schema().size(); c++) {
            add(table.schema().field(c), table.column(c));
        }
    }

    private void add(String name, double[] numbers) {
        add(Field.numeric(name), new NumericColumn(numbers));
    }

    /// A column whose name is taken gets another, for none of them may be lost.
    private void add(Field field, Column column) {
        var name = field.name();
        while (!taken.add(name)) {
            name += "_";
        }
        fields.add(field.withName(name));
        columns.add(column);
    }
}

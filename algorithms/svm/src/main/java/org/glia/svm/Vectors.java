package org.glia.svm;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.TextColumn;
import org.glia.api.problem.DataException;

/// Rows as models keep them: numbers or texts.
public sealed interface Vectors {

    /// @param rows `n x features`, sparse if the training rows were
    record Numbers(Matrix rows) implements Vectors {
    }

    /// @param texts one for each row
    record Texts(String[] texts) implements Vectors {
    }

    /// What a kernel compares of the rows of a table.
    ///
    /// @throws DataException if a kernel of texts finds more than one column
    static Vectors of(Dataset data, SvmKernel kernel) {
        if (!kernel.isOfTexts()) {
            return new Numbers(data.features());
        }
        var features = data.schema().features();
        if (features.size() != 1) {
            throw new DataException("a kernel of texts compares one column, and %s has the %d columns %s; keep one, and give the "
                    .formatted(data.name(), features.size(), data.schema().featureNames()) + "others the role IGNORED");
        }
        var column = (TextColumn) data.column(features.getFirst().name());
        return new Texts(IntStream.range(0, data.rows()).mapToObj(row -> column.text(row).orElse("")).toArray(String[]::new));
    }

    /// How many rows there are.
    default int count() {
        return switch (this) {
            case Numbers numbers -> numbers.rows().rows();
            case Texts texts -> texts.texts().length;
        };
    }

    /// The rows with these numbers.
    default Vectors select(int[] chosen) {
        return switch (this) {
            case Numbers(Matrix rows) -> new Numbers(rows.rows(chosen));
            case Texts(String[] texts) -> new Texts(Arrays.stream(chosen).mapToObj(row -> texts[row]).toArray(String[]::new));
        };
    }

    /// The rows with these numbers in memory of their own, as a model keeps them.
    default Vectors copy(int[] chosen) {
        return switch (select(chosen)) {
            case Numbers(Matrix rows) -> new Numbers(rows.isSparse() ? rows.csr()
                    : Matrix.of(rows.rows(), rows.columns(), rows.toArray()));
            case Texts texts -> texts;
        };
    }
}

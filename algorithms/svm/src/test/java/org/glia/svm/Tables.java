package org.glia.svm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.DataSource;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.run.Run;
import org.glia.datasets.builtin.BreastCancer;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Digits;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.builtin.Wine;

/// Data for tests.
final class Tables {

    private Tables() {
    }

    private static <S extends Record> Dataset load(DataSource<S> source) {
        return source.load(Optional.empty(), DataSource.settings(source).defaults(), Run.local(1));
    }

    /// Rows of one class after those of another.
    static Dataset byClass(Dataset data) {
        var target = data.nominalTarget();
        return data.rows(IntStream.range(0, target.levels().size()).flatMap(level -> IntStream.range(0, data.rows())
                .filter(row -> target.code(row) == level)).toArray());
    }

    static Dataset iris() {
        return byClass(load(new Iris()));
    }

    static Dataset wine() {
        return byClass(standardized(load(new Wine())));
    }

    static Dataset rawWine() {
        return load(new Wine());
    }

    static Dataset breastCancer() {
        return byClass(standardized(load(new BreastCancer())));
    }

    static Dataset digits() {
        return byClass(load(new Digits()));
    }

    static Dataset diabetes() {
        return standardized(load(new Diabetes()));
    }

    /// The features with mean 0 and deviation 1 (divisor n).
    static Dataset standardized(Dataset data) {
        var result = data;
        for (var field : data.schema().features()) {
            var values = data.numeric(field.name()).values();
            double mean = Arrays.stream(values).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
            result = result.with(field, new NumericColumn(Arrays.stream(values)
                    .map(value -> deviation == 0 ? 0 : (value - mean) / deviation).toArray()));
        }
        return result;
    }

    static Dataset scaled(Dataset data, double factor) {
        var result = data;
        for (var field : data.schema().features()) {
            result = result.with(field, new NumericColumn(Arrays.stream(data.numeric(field.name()).values())
                    .map(value -> factor * value).toArray()));
        }
        return result;
    }

    static Dataset weighted(Dataset data, double... weights) {
        return data.with(Field.numeric("weight of the row").withRole(Role.WEIGHT), new NumericColumn(weights));
    }

    /// The features as one sparse block.
    static Dataset sparse(Dataset data) {
        var block = data.features().csr();
        var builder = Dataset.builder(data.name()).block("features", block);
        var target = data.targetField();
        return builder.column(target, data.target()).build();
    }

    /// Without the target.
    static Dataset unlabelled(Dataset data) {
        return data.columns(field -> field.role() == Role.FEATURE);
    }

    /// The first of every so many rows.
    static Dataset every(Dataset data, int step) {
        return data.rows(IntStream.range(0, data.rows()).filter(row -> row % step == 0).toArray());
    }

    static Dataset of(Matrix features, NominalColumn target) {
        return Dataset.builder("rows").block("x", features).column(Field.nominal("y", target.levels()), target).target("y").build();
    }

    static double accuracy(NominalColumn truth, NominalColumn labels) {
        return IntStream.range(0, truth.rows()).filter(row -> truth.code(row) == labels.code(row)).count() / (double) truth.rows();
    }
}

package org.glia.svm;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Table;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// The training rows that a kernel machine keeps, once for all its decision functions.
///
/// @param kernel  with a number as gamma
/// @param vectors the rows
/// @param rows    where they stood in the training rows
public record SupportSet(SvmKernel kernel, Vectors vectors, int[] rows) {

    /// Kernels in a tile of rows and support vectors.
    private static final int TILE = 1 << 17;

    /// What prediction needs of the support vectors.
    ///
    /// @param starts       where groups of support vectors begin, and their number
    /// @param columns      coefficients of each
    /// @param coefficients `vectors x columns`
    record Expansion(SvmKernel kernel, Encoding encoding, Points points, int[] starts, int columns, double[] coefficients) {

        /// Sums of kernels times coefficients: `n x groups x columns`. A row's are the same in any company.
        double[] of(Dataset rows) {
            var vectors = Vectors.of(rows, kernel);
            int n = vectors.count();
            int groups = starts.length - 1;
            int width = groups * columns;
            var sums = new double[Math.multiplyExact(n, width)];
            int count = points.count();
            int tile = Math.clamp(TILE / Math.max(1, count), 1, 256);
            var kernels = new double[tile * count];
            for (int from = 0; from < n && count > 0; from += tile) {
                int height = Math.min(tile, n - from);
                var some = encoding.points(vectors.select(Samples.range(from, from + height)));
                some.kernels(points, 0, count, kernels, 0, count);
                for (int g = 0; g < groups; g++) {
                    int size = starts[g + 1] - starts[g];
                    if (size > 0) {
                        MatrixProducts.gemm(1, new Strided(kernels, starts[g], height, size, count, 1),
                                new Strided(coefficients, starts[g] * columns, size, columns, columns, 1), 0,
                                new Strided(sums, from * width + g * columns, height, columns, width, 1), Parallel.sequential());
                    }
                }
            }
            return sums;
        }
    }

    Expansion expansion(int[] starts, int columns, double[] coefficients) {
        var encoding = Encoding.of(kernel, vectors);
        return new Expansion(kernel, encoding, encoding.points(vectors).prepared(), starts, columns, coefficients);
    }

    /// @param machines     decision functions
    /// @param coefficients `vectors x machines`
    Optional<SupportVectors> view(Schema schema, int machines, double[] coefficients) {
        return vectors instanceof Vectors.Numbers(Matrix numbers)
                ? Optional.of(new SupportVectors(featureNames(schema, numbers.columns()), numbers,
                        Matrix.of(rows.length, machines, coefficients), rows))
                : Optional.empty();
    }

    private static List<String> featureNames(Schema schema, int columns) {
        var names = schema.featureNames();
        return names.size() == columns ? names : IntStream.rangeClosed(1, columns).mapToObj(j -> "x" + j).toList();
    }

    /// The support vectors that are texts, as a table.
    ///
    /// @param machines names of decision functions
    Optional<Table> table(List<String> machines, double[] coefficients) {
        if (!(vectors instanceof Vectors.Texts(String[] texts))) {
            return Optional.empty();
        }
        var numbers = new double[rows.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = rows[i] + 1;
        }
        var table = Dataset.builder("support vectors").numeric("row", numbers).text("text", texts);
        for (int m = 0; m < machines.size(); m++) {
            var column = new double[rows.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = coefficients[i * machines.size() + m];
            }
            table.numeric("coefficient of " + machines.get(m), column);
        }
        return Optional.of(new Table("Support vectors", table.build()));
    }
}

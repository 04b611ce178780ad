package org.glia.neural;

import java.util.Arrays;

import org.glia.api.data.CsrMatrix;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.dense.FloatMatrixProducts;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.dense.Floats;

/// `a = f(x W + b)`: W `inputs x units`, row-major, then b, then the slopes of a learnt activation.
///
/// @param number its place among the stages
/// @param first  where its parameters begin
record DenseStage(int number, int first, int inputs, int units, Activation activation, Start start, boolean bias)
        implements Stage {

    /// Rows whose activations are computed together, while they are in the first cache.
    private static final int ROWS = 16;

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public int parameters() {
        return Math.addExact(weights(), (bias ? units : 0) + (activation.isLearnt() ? units : 0));
    }

    @Override
    public int weights() {
        return Math.multiplyExact(inputs, units);
    }

    @Override
    public int unit() {
        return units;
    }

    private int biases() {
        return first + weights();
    }

    private int slopes() {
        return biases() + (bias ? units : 0);
    }

    @Override
    public void start(float[] parameters, float[] averages, RandomStream random) {
        start.draw(activation, inputs, units, parameters, first, random);
        if (activation instanceof Activation.Prelu(double slope)) {
            Arrays.fill(parameters, slopes(), slopes() + units, (float) slope);
        }
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        var z = pass.arguments(number);
        if (number == 0 && pass.sparse().isPresent()) {
            sums(pass, pass.sparse().get(), z, from, to);
        } else {
            FloatMatrixProducts.gemm(1, block(pass.values(number), inputs, from, to), weights(pass.parameters()), 0,
                    block(z, units, from, to), Parallel.sequential());
        }
        var a = pass.values(number + 1);
        for (int row = from; row < to; row += ROWS) {
            int rows = Math.min(ROWS, to - row);
            if (bias) {
                for (int i = row; i < row + rows; i++) {
                    add(pass.parameters(), biases(), z, i * units, units);
                }
            }
            activation.values(z, a, row * units, rows, units, pass.parameters(), slopes());
        }
    }

    private static FloatStrided block(float[] array, int width, int from, int to) {
        return new FloatStrided(array, from * width, to - from, width, width, 1);
    }

    private FloatStrided weights(float[] parameters) {
        return new FloatStrided(parameters, first, inputs, units, units, 1);
    }

    private static void add(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int j = 0; j < n; j++) {
            y[yAt + j] += x[xAt + j];
        }
    }

    /// The sums of sparse rows: stored elements times rows of W.
    private void sums(Pass pass, CsrMatrix x, float[] z, int from, int to) {
        Arrays.fill(z, from * units, to * units, 0);
        for (int i = from; i < to; i++) {
            int row = pass.row(i);
            for (int k = x.rowStarts()[row]; k < x.rowStarts()[row + 1]; k++) {
                Floats.axpy((float) x.values()[k], pass.parameters(), first + x.columnIndices()[k] * units, z,
                        i * units, units);
            }
        }
    }

    @Override
    public void backward(Pass pass, int from, int to, boolean toInputs) {
        var slope = pass.slopes(number + 1);
        activation.pull(pass.arguments(number), pass.values(number + 1), slope, pass.extra(number), from * units,
                to - from, units, pass.parameters(), slopes());
        if (toInputs) {
            FloatMatrixProducts.gemm(1, block(slope, units, from, to), weights(pass.parameters()).transpose(), 0,
                    block(pass.slopes(number), inputs, from, to), Parallel.sequential());
        }
    }

    @Override
    public void gradient(Pass pass, int rows, int at, int n, float[] gradient) {
        var slope = pass.slopes(number + 1);
        if (at < weights()) {
            weightGradient(pass, rows, at / units, n / units, slope, gradient);
            return;
        }
        Arrays.fill(gradient, first + at, first + at + n, 0);
        for (int row = 0; row < rows; row++) {
            if (bias) {
                add(slope, row * units, gradient, biases(), units);
            }
            if (activation.isLearnt()) {
                add(pass.extra(number), row * units, gradient, slopes(), units);
            }
        }
    }

    /// That of `count` rows of W, from row `input` on.
    private void weightGradient(Pass pass, int rows, int input, int count, float[] slope, float[] gradient) {
        int at = first + input * units;
        if (number == 0 && pass.sparse().isPresent()) {
            Arrays.fill(gradient, at, at + count * units, 0);
            addSparse(pass, pass.sparse().get(), rows, input, input + count, slope, gradient);
        } else {
            var x = new FloatStrided(pass.values(number), input, rows, count, inputs, 1);
            FloatMatrixProducts.gemm(1, x.transpose(), block(slope, units, 0, rows), 0,
                    new FloatStrided(gradient, at, count, units, units, 1), Parallel.sequential());
        }
    }

    private void addSparse(Pass pass, CsrMatrix x, int rows, int from, int to, float[] slope, float[] gradient) {
        for (int i = 0; i < rows; i++) {
            int row = pass.row(i);
            int end = x.rowStarts()[row + 1];
            int k = Arrays.binarySearch(x.columnIndices(), x.rowStarts()[row], end, from);
            for (k = k < 0 ? -k - 1 : k; k < end && x.columnIndices()[k] < to; k++) {
                Floats.axpy((float) x.values()[k], slope, i * units, gradient, first + x.columnIndices()[k] * units,
                        units);
            }
        }
    }

    /// Shrinks the weights of each unit whose norm is above `most` to that norm (Srebro and Shraibman, 2005).
    void limit(float[] parameters, float most) {
        var squares = new float[units];
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < units; j++) {
                float w = parameters[first + i * units + j];
                squares[j] = Math.fma(w, w, squares[j]);
            }
        }
        for (int j = 0; j < units; j++) {
            float norm = (float) Math.sqrt(squares[j]);
            squares[j] = norm > most ? most / norm : 1;
        }
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < units; j++) {
                parameters[first + i * units + j] *= squares[j];
            }
        }
    }
}

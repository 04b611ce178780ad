package org.glia.neural;

import java.util.Arrays;

import org.glia.api.run.RandomStream;

/// Inverted dropout: what is kept in training grows by 1 / (1 - rate), so that prediction needs no change.
///
/// @param number its place among the stages
record DropoutStage(int number, int units, double rate) implements Stage {

    @Override
    public int inputs() {
        return units;
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        var x = pass.values(number);
        var y = pass.values(number + 1);
        if (pass.mode() == Pass.Mode.PREDICT || rate == 0) {
            System.arraycopy(x, from * units, y, from * units, (to - from) * units);
            return;
        }
        var mask = pass.extra(number);
        if (pass.mode() == Pass.Mode.TRAIN) {
            for (int row = from; row < to; row += Pass.PIECE) {
                int end = Math.min(row + Pass.PIECE, to);
                draw(pass.random(number, row / Pass.PIECE), mask, row * units, (end - row) * units);
            }
            multiply(x, mask, from * units, y, from * units, (to - from) * units);
        } else {
            // one thinned network for all rows, so that a row's answer does not depend on those beside it
            for (int row = from; row < to; row++) {
                multiply(x, mask, 0, y, row * units, units);
            }
        }
    }

    /// Draws what numbers are multiplied by: 0, or 1 / (1 - rate).
    void draw(RandomStream random, float[] mask, int at, int n) {
        if (rate == 0) {
            Arrays.fill(mask, at, at + n, 1);
            return;
        }
        float kept = (float) (1 / (1 - rate));
        long bound = Math.round(rate * 0x1p32);
        for (int i = 0; i < n; i += 2) {
            long bits = random.nextLong();
            mask[at + i] = (bits >>> 32) < bound ? 0 : kept;
            if (i + 1 < n) {
                mask[at + i + 1] = (bits & 0xFFFFFFFFL) < bound ? 0 : kept;
            }
        }
    }

    /// `y = x mask`.
    private static void multiply(float[] x, float[] mask, int maskAt, float[] y, int at, int n) {
        for (int i = 0; i < n; i++) {
            y[at + i] = x[at + i] * mask[maskAt + i];
        }
    }

    @Override
    public void backward(Pass pass, int from, int to, boolean toInputs) {
        if (!toInputs) {
            return;
        }
        if (rate == 0) {
            System.arraycopy(pass.slopes(number + 1), from * units, pass.slopes(number), from * units,
                    (to - from) * units);
        } else {
            int at = from * units;
            var x = pass.slopes(number + 1);
            var y = pass.slopes(number);
            multiply(x, pass.extra(number), at, y, at, (to - from) * units);
        }
    }

    @Override
    public void gradient(Pass pass, int rows, int at, int n, float[] gradient) {
        throw new IllegalStateException("dropout has no parameters");
    }
}

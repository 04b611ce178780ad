package org.glia.regression;

import org.glia.api.data.Dataset;
import org.glia.compute.dense.Doubles;

/// The weight of the rows of each level of the target.
record LevelWeights(int levels) implements Pass<double[]> {

    @Override
    public double[] accumulate(Dataset chunk, Block block) {
        var weights = new double[levels];
        for (int i = 0; i < block.rows(); i++) {
            weights[block.codes()[i]] += block.weights()[i];
        }
        return weights;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
        Doubles.axpy(1, right, 0, left, 0, left.length);
        return left;
    }
}

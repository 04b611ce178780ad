package org.glia.neural;

import java.util.Optional;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;

/// Features as a network reads them. Dense ones are kept as floats where there is room, since every epoch reads them
/// all, and read anew otherwise; sparse ones stay sparse for a dense first layer.
final class Inputs {

    /// Of the memory that the process may have.
    private static final double SHARE = 0.25;
    /// Numbers in a tile while features become floats.
    private static final int TILE = 1 << 14;

    private final Matrix features;
    private final Optional<CsrMatrix> sparse;
    private final float[] kept;

    private Inputs(Matrix features, Optional<CsrMatrix> sparse, float[] kept) {
        this.features = features;
        this.sparse = sparse;
        this.kept = kept;
    }

    /// @param again whether rows are read more than once
    static Inputs of(Matrix features, Network network, boolean again, Parallel parallel) {
        if (features.isSparse() && network.stages().getFirst() instanceof DenseStage) {
            return new Inputs(features, Optional.of(features.csr()), new float[0]);
        }
        long size = (long) features.rows() * features.columns();
        boolean keep = again && size < Integer.MAX_VALUE - 8 && 4.0 * size < SHARE * Runtime.getRuntime().maxMemory();
        return new Inputs(features, Optional.empty(), keep ? floats(features, parallel) : new float[0]);
    }

    private static float[] floats(Matrix features, Parallel parallel) {
        int d = features.columns();
        var kept = new float[features.rows() * d];
        int tile = Math.max(1, TILE / Math.max(1, d));
        parallel.chunked(features.rows(), tile, (chunk, from, to) -> {
            var cells = new double[(to - from) * d];
            features.read(from, to, cells, 0);
            narrow(cells, kept, from * d);
        });
        return kept;
    }

    private static void narrow(double[] cells, float[] into, int at) {
        for (int i = 0; i < cells.length; i++) {
            into[at + i] = (float) cells[i];
        }
    }

    boolean isSparse() {
        return sparse.isPresent();
    }

    /// Begins a batch: rows `order[first]` and so on, which [#read] brings.
    void begin(Pass pass, int[] order, int first, int rows, Pass.Masks masks) {
        if (sparse.isPresent()) {
            pass.begin(rows, masks, sparse.get(), order, first);
        } else {
            pass.begin(rows, masks);
        }
    }

    /// Copies rows `from` to `to` (exclusive) of the batch to where the pass reads them.
    void read(Pass pass, int[] order, int first, int from, int to) {
        if (sparse.isPresent()) {
            return;
        }
        int d = features.columns();
        var values = pass.values(0);
        if (kept.length > 0) {
            for (int i = from; i < to; i++) {
                System.arraycopy(kept, order[first + i] * d, values, i * d, d);
            }
            return;
        }
        var row = new double[d];
        for (int i = from; i < to; i++) {
            features.read(order[first + i], order[first + i] + 1, row, 0);
            narrow(row, values, i * d);
        }
    }
}

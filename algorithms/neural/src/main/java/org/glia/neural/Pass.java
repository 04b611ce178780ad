package org.glia.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.CsrMatrix;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;

/// What a network computes for a batch of rows: values and derivatives between the stages, in arrays that are used
/// again for every batch. Rows go through all stages in stretches, one for each thread, and meet only where batch
/// normalisation needs all of them. No number depends on the stretches.
final class Pass {

    /// Dropout draws for so many rows at a time; stretches begin at multiples of this.
    static final int PIECE = 16;
    /// A stretch of so many multiplications is worth a thread.
    private static final long WORTH_A_THREAD = 1 << 19;

    /// What a pass is for.
    enum Mode {
        /// Dropout drops, batch normalisation uses the batch.
        TRAIN,
        /// Neither.
        PREDICT,
        /// Dropout drops the same units of all rows, batch normalisation uses its averages.
        SAMPLE
    }

    /// The random numbers of a dropout layer for a piece of the batch.
    @FunctionalInterface
    interface Masks {

        RandomStream of(int stage, int piece);

        /// For networks that drop nothing, and for prediction.
        static Masks none() {
            return (stage, piece) -> {
                throw new IllegalStateException("dropout needs random numbers");
            };
        }
    }

    private final Network network;
    private final float[] parameters;
    private final float[] averages;
    private final Mode mode;
    private final int capacity;
    /// Values before each stage, and behind the last.
    private final float[][] values;
    /// Arguments of activations; the values behind a dense stage where these are enough.
    private final float[][] arguments;
    /// Derivatives of the loss by the values; empty in prediction.
    private final float[][] slopes;
    /// What a stage keeps from forward to backward.
    private final float[][] extras;
    private final float[][] moments;
    /// Stages that begin after all rows have arrived.
    private final int[] starts;
    /// The first stage that learns: derivatives go back as far as that.
    private final int firstLearner;
    private final boolean readsSparse;
    private int rows;
    private Optional<CsrMatrix> sparse = Optional.empty();
    private int[] index = {};
    private int indexAt;
    private Masks masks = Masks.none();

    /// @param capacity most rows of a batch
    Pass(Network network, float[] parameters, float[] averages, Mode mode, int capacity, boolean readsSparse) {
        this.network = network;
        this.parameters = parameters;
        this.averages = averages;
        this.mode = mode;
        this.capacity = capacity;
        this.readsSparse = readsSparse;
        int stages = network.stages().size();
        this.values = new float[stages + 1][];
        this.slopes = new float[stages + 1][];
        this.arguments = new float[stages][];
        this.extras = new float[stages][];
        this.moments = new float[stages][];
        values[0] = new float[readsSparse ? 0 : size(network.inputs())];
        firstLearner = firstLearner();
        slopes[0] = new float[0];
        var barriers = new ArrayList<>(List.of(0));
        for (int k = 0; k < stages; k++) {
            var stage = network.stages().get(k);
            values[k + 1] = new float[size(stage.outputs())];
            slopes[k + 1] = new float[mode == Mode.TRAIN && k >= firstLearner ? size(stage.outputs()) : 0];
            arguments[k] = stage instanceof DenseStage dense && dense.activation().needsArgument()
                    ? new float[size(stage.outputs())] : values[k + 1];
            extras[k] = new float[needsExtra(stage) ? size(stage.outputs()) : 0];
            moments[k] = new float[stage instanceof BatchnormStage ? 4 * stage.outputs() : 0];
            if (stage instanceof BatchnormStage && k > 0) {
                barriers.add(k);
            }
        }
        starts = barriers.stream().mapToInt(Integer::intValue).toArray();
    }

    private int size(int width) {
        return Math.multiplyExact(capacity, width);
    }

    private int firstLearner() {
        for (int k = 0; k < network.stages().size(); k++) {
            if (network.stages().get(k).parameters() > 0) {
                return k;
            }
        }
        throw new IllegalStateException("the last stage learns");
    }

    private boolean needsExtra(Stage stage) {
        return switch (stage) {
            case BatchnormStage any -> true;
            case DropoutStage any -> mode != Mode.PREDICT;
            case DenseStage dense -> mode == Mode.TRAIN && !(dense.activation() instanceof Activation.Identity
                    || dense.activation() instanceof Activation.Relu);
            case ActivationStage any -> mode == Mode.TRAIN;
        };
    }

    // ---- what stages ask for

    float[] parameters() {
        return parameters;
    }

    float[] averages() {
        return averages;
    }

    Mode mode() {
        return mode;
    }

    int rows() {
        return rows;
    }

    int capacity() {
        return capacity;
    }

    /// Whether the first stage reads sparse features, so that there is no room for dense ones.
    boolean readsSparse() {
        return readsSparse;
    }

    /// What comes into a stage, `rows x inputs`; for the number of stages, what comes out of the last.
    float[] values(int stage) {
        return values[stage];
    }

    float[] arguments(int stage) {
        return arguments[stage];
    }

    /// Derivatives of the loss by what comes into a stage.
    float[] slopes(int stage) {
        return slopes[stage];
    }

    float[] extra(int stage) {
        return extras[stage];
    }

    /// Of batch normalisation: means, inverse deviations, sums of derivatives by scales and by shifts.
    float[] moments(int stage) {
        return moments[stage];
    }

    /// Sparse features, which take the place of values before the first stage.
    Optional<CsrMatrix> sparse() {
        return sparse;
    }

    /// The row of the sparse features that is row `i` of the batch.
    int row(int i) {
        return index[indexAt + i];
    }

    RandomStream random(int stage, int piece) {
        return masks.of(stage, piece);
    }

    // ---- a batch

    float[] scores() {
        return values[values.length - 1];
    }

    float[] scoreSlopes() {
        return slopes[slopes.length - 1];
    }

    /// Begins a batch of dense rows, which are to be written to the values before the first stage.
    void begin(int batchRows, Masks random) {
        rows = batchRows;
        masks = random;
    }

    /// Begins a batch of sparse rows.
    void begin(int batchRows, Masks random, CsrMatrix features, int[] order, int first) {
        begin(batchRows, random);
        sparse = Optional.of(features);
        index = order;
        indexAt = first;
    }

    /// What is done with rows `from` to `to` (exclusive), beside other rows.
    @FunctionalInterface
    interface Stretch {
        void run(int from, int to);
    }

    /// Takes the rows forward.
    ///
    /// @param before comes first: reads the rows, for example
    /// @param after  comes last: computes losses, for example
    void forward(Stretch before, Stretch after, Parallel parallel) {
        if (network.stages().getFirst() instanceof BatchnormStage) {
            stretches(parallel, before);
        }
        for (int part = 0; part < starts.length; part++) {
            int first = starts[part];
            int last = part + 1 < starts.length ? starts[part + 1] : network.stages().size();
            boolean reads = first == 0 && !(network.stages().getFirst() instanceof BatchnormStage);
            if (network.stages().get(first) instanceof BatchnormStage batchnorm) {
                columns(batchnorm, parallel, (from, to) -> batchnorm.prepare(this, rows, from, to));
            }
            stretches(parallel, (from, to) -> {
                if (reads) {
                    before.run(from, to);
                }
                for (int k = first; k < last; k++) {
                    network.stages().get(k).forward(this, from, to);
                }
                if (last == network.stages().size()) {
                    after.run(from, to);
                }
            });
        }
    }

    /// Takes the rows forward and, where there is no batch normalisation, backward in the same breath.
    ///
    /// @param after writes derivatives by the scores
    void forwardAndBackward(Stretch before, Stretch after, Parallel parallel) {
        if (starts.length == 1 && !(network.stages().getFirst() instanceof BatchnormStage)) {
            forward(before, (from, to) -> {
                after.run(from, to);
                backward(network.stages().size(), 0, from, to);
            }, parallel);
            return;
        }
        forward(before, after, parallel);
        for (int part = starts.length - 1; part >= 0; part--) {
            int first = starts[part];
            int last = part + 1 < starts.length ? starts[part + 1] : network.stages().size();
            boolean normalises = network.stages().get(first) instanceof BatchnormStage;
            stretches(parallel, (from, to) -> backward(last, normalises ? first + 1 : first, from, to));
            if (network.stages().get(first) instanceof BatchnormStage batchnorm) {
                columns(batchnorm, parallel, (from, to) -> batchnorm.prepareBackward(this, rows, from, to));
                stretches(parallel, (from, to) -> backward(first + 1, first, from, to));
            }
        }
    }

    private void backward(int behind, int first, int from, int to) {
        for (int k = behind - 1; k >= Math.max(first, firstLearner); k--) {
            network.stages().get(k).backward(this, from, to, k > firstLearner);
        }
    }

    private void stretches(Parallel parallel, Stretch stretch) {
        int pieces = Math.ceilDiv(rows, PIECE);
        long worth = rows * network.work() / WORTH_A_THREAD;
        int count = (int) Math.clamp(Math.min(pieces, worth), 1, parallel.threads());
        if (count == 1) {
            stretch.run(0, rows);
            return;
        }
        parallel.chunked(rows, Math.ceilDiv(pieces, count) * PIECE, (chunk, from, to) -> stretch.run(from, to));
    }

    private void columns(BatchnormStage stage, Parallel parallel, Stretch stretch) {
        int count = (long) rows * stage.units() < 1 << 16 ? 1 : parallel.threads();
        if (count == 1) {
            stretch.run(0, stage.units());
            return;
        }
        parallel.chunked(stage.units(), Math.ceilDiv(stage.units(), count), (chunk, from, to) -> stretch.run(from, to));
    }
}

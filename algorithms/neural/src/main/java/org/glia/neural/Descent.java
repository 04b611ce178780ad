package org.glia.neural;

import java.util.List;
import java.util.function.Consumer;

import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.dense.Floats;

/// Gradient descent on the parameters of a network, batch by batch. Each update takes two sweeps on all threads: rows
/// go forward and backward in stretches, then each piece of the parameters sums its gradient and moves at once, unless
/// the norm of the whole gradient must be known before.
final class Descent {

    /// Terms of the gradient's norm that are summed together.
    private static final int CHUNK = 1 << 14;
    /// Streams of random numbers that an update may use of each layer.
    private static final long STREAMS = 1L << 28;

    private final Network network;
    private final Mlp.Restraint restraint;
    private final float[] parameters;
    private final float[] averages;
    /// Of the largest batch so far.
    private Pass pass;
    private Goal.Tally tally;
    private final float[] gradient;
    private final List<Piece> pieces;
    private final Steps steps;
    private final Run run;
    private final Parallel parallel;
    private final String[] streams;
    private long updates;

    Descent(Network network, Goal goal, Mlp.Settings settings, float[] parameters, float[] averages, Run run) {
        this.network = network;
        this.restraint = settings.restraint();
        this.parameters = parameters;
        this.averages = averages;
        this.pass = new Pass(network, parameters, averages, Pass.Mode.TRAIN, 0, false);
        this.tally = new Goal.Tally(goal, 0);
        this.gradient = new float[network.parameters()];
        this.pieces = Piece.of(network, run.parallel().threads());
        this.steps = new Steps(settings.optimiser(), network.parameters());
        this.run = run;
        this.parallel = run.parallel();
        this.streams = new String[network.stages().size()];
        for (int k = 0; k < streams.length; k++) {
            streams[k] = "dropout " + k;
        }
    }

    /// The derivatives that the last update followed.
    float[] gradient() {
        return gradient;
    }

    /// Moves the parameters by the gradient of rows `order[first]` to `order[first + rows - 1]`, and adds their losses,
    /// as they were before that, to the sums.
    void update(Inputs inputs, Answers answers, Goal goal, int[] order, int first, int rows, double rate,
            Goal.Sums sums) {
        run.checkCancelled();
        if (rows > pass.capacity() || inputs.isSparse() != pass.readsSparse()) {
            pass = new Pass(network, parameters, averages, Pass.Mode.TRAIN, rows, inputs.isSparse());
            tally = new Goal.Tally(goal, rows);
        }
        long draws = updates++ * STREAMS;
        inputs.begin(pass, order, first, rows, (stage, piece) -> run.random(streams[stage], draws + piece));
        pass.forwardAndBackward((from, to) -> inputs.read(pass, order, first, from, to),
                (from, to) -> goal.judge(pass, answers, order, first, from, to, tally), parallel);
        sums.add(tally, answers, order, first, rows);
        steps.advance(rate);
        boolean clips = restraint.clipNorm() < Double.POSITIVE_INFINITY;
        eachPiece(rows, piece -> {
            piece.stage().gradient(pass, rows, piece.at(), piece.n(), gradient);
            restrain(piece);
            if (!clips) {
                move(piece);
            }
        });
        if (clips) {
            clip();
            eachPiece(rows, this::move);
        }
        if (restraint.maxNorm() < Double.POSITIVE_INFINITY) {
            parallel.forEach(network.stages().size(), k -> {
                if (network.stages().get(k) instanceof DenseStage dense) {
                    dense.limit(parameters, (float) restraint.maxNorm());
                }
            });
        }
    }

    private void eachPiece(int rows, Consumer<Piece> work) {
        if ((long) rows * network.parameters() < 1 << 18) {
            pieces.forEach(work);
        } else {
            parallel.forEach(pieces.size(), i -> work.accept(pieces.get(i)));
        }
    }

    private void move(Piece piece) {
        steps.update(parameters, gradient, piece.first(), piece.n(), piece.weights());
    }

    /// Adds the derivatives of penalties, and clips each number.
    private void restrain(Piece piece) {
        if (piece.weights() && restraint.l2() > 0) {
            Floats.axpy((float) restraint.l2(), parameters, piece.first(), gradient, piece.first(), piece.n());
        }
        if (piece.weights() && restraint.l1() > 0) {
            addSigns((float) restraint.l1(), parameters, gradient, piece.first(), piece.n());
        }
        if (restraint.clipValue() < Double.POSITIVE_INFINITY) {
            clamp((float) restraint.clipValue(), gradient, piece.first(), piece.n());
        }
    }

    private static void addSigns(float factor, float[] w, float[] g, int at, int n) {
        for (int i = at; i < at + n; i++) {
            g[i] += factor * Math.signum(w[i]);
        }
    }

    private static void clamp(float most, float[] g, int at, int n) {
        for (int i = at; i < at + n; i++) {
            g[i] = Math.min(Math.max(g[i], -most), most);
        }
    }

    /// Shortens the whole gradient to the longest that is allowed, in its direction.
    private void clip() {
        double squares = parallel.reduce(gradient.length, CHUNK,
                (chunk, from, to) -> (double) Floats.sumOfSquares(gradient, from, to - from), Double::sum);
        double norm = Math.sqrt(squares);
        if (norm > restraint.clipNorm()) {
            Floats.scale((float) (restraint.clipNorm() / norm), gradient, 0, gradient.length);
        }
    }
}

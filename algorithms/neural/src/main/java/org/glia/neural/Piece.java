package org.glia.neural;

import java.util.ArrayList;
import java.util.List;

/// A stretch of a stage's parameters, whose gradient is summed and whose update is made while it is in a core's cache.
///
/// @param at      its first parameter, counted from the stage's first
/// @param first   the same, counted from the network's first
/// @param n       how many
/// @param weights whether penalties and decay concern it
record Piece(Stage stage, int at, int first, int n, boolean weights) {

    /// Fewer parameters are not worth a piece.
    private static final int FEWEST = 1 << 13;
    /// Pieces for each thread, so that none waits long for another.
    private static final int EACH = 2;
    /// So many parameters, with their gradients and what an optimiser keeps of each, fit the second cache.
    private static final int MOST = 1 << 16;

    /// All parameters of a network, in pieces for so many threads: these decide about speed alone.
    static List<Piece> of(Network network, int threads) {
        int wanted = Math.clamp(network.parameters() / (EACH * threads), FEWEST, MOST);
        var pieces = new ArrayList<Piece>();
        int first = 0;
        for (var stage : network.stages()) {
            int size = (int) Math.min(stage.weights(), (long) Math.max(1, wanted / stage.unit()) * stage.unit());
            for (int at = 0; at < stage.weights(); at += size) {
                pieces.add(new Piece(stage, at, first + at, Math.min(size, stage.weights() - at), true));
            }
            int rest = stage.parameters() - stage.weights();
            if (rest > 0) {
                pieces.add(new Piece(stage, stage.weights(), first + stage.weights(), rest, false));
            }
            first += stage.parameters();
        }
        return List.copyOf(pieces);
    }
}

package org.glia.shell.verbs;

import java.util.stream.Collectors;

import org.glia.api.problem.GliaException;
import org.glia.experiments.Leaderboard;

/// Experiments in which no trial came to an end have failed, whatever they have to say.
final class Unsuitable {

    private Unsuitable() {
    }

    /// @throws GliaException if no recipe has been worked through in any fold; it says why
    static void requireSome(Leaderboard board) {
        if (board.standings().stream().noneMatch(standing -> standing.tally().done() > 0)) {
            throw new GliaException(board.notes().isEmpty() ? "nothing could be judged on " + board.data()
                    : board.notes().stream().collect(Collectors.joining("\n")));
        }
    }
}

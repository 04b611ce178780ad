package org.glia.shell.verbs;

import java.util.List;

import org.glia.api.problem.GliaException;
import org.glia.experiments.Leaderboard;

/// Experiments that have nothing to show have failed, whatever they have to say.
final class Unsuitable {

    private Unsuitable() {
    }

    /// @throws GliaException if no measure has a value for any recipe on any of the data sets; it says why
    static void requireSome(List<Leaderboard> boards) {
        if (boards.stream().allMatch(board -> board.measures().isEmpty())) {
            var notes = boards.stream().flatMap(board -> board.notes().stream()).distinct().toList();
            throw new GliaException(notes.isEmpty() ? "nothing could be judged on " + boards.getFirst().data()
                    : String.join("\n", notes));
        }
    }
}

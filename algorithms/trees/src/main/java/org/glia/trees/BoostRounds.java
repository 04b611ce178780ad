package org.glia.trees;

import org.glia.api.run.Run;
import org.glia.compute.optimise.EarlyStopping;

/// The rounds of a boosted fit, with its losses in the history, up to the last one or until nothing gets better.
///
/// @param done how many were taken
/// @param best after how many the loss was least, that of the rows held out if there are such
record BoostRounds(int done, int best) {

    /// What a fit does.
    interface Body {

        /// Takes a round; false if no later one would change anything.
        boolean round(int number);

        /// The mean loss of the rows learnt from, at the present scores.
        double loss();

        /// That of the rows to judge by.
        double judgedLoss();

        /// Whether there are rows to judge by.
        boolean isJudged();
    }

    static BoostRounds run(int most, EarlyStopping stopping, Run run, Body body) {
        var patience = stopping.patient();
        int best = 0;
        int done = 0;
        boolean goesOn = true;
        patience.better(record(0, run, body));
        while (goesOn && done < most && !patience.exhausted()) {
            run.checkCancelled();
            goesOn = body.round(done++);
            if (patience.better(record(done, run, body))) {
                best = done;
            }
            run.progress(0.99 * done / most, "round " + done);
        }
        return new BoostRounds(done, best);
    }

    private static double record(int round, Run run, Body body) {
        double loss = body.loss();
        run.record("loss", round, loss);
        if (body.isJudged()) {
            loss = body.judgedLoss();
            run.record("validation loss", round, loss);
        }
        return loss;
    }

    /// Rounds that the model keeps: the best ones where somebody asked to stop early.
    int kept(EarlyStopping stopping) {
        return stopping.patience() > 0 ? best : done;
    }
}

package org.glia.svm;

import org.glia.api.run.Run;

/// Says how far several searches are that run side by side.
final class Ticker {

    private final Run run;
    private final int tasks;
    private final double tolerance;
    private int done;
    private double told;
    private double worst;

    Ticker(Run run, int tasks, double tolerance) {
        this.run = run;
        this.tasks = tasks;
        this.tolerance = tolerance;
    }

    /// A search has ended.
    synchronized void done() {
        done++;
        tell((double) done / tasks);
    }

    /// The violation of the optimality conditions falls roughly like a power of the steps.
    synchronized void at(double violation) {
        worst = Math.max(worst, violation);
        if (tasks == 1 && violation > tolerance && worst > tolerance && worst < Double.POSITIVE_INFINITY) {
            tell(0.99 * (1 - StrictMath.log(violation / tolerance) / StrictMath.log(worst / tolerance)));
        }
    }

    private void tell(double fraction) {
        if (fraction > told) {
            told = Math.min(1, fraction);
            run.progress(told, done + " of " + tasks + (tasks == 1 ? " machine" : " machines"));
        }
    }
}

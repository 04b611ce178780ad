package org.glia.experiments.tune;

import java.util.ArrayList;
import java.util.List;

/// How many candidates get how much: a step of successive halving (Jamieson and Talwalkar 2016), or of a bracket of Hyperband
/// (Li et al. 2018, algorithm 1).
///
/// @param candidates how many are judged
/// @param resource   with how much: rows to fit on, or the value of a setting
record Rung(int candidates, int resource) {

    /// The rungs of successive halving: each has the `eta`-th part of the candidates of the one before (rounded up), and `eta` times
    /// their resource. They end when `eta` candidates or fewer are judged, or at the largest resource.
    static List<Rung> halving(int candidates, int minimum, int maximum, int eta) {
        var rungs = new ArrayList<Rung>();
        int count = Math.min(levels(candidates, eta), levels(maximum / minimum, eta));
        int left = candidates;
        long resource = minimum;
        for (int rung = 0; rung < count; rung++) {
            rungs.add(new Rung(left, (int) Math.min(resource, maximum)));
            left = Math.ceilDiv(left, eta);
            resource *= eta;
        }
        return rungs;
    }

    /// The largest first resource with which the last rung still does not pass the maximum; not less than the smallest.
    static int exhausting(int candidates, int smallest, int maximum, int eta) {
        long power = 1;
        for (int rung = 1; rung < levels(candidates, eta) && power <= maximum; rung++) {
            power *= eta;
        }
        return (int) Math.max(smallest, maximum / power);
    }

    /// 1 + floor(log_eta(n)), without rounding errors.
    private static int levels(int n, int eta) {
        int rungs = 1;
        for (long power = eta; power <= n; power *= eta) {
            rungs++;
        }
        return rungs;
    }

    /// The brackets of Hyperband: from many candidates with the smallest resource to a few with the largest.
    static List<List<Rung>> hyperband(int minimum, int maximum, int eta) {
        int most = levels(maximum / minimum, eta) - 1;
        var brackets = new ArrayList<List<Rung>>();
        for (int s = most; s >= 0; s--) {
            long power = 1;
            for (int i = 0; i < s; i++) {
                power *= eta;
            }
            long first = Math.ceilDiv((most + 1) * power, s + 1L);
            var rungs = new ArrayList<Rung>();
            long divisor = 1;
            for (int rung = 0; rung <= s; rung++) {
                rungs.add(new Rung((int) (first / divisor), (int) Math.max(minimum, maximum * divisor / power)));
                divisor *= eta;
            }
            brackets.add(rungs);
        }
        return brackets;
    }
}

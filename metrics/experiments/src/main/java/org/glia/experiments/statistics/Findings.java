package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.model.Table;

/// What a comparison gathers: tables, how cases were treated, and conclusions in plain words.
final class Findings {

    /// Beyond so many pairs that do not differ, one sentence speaks for all of them.
    private static final int SPOKEN = 3;

    final List<Table> tables = new ArrayList<>();
    final List<String> treatment = new ArrayList<>();
    final List<String> conclusions = new ArrayList<>();
    Optional<RankDiagram> diagram = Optional.empty();

    private final Options options;

    Findings(Options options) {
        this.options = options;
    }

    /// A difference between two recipes, as a test of significance sees it.
    ///
    /// @param pair       the recipes
    /// @param where      `in accuracy on iris` and the like
    /// @param favour     positive where it is in favour of the second
    /// @param difference its size, positive where the second is better, in the unit of its interval
    /// @param interval   of the difference
    /// @param p          what decides
    /// @param how        how it was found
    record Difference(List<String> pair, String where, double favour, double difference, Interval interval, double p, String how) {

        /// Told of the recipe that did better.
        private String told(String unit) {
            boolean second = favour > 0;
            var seen = second ? interval : new Interval(interval.level(), 0 - interval.high(), 0 - interval.low());
            return "`%s` is better than `%s` %s: by %s%s (%s), %s (%s)".formatted(pair.get(second ? 1 : 0), pair.get(second ? 0 : 1),
                    where, Words.number(Math.abs(difference)), unit, Words.interval(seen), Words.p(p), how);
        }

        private String untold(String unit) {
            var leader = favour == 0 ? "" : " in favour of `%s`".formatted(pair.get(favour > 0 ? 1 : 0));
            boolean second = favour >= 0;
            var seen = second ? interval : new Interval(interval.level(), 0 - interval.high(), 0 - interval.low());
            return "no difference between `%s` and `%s` %s is shown: %s%s%s (%s), %s (%s)".formatted(pair.get(0), pair.get(1), where,
                    Words.number(Math.abs(difference)), unit, leader, Words.interval(seen), Words.p(p), how);
        }
    }

    /// Concludes from tests of significance.
    ///
    /// @param unit what differences are counted in, ` average ranks` for instance; empty for the measure's own unit
    void conclude(List<Difference> differences, String unit) {
        var open = new ArrayList<Difference>();
        for (var one : differences) {
            if (one.p() <= options.alpha() && one.favour() != 0) {
                conclusions.add(one.told(unit));
            } else {
                open.add(one);
            }
        }
        if (open.size() <= SPOKEN) {
            open.forEach(one -> conclusions.add(one.untold(unit)));
        } else {
            conclusions.add("%s%d pairs are not shown to differ".formatted(open.size() == differences.size() ? "all " : "the other ", open.size()));
        }
        if (!open.isEmpty()) {
            conclusions.add("a difference that is not shown is no proof of equality: the interval says how large it may be");
        }
    }

    /// Concludes from probabilities.
    void conclude(List<String> pair, String where, Preference preference) {
        double enough = options.level();
        var margin = options.rope() == 0 ? "" : " by more than " + Words.setting(options.rope());
        if (preference.first() >= enough || preference.second() >= enough) {
            boolean second = preference.second() >= enough;
            conclusions.add("with probability %s `%s` is better than `%s` %s%s".formatted(
                    Words.probability(second ? preference.second() : preference.first()), pair.get(second ? 1 : 0), pair.get(second ? 0 : 1),
                    where, margin));
        } else if (preference.rope() >= enough) {
            conclusions.add("with probability %s `%s` and `%s` are practically equivalent %s: no further apart than %s".formatted(
                    Words.probability(preference.rope()), pair.get(0), pair.get(1), where, Words.setting(options.rope())));
        } else {
            conclusions.add("which of `%s` and `%s` is better %s is undecided: the probabilities are %s and %s%s".formatted(pair.get(0),
                    pair.get(1), where, Words.probability(preference.first()), Words.probability(preference.second()),
                    options.rope() == 0 ? "" : ", and %s that they are practically equivalent".formatted(Words.probability(preference.rope()))));
        }
    }

    /// Says how wide the region of practical equivalence is.
    void explainRope(String measure) {
        treatment.add(options.rope() == 0
                ? "no region of practical equivalence was given, so that any difference, however small, counts"
                : "recipes that are within %s of each other in %s count as practically equivalent".formatted(Words.setting(options.rope()), measure));
    }
}

package org.glia.runtime.plugins;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the fewest bundles of repositories that a bundle needs beside what is installed; of equally few, those with the
/// highest versions.
///
/// Depth first over what is still needed, with the best answer as a bound. Every step takes one bundle; a graph of bundles in
/// which that ends after [#MOST] steps only is answered with the best until then.
final class Closure {

    private static final int MOST = 20_000;
    private static final Comparator<Indexed> BEST_FIRST = Comparator.comparing(Indexed::version).reversed().thenComparing(Indexed::name)
            .thenComparing(Indexed::hash);

    private final Predicate<Indexed.Need> isHere;
    private final List<Indexed> offered;
    private Optional<List<Indexed>> best = Optional.empty();
    private Optional<Indexed.Need> unmet = Optional.empty();
    private int steps;

    /// @param isHere whether what is installed has it
    Closure(Predicate<Indexed.Need> isHere, List<Indexed> offered) {
        this.isHere = isHere;
        this.offered = offered.stream().sorted(BEST_FIRST).toList();
    }

    /// All that must be installed, dependencies first and the bundle itself last; empty if something is missing.
    Optional<List<Indexed>> of(Indexed wanted) {
        best = Optional.empty();
        unmet = Optional.empty();
        steps = 0;
        search(new LinkedHashSet<>(Set.of(wanted)), new ArrayDeque<>(wanted.requirements()));
        return best.map(List::reversed);
    }

    /// What nobody offers, when something is missing.
    Optional<Indexed.Need> unmet() {
        return unmet;
    }

    private void search(Set<Indexed> chosen, Deque<Indexed.Need> open) {
        if (steps++ > MOST || best.map(found -> found.size() <= chosen.size() + 1).orElse(false) && !isMet(chosen, open)) {
            return;
        }
        var needs = new ArrayDeque<>(open);
        while (!needs.isEmpty() && isMet(chosen, needs.peek())) {
            needs.pop();
        }
        if (needs.isEmpty()) {
            if (best.map(found -> found.size() > chosen.size()).orElse(true)) {
                best = Optional.of(new ArrayList<>(chosen));
            }
            return;
        }
        var need = needs.pop();
        var candidates = offered.stream().filter(one -> one.meets(need)).toList();
        if (candidates.isEmpty() && unmet.isEmpty()) {
            unmet = Optional.of(need);
        }
        for (var candidate : candidates) {
            var more = new LinkedHashSet<>(chosen);
            more.add(candidate);
            var then = new ArrayDeque<>(needs);
            then.addAll(candidate.requirements());
            search(more, then);
        }
    }

    private boolean isMet(Set<Indexed> chosen, Deque<Indexed.Need> needs) {
        return needs.stream().allMatch(need -> isMet(chosen, need));
    }

    private boolean isMet(Set<Indexed> chosen, Indexed.Need need) {
        return isHere.test(need) || chosen.stream().anyMatch(one -> one.meets(need));
    }
}

package org.glia.runtime.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.runtime.PluginCatalog;
import org.osgi.framework.Bundle;

/// Bundles come in beside those whose place they take; only when they run do those go.
final class Swap {

    private final Live live;
    private final PluginCatalog catalog;
    private final Function<Bundle, List<String>> problems;

    /// @param problems what does not work in a bundle that has started
    Swap(Live live, PluginCatalog catalog, Function<Bundle, List<String>> problems) {
        this.live = live;
        this.catalog = catalog;
        this.problems = problems;
    }

    /// @param keep writes the change down for the next start; called when everything works, before anything goes
    /// @throws GliaException if it does not work; then all is as before
    void carryOut(List<Candidate> candidates, List<Bundle> old, Terms terms, Runnable keep) {
        var fresh = new ArrayList<Bundle>();
        boolean done = false;
        try {
            for (var candidate : candidates) {
                fresh.add(live.install(candidate));
            }
            catalog.swap(List.of(), fresh);
            live.resolve(fresh);
            fresh.forEach(this::requireResolved);
            if (!terms.simulate()) {
                for (int i = 0; i < fresh.size(); i++) {
                    live.start(fresh.get(i));
                    requireSound(fresh.get(i), candidates.get(i));
                }
                catalog.swap(fresh, old);
                for (var bundle : old) {
                    drain(bundle, terms);
                }
                keep.run();
                done = true;
            }
        } finally {
            if (!done) {
                catalog.swap(old, fresh);
                live.remove(fresh);
                catalog.swap(fresh, List.of());
            }
        }
        if (done) {
            live.remove(old);
            catalog.swap(old, List.of());
        }
    }

    private void requireResolved(Bundle bundle) {
        if (!Live.isResolved(bundle)) {
            throw new GliaException(cannotRun(bundle));
        }
    }

    private String cannotRun(Bundle bundle) {
        return "`%s` %s cannot run: it %s".formatted(bundle.getSymbolicName(), bundle.getVersion(), String.join("; it ", live.unmet(bundle)));
    }

    private void requireSound(Bundle bundle, Candidate candidate) {
        var wrong = problems.apply(bundle);
        if (!wrong.isEmpty()) {
            throw new GliaException("%s does not work: %s".formatted(candidate.called(), String.join("; ", wrong)));
        }
        if (!candidate.offers().isEmpty() && bundle.getRegisteredServices() == null) {
            throw new GliaException("%s does not work: it says that it has %s, and offers nothing; tell its author".formatted(candidate.called(),
                    String.join(", ", candidate.offers())));
        }
    }

    private void drain(Bundle bundle, Terms terms) {
        var work = catalog.work(bundle);
        if (work.isEmpty()) {
            return;
        }
        if (terms.whileInUse() == WhileInUse.REFUSE) {
            throw new GliaException("`%s` %s is in use for %s: wait until that has ended (busy=wait), or have it cancelled (busy=cancel)".formatted(bundle.getSymbolicName(),
                    bundle.getVersion(), String.join(" and ", work)));
        }
        if (terms.whileInUse() == WhileInUse.CANCEL) {
            catalog.revoke(bundle);
        }
        try {
            if (!catalog.awaitUnused(bundle, terms.cancelled())) {
                throw new CancelledException("`%s` %s stays: it is still in use for %s".formatted(bundle.getSymbolicName(), bundle.getVersion(),
                        String.join(" and ", catalog.work(bundle))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("`%s` stays: nobody waited until it was no longer in use".formatted(bundle.getSymbolicName()), e);
        }
    }
}

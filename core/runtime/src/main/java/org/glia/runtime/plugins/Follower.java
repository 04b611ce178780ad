package org.glia.runtime.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.glia.api.problem.GliaException;
import org.glia.runtime.PluginCatalog;
import org.osgi.framework.Bundle;

/// Keeps what runs in line with what lies in the folders. Of jars with one symbolic name one runs: the user's before the
/// installation's, then the highest version; if it cannot run, the next. Libraries run in all their versions.
final class Follower {

    private static final Comparator<Looked> BEST_FIRST = Comparator.comparing((Looked jar) -> !jar.ofUser())
            .thenComparing(jar -> jar.candidate().orElseThrow().version(), Comparator.reverseOrder())
            .thenComparing(Looked::file);

    private final Live live;
    private final PluginCatalog catalog;
    private final Folders folders;
    private final Supplier<Staging> staging;
    private List<Folders.Jar> last = List.of();
    private List<Folders.Jar> followed = List.of();
    private final Map<Folders.Jar, Looked> looked = new LinkedHashMap<>();
    /// Why jars that may come in do not run, by hash.
    private final Map<String, String> refused = new HashMap<>();
    /// Bundles, by number, that go when they are not in use any more.
    private final Set<Long> leaving = new HashSet<>();

    /// A jar in a folder.
    ///
    /// @param candidate empty if it may not come in
    /// @param problem   why it does not run; empty if there is nothing to say
    record Looked(Path file, boolean ofUser, Optional<Candidate> candidate, String problem) {

        boolean isOf(String name) {
            return candidate.filter(one -> one.name().equals(name)).isPresent();
        }
    }

    Follower(Live live, PluginCatalog catalog, Folders folders, Supplier<Staging> staging) {
        this.live = live;
        this.catalog = catalog;
        this.folders = folders;
        this.staging = staging;
    }

    /// All jars of the last time, by name.
    List<Looked> jars() {
        return looked.values().stream().map(jar -> jar.candidate().map(one -> new Looked(jar.file(), jar.ofUser(), jar.candidate(),
                refused.getOrDefault(one.hash(), ""))).orElse(jar)).sorted(Comparator.comparing((Looked jar) ->
                jar.candidate().map(Candidate::name).orElse(jar.file().getFileName().toString())).thenComparing(Looked::file)).toList();
    }

    boolean isLeaving(Bundle bundle) {
        return leaving.contains(bundle.getBundleId());
    }

    /// Follows what has changed and then stayed as it is from one look to the next.
    void look() {
        var now = folders.list();
        if (now.equals(last) && !now.equals(followed)) {
            follow(now);
        }
        last = now;
        sweep();
    }

    /// Follows what has changed.
    void follow() {
        var now = folders.list();
        if (!now.equals(followed)) {
            follow(now);
        }
        last = now;
        sweep();
    }

    private void follow(List<Folders.Jar> now) {
        followed = now;
        inspect(now);
        refused.clear();
        var used = use(groups());
        leave(used);
    }

    private void inspect(List<Folders.Jar> now) {
        looked.keySet().retainAll(now);
        Optional<Staging> inspector = Optional.empty();
        for (var jar : now) {
            if (!looked.containsKey(jar)) {
                try {
                    inspector = Optional.of(inspector.orElseGet(staging));
                    var candidate = inspector.get().inspect(jar.file(), "`" + jar.file().getFileName() + "`");
                    looked.put(jar, new Looked(jar.file(), jar.ofUser(), Optional.of(candidate), ""));
                } catch (GliaException e) {
                    looked.put(jar, new Looked(jar.file(), jar.ofUser(), Optional.empty(), e.getMessage()));
                }
            }
        }
    }

    /// Jars one of which is to run.
    private List<List<Candidate>> groups() {
        var groups = new LinkedHashMap<String, List<Candidate>>();
        looked.values().stream().filter(jar -> jar.candidate().isPresent()).sorted(BEST_FIRST).map(jar -> jar.candidate().get()).forEach(one ->
                groups.computeIfAbsent(one.library() ? one.hash() : one.name(), key -> new ArrayList<>()).add(one));
        return groups.values().stream().map(List::copyOf).toList();
    }

    /// Brings in, all together, the first of each group; where some cannot run, those that come next.
    private Set<String> use(List<List<Candidate>> groups) {
        while (true) {
            var chosen = groups.stream().flatMap(group -> group.stream().filter(one -> !refused.containsKey(one.hash())).limit(1)).toList();
            if (!bringIn(chosen)) {
                var used = new HashSet<String>();
                chosen.forEach(one -> used.add(one.hash()));
                return used;
            }
        }
    }

    /// @return whether one of them was refused
    private boolean bringIn(List<Candidate> chosen) {
        int before = refused.size();
        var fresh = new LinkedHashMap<Candidate, Bundle>();
        var known = new HashMap<String, Bundle>();
        live.plugins().forEach(bundle -> known.put(Live.hash(bundle), bundle));
        for (var candidate : chosen) {
            var bundle = known.get(candidate.hash());
            if (bundle == null) {
                try {
                    fresh.put(candidate, live.install(candidate));
                } catch (GliaException e) {
                    refused.put(candidate.hash(), e.getMessage());
                }
            } else if (leaving.remove(bundle.getBundleId())) {
                catalog.swap(List.of(bundle), List.of());
            }
        }
        catalog.swap(List.of(), fresh.values());
        live.resolve(fresh.values());
        fresh.forEach(this::start);
        var failed = fresh.entrySet().stream().filter(one -> refused.containsKey(one.getKey().hash())).map(Map.Entry::getValue).toList();
        live.remove(failed);
        catalog.swap(failed, List.of());
        return refused.size() > before;
    }

    private void start(Candidate candidate, Bundle bundle) {
        try {
            if (!Live.isResolved(bundle)) {
                throw new GliaException("%s cannot run: it %s".formatted(candidate.called(), String.join("; it ", live.unmet(bundle))));
            }
            live.start(bundle);
        } catch (GliaException e) {
            refused.put(candidate.hash(), e.getMessage());
        }
    }

    /// Shows what is used, and nothing else.
    private void leave(Set<String> used) {
        var shown = new ArrayList<Bundle>();
        var hidden = new ArrayList<Bundle>();
        for (var bundle : live.plugins()) {
            (used.contains(Live.hash(bundle)) ? shown : hidden).add(bundle);
        }
        catalog.swap(shown, hidden);
        hidden.forEach(bundle -> leaving.add(bundle.getBundleId()));
    }

    /// Takes away what is not in use any more. What loses a library by that is refused from then on.
    private void sweep() {
        var gone = live.plugins().stream().filter(bundle -> isLeaving(bundle) && catalog.work(bundle).isEmpty()).toList();
        if (gone.isEmpty()) {
            return;
        }
        live.remove(gone);
        gone.forEach(bundle -> leaving.remove(bundle.getBundleId()));
        catalog.swap(gone, List.of());
        var stranded = live.plugins().stream().filter(bundle -> !Live.isResolved(bundle)).toList();
        for (var bundle : stranded) {
            refused.put(Live.hash(bundle), "`%s` %s cannot run: it %s".formatted(bundle.getSymbolicName(), bundle.getVersion(),
                    String.join("; it ", live.unmet(bundle))));
        }
        live.remove(stranded);
    }
}

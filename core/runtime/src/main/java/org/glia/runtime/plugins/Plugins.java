package org.glia.runtime.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.runtime.PluginCatalog;
import org.glia.runtime.Worker;
import org.glia.runtime.plugins.Depot.Move;
import org.glia.runtime.plugins.Depot.Origin;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/// The plug-ins of this Glia: what is in its folders of plug-ins runs, and what is installed here lies in them. Jars that are
/// put into the folders or taken away while Glia runs are followed.
///
/// Every change is tried on the running framework first; if it does not work, nothing has changed, and a [GliaException] says
/// why. No method leaves a change half made, whenever the process dies.
@Component(service = Plugins.class)
public final class Plugins implements AutoCloseable {

    private static final String FOLDER = "plugins";

    private final BundleContext context;
    private final PluginCatalog catalog;
    private final Live live;
    private final Supplier<Rules> rules;
    private final Depot depot;
    private final Follower follower;
    private final Inventory inventory;
    private final Optional<Watch> watch;

    /// The plug-ins of an installation of which the user keeps his own in a folder; they run when this returns, and the folders are
    /// looked at once a second until it is closed. A worker keeps the plug-ins that it began with: they are those that its cells
    /// were planned with.
    ///
    /// @param launch what the launcher offers: the folder of the installation, with `plugins` and `etc` in it; that of the user's
    ///               data, with `plugins` in it, which need not be there yet; and the arguments
    @Activate
    public Plugins(BundleContext context, @Reference PluginCatalog catalog,
                   @Reference(target = "(glia.arguments=true)") Supplier<Map<String, Object>> launch) {
        this(context, catalog, (Path) launch.get().get("home"), (Path) launch.get().get("data"),
                !launch.get().get("arguments").equals(List.of(Worker.OPTION)), new Disk(() -> { }));
    }

    Plugins(BundleContext context, PluginCatalog catalog, Path home, Path data, boolean watched, Disk disk) {
        this.context = context;
        this.catalog = catalog;
        this.live = new Live(context);
        this.rules = () -> Rules.read(home.resolve("etc"), data);
        this.depot = new Depot(data.resolve(FOLDER), disk);
        var folders = new Folders(home.resolve(FOLDER), depot.folder());
        this.follower = new Follower(live, catalog, folders, () -> new Staging(Here.of(context), rules.get().trust()));
        this.inventory = new Inventory(context, catalog, live, follower);
        completeWhatWasBegun();
        follower.follow();
        this.watch = watched ? Optional.of(new Watch(this::look)) : Optional.empty();
    }

    private void completeWhatWasBegun() {
        if (depot.isChanging()) {
            try {
                depot.alone(() -> true);
            } catch (GliaException e) {
                // what is there runs, and the next change completes the one before
            }
        }
    }

    /// Looks whether jars came or went; a jar that is still being copied is left for another look.
    synchronized void look() {
        follower.look();
    }

    @Override
    @Deactivate
    public void close() {
        watch.ifPresent(Watch::close);
    }

    /// Everything in the folders of plug-ins, by name, and then what comes with Glia itself.
    public synchronized List<InstalledPlugin> installed() {
        follower.follow();
        return inventory.installed(depot.origins());
    }

    /// Why jars in the folders do not run, a sentence each, as it was found when the folders were last followed.
    public synchronized List<String> refusals() {
        return follower.jars().stream().map(Follower.Looked::problem).filter(problem -> !problem.isEmpty()).toList();
    }

    /// Installs a jar. Where another version of the plug-in is installed, this one takes its place.
    ///
    /// @return what was done, or would be
    /// @throws GliaException if it cannot be installed, or the version before is in use and the terms say so
    public synchronized List<Change> install(Path file, Terms terms) {
        var called = "`" + file.getFileName() + "`";
        return install(called, file.toAbsolutePath().toString(), () -> draft(file, called), terms);
    }

    /// Installs the jar that is at an address: `https:`, `http:` or `file:`.
    ///
    /// @throws GliaException as for a file, and if nothing can be got there
    public synchronized List<Change> install(URI address, Terms terms) {
        try (var fetch = new Fetch()) {
            return install(address.toString(), address.toString(), () -> fetch.get(address, depot::stage), terms);
        }
    }

    private List<Change> install(String called, String origin, Supplier<Path> drafting, Terms terms) {
        return depot.alone(() -> {
            follower.follow();
            var draft = drafting.get();
            try {
                var candidate = staging().inspect(draft, called);
                if (isInstalled(candidate.hash())) {
                    throw new GliaException("%s is installed already, the very same jar".formatted(candidate.called()));
                }
                return bring(List.of(candidate), Map.of(candidate.hash(), new Origin(origin, false)), terms);
            } finally {
                depot.discard(draft);
            }
        });
    }

    private Path draft(Path file, String called) {
        if (!Files.isRegularFile(file)) {
            throw new GliaException("there is no file %s".formatted(file));
        }
        try (var bytes = Files.newInputStream(file)) {
            return depot.stage(bytes);
        } catch (IOException e) {
            throw new GliaException("%s cannot be read: %s".formatted(called, e.getMessage()), e);
        }
    }

    private Staging staging() {
        return new Staging(Here.of(context), rules.get().trust());
    }

    /// Whether the very same jar runs here, and stays.
    private boolean isInstalled(String hash) {
        return inventory.running(hash).filter(bundle -> !follower.isLeaving(bundle)).isPresent();
    }

    /// Installs a plug-in, and whatever else it needs, from the repositories.
    ///
    /// @param name a symbolic name or that of an algorithm; with a version behind it, `org.example.knn@1.2.0`, or without, which
    ///             means the highest version that runs here
    /// @throws GliaException if it cannot be installed
    public synchronized List<Change> install(String name, Terms terms) {
        var words = name.split("@", 2);
        return fromRepositories(repositories -> {
            var options = repositories.require(words[0]).stream()
                    .filter(one -> words.length == 1 || one.version().equals(Repositories.version(words[1]))).toList();
            if (options.isEmpty()) {
                throw new GliaException("no repository has `%s` in version %s; there is %s".formatted(words[0], words[1],
                        String.join(", ", repositories.versions(words[0]).stream().map(one -> one.version().toString()).toList())));
            }
            return bring(options, repositories, terms);
        });
    }

    private List<Change> fromRepositories(Function<Repositories, List<Change>> work) {
        try (var fetch = new Fetch()) {
            return depot.alone(() -> {
                follower.follow();
                return work.apply(new Repositories(rules.get().repositories(), fetch));
            });
        }
    }

    /// Brings in the first of several versions that has here what it needs.
    private List<Change> bring(List<Indexed> options, Repositories repositories, Terms terms) {
        var refusals = new ArrayList<String>();
        for (var option : options) {
            var closure = new Closure(need -> isHere(need, option.name()), repositories.bundles());
            var all = closure.of(option);
            if (all.isPresent()) {
                if (isInstalled(option.hash())) {
                    throw new GliaException("%s is installed already".formatted(option.called()));
                }
                return bringAll(all.get(), repositories, terms);
            }
            refusals.add("%s needs %s".formatted(option.called(), closure.unmet()
                    .map(need -> live.missing(Wanted.of(need.namespace(), need.filter()))).orElse("what no repository has together")));
        }
        throw new GliaException(refusals.getFirst());
    }

    private List<Change> bringAll(List<Indexed> all, Repositories repositories, Terms terms) {
        var drafts = new ArrayList<Path>();
        try {
            var staging = staging();
            var candidates = new ArrayList<Candidate>();
            var origins = new HashMap<String, Origin>();
            for (var one : all) {
                var draft = repositories.stage(one, depot);
                drafts.add(draft);
                candidates.add(staging.inspect(draft, one.called()));
                origins.put(one.hash(), new Origin(one.repository() + " (" + one.content() + ")", one != all.getLast()));
            }
            return bring(candidates, origins, terms);
        } finally {
            drafts.forEach(depot::discard);
        }
    }

    private boolean isHere(Indexed.Need need, String butNot) {
        for (var bundle : context.getBundles()) {
            if (Live.isResolved(bundle) && !follower.isLeaving(bundle) && !(Live.isPlugin(bundle) && butNot.equals(bundle.getSymbolicName()))
                    && bundle.adapt(BundleRevision.class).getDeclaredCapabilities(need.namespace()).stream()
                    .anyMatch(one -> need.isMetBy(one.getNamespace(), one.getAttributes()))) {
                return true;
            }
        }
        return false;
    }

    /// Brings jars in, the wanted one last, in the place of those with their names.
    private List<Change> bring(List<Candidate> candidates, Map<String, Origin> origins, Terms terms) {
        var wanted = candidates.getLast();
        var old = candidates.stream().filter(one -> !one.library()).flatMap(one -> running(one).stream()).toList();
        var changes = candidates.stream().map(one -> new Change(one.name(), running(one).stream().map(bundle -> bundle.getVersion().toString())
                .findFirst().orElse(""), one.version().toString(), origins.get(one.hash()).words(), one == wanted ? "" : wanted.name())).toList();
        new Swap(live, catalog, inventory::problems).carryOut(candidates, old, terms, () -> {
            var moves = new ArrayList<Move>();
            candidates.forEach(one -> moves.add(Move.to(one.file(), depot.free(one))));
            candidates.stream().filter(one -> !one.library()).forEach(one -> moves.addAll(away(one)));
            depot.change(moves, origins);
        });
        follower.follow();
        return changes;
    }

    private List<Bundle> running(Candidate candidate) {
        return candidate.library() ? List.of() : live.plugins().stream().filter(bundle -> bundle.getSymbolicName().equals(candidate.name())
                && !bundle.getLocation().endsWith(candidate.hash()) && !follower.isLeaving(bundle)).toList();
    }

    /// The one that runs is kept as the version before; those that lie aside go.
    private List<Move> away(Candidate by) {
        return follower.jars().stream().filter(jar -> jar.ofUser() && jar.isOf(by.name())).map(jar ->
                inventory.running(jar.candidate().orElseThrow().hash()).isPresent() ? Move.to(jar.file(), depot.previous(by.name())) : Move.away(jar.file())).toList();
    }

    /// Brings the highest version of a plug-in that the repositories have and that runs here, with what it needs.
    ///
    /// @param name of the plug-in, of one of its algorithms or of its file
    /// @return what was done, or would be; empty if nothing is newer
    /// @throws GliaException if it is not installed, no repository has it, or no newer version can run here
    public synchronized List<Change> update(String name, Terms terms) {
        return fromRepositories(repositories -> {
            var installed = inventory.symbolicName(name);
            repositories.require(installed);
            return update(installed, repositories, terms);
        });
    }

    /// The same for all plug-ins.
    ///
    /// @param refused is told why a newer version cannot run here; that hinders no other
    public synchronized List<Change> updateAll(Terms terms, Consumer<String> refused) {
        return fromRepositories(repositories -> {
            repositories.requireSome("update from: install the newer file, or ");
            var changes = new ArrayList<Change>();
            for (var name : follower.jars().stream().flatMap(jar -> jar.candidate().stream()).filter(one -> !one.library()).map(Candidate::name)
                    .distinct().toList()) {
                try {
                    changes.addAll(update(name, repositories, terms));
                } catch (CancelledException e) {
                    throw e;
                } catch (GliaException e) {
                    refused.accept(e.getMessage());
                }
            }
            return changes;
        });
    }

    private List<Change> update(String name, Repositories repositories, Terms terms) {
        var version = version(name);
        var newer = repositories.versions(name).stream().filter(found -> found.version().compareTo(version) > 0).toList();
        return newer.isEmpty() ? List.of() : bring(newer, repositories, terms);
    }

    /// The highest version of an installed plug-in.
    private Version version(String name) {
        return inventory.jars(name).stream().flatMap(jar -> jar.candidate().stream()).map(Candidate::version).max(Version::compareTo).orElseThrow();
    }

    /// Brings back the version of a plug-in that was installed before this one.
    ///
    /// @param called the name of the plug-in, of one of its algorithms or of its file
    /// @throws GliaException if none is kept
    public synchronized List<Change> rollback(String called, Terms terms) {
        return depot.alone(() -> {
            follower.follow();
            var name = inventory.symbolicName(called);
            var before = depot.previous(name);
            if (!Files.exists(before)) {
                throw new GliaException("no earlier version of `%s` is kept: install the version that you want".formatted(name));
            }
            var draft = draft(before, "`" + name + "`");
            try {
                var candidate = staging().inspect(draft, "`" + name + "`");
                return bring(List.of(candidate), Map.of(candidate.hash(), depot.origins().getOrDefault(candidate.hash(),
                        new Origin("the version before", false))), terms);
            } finally {
                depot.discard(draft);
            }
        });
    }

    /// Takes a plug-in away, with what came along for it and nobody else needs.
    ///
    /// @param name of the plug-in, of one of its algorithms or of its file
    /// @throws GliaException if there is none, others need it, it is in use and the terms say so, or its file cannot be deleted
    public synchronized List<Change> uninstall(String name, Terms terms) {
        return depot.alone(() -> {
            follower.follow();
            var gone = new LinkedHashMap<Path, Follower.Looked>();
            var named = inventory.jars(name);
            named.forEach(jar -> gone.put(jar.file(), jar));
            gone.values().forEach(Plugins::requireDeletable);
            var bundles = new ArrayList<>(bundles(gone.values()));
            var users = live.dependents(bundles);
            if (!users.isEmpty()) {
                throw new GliaException("`%s` is needed by `%s`; uninstall that first".formatted(name, String.join("` and `",
                        users.stream().map(Bundle::getSymbolicName).toList())));
            }
            addUnneeded(gone, bundles);
            var changes = gone.values().stream().map(jar -> new Change(jar.candidate().map(Candidate::name).orElse(name),
                    jar.candidate().map(one -> one.version().toString()).orElse(""), "", "", named.contains(jar) ? "" : name)).toList();
            new Swap(live, catalog, inventory::problems).carryOut(List.of(), bundles, terms, () -> {
                var moves = new ArrayList<>(gone.keySet().stream().map(Move::away).toList());
                gone.values().stream().flatMap(jar -> jar.candidate().stream()).map(Candidate::name).distinct().map(depot::previous)
                        .filter(Files::exists).map(Move::away).forEach(moves::add);
                depot.change(moves, Map.of());
            });
            follower.follow();
            return changes;
        });
    }

    private static void requireDeletable(Follower.Looked jar) {
        if (!Files.isWritable(jar.file().getParent())) {
            throw new GliaException("%s belongs to the installation, and its folder cannot be written: ask whoever looks after it".formatted(jar.file()));
        }
    }

    private List<Bundle> bundles(Collection<Follower.Looked> jars) {
        return jars.stream().flatMap(jar -> jar.candidate().stream()).flatMap(one -> inventory.running(one.hash()).stream()).toList();
    }

    /// Jars that came along and are used by nobody but those that go, until there are no more.
    private void addUnneeded(Map<Path, Follower.Looked> gone, List<Bundle> bundles) {
        var origins = depot.origins();
        boolean more = true;
        while (more) {
            more = false;
            for (var jar : follower.jars()) {
                var bundle = jar.candidate().flatMap(one -> inventory.running(one.hash()));
                if (bundle.isPresent() && jar.ofUser() && !gone.containsKey(jar.file()) && origins.getOrDefault(Live.hash(bundle.get()),
                        new Origin("", false)).brought() && bundles.containsAll(live.dependents(List.of(bundle.get())))) {
                    gone.put(jar.file(), jar);
                    bundles.add(bundle.get());
                    more = true;
                }
            }
        }
    }

    /// The repositories that the rules name, with what is in them.
    public synchronized List<Repository> repositories() {
        try (var fetch = new Fetch()) {
            return List.copyOf(new Repositories(rules.get().repositories(), fetch).repositories());
        }
    }

    /// Why a plug-in runs, or why not, in words.
    ///
    /// @param name of the plug-in, of one of its algorithms or of its file
    /// @throws GliaException if there is no such plug-in, here or in a repository
    public synchronized Why why(String name) {
        follower.follow();
        return inventory.why(name).orElseGet(() -> whyNot(name));
    }

    private Why whyNot(String name) {
        try (var fetch = new Fetch()) {
            var repositories = new Repositories(rules.get().repositories(), fetch);
            var versions = repositories.versions(name);
            if (versions.isEmpty()) {
                inventory.jars(name);
            }
            var best = versions.getFirst();
            var closure = new Closure(need -> isHere(need, best.name()), repositories.bundles());
            var sentence = closure.of(best).isPresent() ? "install it" : "it needs " + closure.unmet()
                    .map(need -> live.missing(Wanted.of(need.namespace(), need.filter()))).orElse("what no repository has together");
            return new Why(best.name(), List.of("`%s` is not installed; the repository `%s` has it in version %s: %s".formatted(best.name(),
                    best.repository(), best.version(), sentence)), List.of());
        }
    }
}

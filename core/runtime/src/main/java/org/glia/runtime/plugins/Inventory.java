package org.glia.runtime.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.glia.api.Offer;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;
import org.glia.runtime.PluginCatalog;
import org.glia.runtime.plugins.Depot.Origin;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/// What is here, as people ask for it: by name, with what there is to say of it.
final class Inventory {

    private final BundleContext context;
    private final PluginCatalog catalog;
    private final Live live;
    private final Components components;
    private final Follower follower;

    Inventory(BundleContext context, PluginCatalog catalog, Live live, Follower follower) {
        this.context = context;
        this.catalog = catalog;
        this.live = live;
        this.components = new Components(context);
        this.follower = follower;
    }

    /// Everything in the folders of plug-ins, by name, and then what comes with Glia itself.
    ///
    /// @param origins where jars came from, by hash
    List<InstalledPlugin> installed(Map<String, Origin> origins) {
        return Stream.concat(follower.jars().stream().map(jar -> installed(jar, origins)), shipped().map(this::shipped)).toList();
    }

    /// Bundles of Glia that offer something.
    private Stream<Bundle> shipped() {
        return Arrays.stream(context.getBundles()).filter(bundle -> !Live.isPlugin(bundle) && !catalog.offers(bundle).isEmpty())
                .sorted(Comparator.comparing(Bundle::getSymbolicName));
    }

    private InstalledPlugin shipped(Bundle bundle) {
        var headers = bundle.getHeaders("");
        var facts = new Facts(headers::get);
        return new InstalledPlugin(bundle.getSymbolicName(), bundle.getVersion().toString(), facts.title(), offers(bundle), facts.author(),
                facts.licence(), InstalledPlugin.State.SHIPPED, catalog.problems(bundle), "Glia", false, Optional.empty(), "");
    }

    private InstalledPlugin installed(Follower.Looked jar, Map<String, Origin> origins) {
        if (jar.candidate().isEmpty()) {
            return new InstalledPlugin(jar.file().getFileName().toString(), "", "", List.of(), "", "", InstalledPlugin.State.REFUSED,
                    List.of(jar.problem()), "put into " + jar.file().getParent(), false, Optional.of(jar.file()), "");
        }
        var candidate = jar.candidate().get();
        var bundle = running(candidate.hash());
        var origin = origins.getOrDefault(candidate.hash(), new Origin("put into " + jar.file().getParent(), false));
        return new InstalledPlugin(candidate.name(), candidate.version().toString(), candidate.title(),
                bundle.map(one -> offers(one, candidate)).orElse(candidate.offers()), candidate.author(), candidate.licence(), state(jar, bundle),
                bundle.map(this::problems).orElse(jar.problem().isEmpty() ? List.of() : List.of(jar.problem())), origin.words(), origin.brought(),
                Optional.of(jar.file()), candidate.hash());
    }

    private List<String> offers(Bundle bundle, Candidate candidate) {
        var there = offers(bundle);
        return there.isEmpty() ? candidate.offers() : there;
    }

    private List<String> offers(Bundle bundle) {
        return catalog.offers(bundle).stream().map(Offer::name).distinct().sorted().toList();
    }

    private InstalledPlugin.State state(Follower.Looked jar, Optional<Bundle> bundle) {
        return bundle.isPresent() ? follower.isLeaving(bundle.get()) ? InstalledPlugin.State.LEAVING : InstalledPlugin.State.RUNS
                : jar.problem().isEmpty() ? InstalledPlugin.State.ASIDE : InstalledPlugin.State.REFUSED;
    }

    /// The bundle of a jar.
    Optional<Bundle> running(String hash) {
        return live.plugins().stream().filter(bundle -> Live.hash(bundle).equals(hash)).findFirst();
    }

    /// What does not work in a bundle that has started.
    List<String> problems(Bundle bundle) {
        var problems = new ArrayList<>(components.problems(bundle));
        problems.addAll(catalog.problems(bundle));
        return problems;
    }

    /// The jars of a plug-in.
    ///
    /// @param name of it, of one of its algorithms, or of its file
    /// @throws GliaException if there is none
    List<Follower.Looked> jars(String name) {
        var found = called(name);
        if (found.isEmpty()) {
            shipped(name).ifPresent(bundle -> {
                throw new GliaException("`%s` comes with Glia itself, and stays".formatted(bundle.getSymbolicName()));
            });
            throw new GliaException("there is no plug-in `%s`%s".formatted(name, Suggestion.didYouMean(name, follower.jars().stream()
                    .flatMap(jar -> jar.candidate().stream()).map(Candidate::name).toList())));
        }
        return found;
    }

    private List<Follower.Looked> called(String name) {
        var found = follower.jars().stream().filter(jar -> jar.isOf(name) || jar.file().getFileName().toString().equals(name)).toList();
        if (!found.isEmpty()) {
            return found;
        }
        var offering = follower.jars().stream().flatMap(jar -> jar.candidate().stream()).filter(one -> one.offers().contains(name))
                .map(Candidate::name).distinct().toList();
        if (offering.size() > 1) {
            throw new GliaException("`%s` is in the plug-ins %s: name one of them".formatted(name, String.join(" and ", offering)));
        }
        return follower.jars().stream().filter(jar -> offering.stream().anyMatch(jar::isOf)).toList();
    }

    private Optional<Bundle> shipped(String name) {
        return shipped().filter(bundle -> bundle.getSymbolicName().equals(name) || offers(bundle).contains(name)).findFirst();
    }

    /// The symbolic name of the plug-in that is called so, or of whose algorithms one is.
    ///
    /// @throws GliaException if there is none, or its jar cannot be read
    String symbolicName(String name) {
        return jars(name).getFirst().candidate().map(Candidate::name)
                .orElseThrow(() -> new GliaException("`%s` cannot be read; install it again".formatted(name)));
    }

    /// Why a plug-in runs, or why not; empty if there is none of that name.
    Optional<Why> why(String name) {
        var jars = called(name);
        return jars.isEmpty() ? shipped(name).map(this::whyShipped) : Optional.of(why(name, jars));
    }

    private Why whyShipped(Bundle bundle) {
        return new Why(bundle.getSymbolicName(), List.of("`%s` %s comes with Glia itself and offers %s".formatted(bundle.getSymbolicName(),
                bundle.getVersion(), String.join(", ", offers(bundle)))), Live.wiring(bundle));
    }

    private Why why(String name, List<Follower.Looked> jars) {
        var sentences = new ArrayList<String>();
        var wiring = new ArrayList<String>();
        for (var jar : jars) {
            var bundle = jar.candidate().flatMap(one -> running(one.hash()));
            if (bundle.isEmpty()) {
                sentences.add(jar.problem().isEmpty() ? "%s lies aside in %s: another version is used".formatted(
                        jar.candidate().map(Candidate::called).orElse(name), jar.file()) : jar.problem());
                continue;
            }
            var candidate = jar.candidate().orElseThrow();
            var offers = offers(bundle.get());
            sentences.add("%s %s%s".formatted(candidate.called(), follower.isLeaving(bundle.get()) ? "goes when the work that uses it has ended" : "runs",
                    offers.isEmpty() ? candidate.library() ? ", for others to use" : ", and offers nothing" : " and offers " + String.join(", ", offers)));
            catalog.work(bundle.get()).forEach(work -> sentences.add("it is in use for " + work));
            sentences.addAll(problems(bundle.get()));
            wiring.addAll(Live.wiring(bundle.get()));
        }
        return new Why(name, sentences, wiring);
    }
}

package org.glia.runtime.plugins;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;
import org.osgi.framework.Version;

/// What the repositories that the rules name have, read when it is asked for.
final class Repositories {

    private final Map<String, URI> addresses;
    private final Fetch fetch;
    private final List<Repository> repositories = new ArrayList<>();
    private final List<Indexed> bundles = new ArrayList<>();

    Repositories(Map<String, URI> addresses, Fetch fetch) {
        this.addresses = addresses;
        this.fetch = fetch;
        addresses.forEach(this::read);
    }

    private void read(String name, URI address) {
        try {
            var read = fetch.get(address, bytes -> IndexReader.read(name, address, bytes));
            bundles.addAll(read);
            repositories.add(new Repository(name, address, read.stream().map(one -> one.name() + " " + one.version()).sorted().toList(), ""));
        } catch (GliaException e) {
            repositories.add(new Repository(name, address, List.of(), e.getMessage()));
        }
    }

    List<Repository> repositories() {
        return repositories;
    }

    List<Indexed> bundles() {
        return bundles;
    }

    /// All versions of the bundle of that name, or else of the one that has an algorithm of that name; the highest first.
    ///
    /// @throws GliaException if several bundles have such an algorithm
    List<Indexed> versions(String name) {
        var offering = bundles.stream().filter(one -> one.offers().contains(name)).map(Indexed::name).distinct().sorted().toList();
        boolean isBundle = bundles.stream().anyMatch(one -> one.name().equals(name));
        if (!isBundle && offering.size() > 1) {
            throw new GliaException("`%s` is in %s: name one of them".formatted(name, String.join(" and ", offering)));
        }
        var wanted = isBundle || offering.isEmpty() ? name : offering.getFirst();
        return bundles.stream().filter(one -> one.name().equals(wanted)).sorted(Comparator.comparing(Indexed::version).reversed()).toList();
    }

    /// @throws GliaException if no repository has it; the message says what there is
    List<Indexed> require(String name) {
        requireSome("look for `%s` in: name a file, or ".formatted(name));
        var found = versions(name);
        if (found.isEmpty()) {
            var unread = repositories.stream().map(Repository::problem).filter(problem -> !problem.isEmpty()).toList();
            throw new GliaException("no repository has `%s`%s%s".formatted(name,
                    Suggestion.didYouMean(name, bundles.stream().flatMap(one -> Stream.concat(Stream.of(one.name()), one.offers().stream())).toList()),
                    unread.isEmpty() ? "" : "; not all could be read: " + String.join("; ", unread)));
        }
        return found;
    }

    /// @param why what a repository is wanted for, and what else could be done
    void requireSome(String why) {
        if (addresses.isEmpty()) {
            throw new GliaException("there is no repository to %sadd a line `repository.NAME = ADDRESS` to etc/plugins.properties".formatted(why));
        }
    }

    /// Copies a jar into the depot, if it is the one that the index promises.
    Path stage(Indexed wanted, Depot depot) {
        var draft = fetch.get(wanted.content(), depot::stage);
        var hash = fetch.get(draft.toUri(), bytes -> Hash.of(draft));
        if (!hash.equals(wanted.hash())) {
            depot.discard(draft);
            throw new GliaException("the jar of `%s` %s at %s is not the one that the repository `%s` speaks of (another SHA-256): tell whoever keeps it"
                    .formatted(wanted.name(), wanted.version(), wanted.content(), wanted.repository()));
        }
        return draft;
    }

    /// A version, as users write it.
    static Version version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw new GliaException("`%s` is no version; write it as 1.2.3".formatted(text), e);
        }
    }
}

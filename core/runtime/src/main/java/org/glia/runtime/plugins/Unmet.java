package org.glia.runtime.plugins;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/// Says in words why a bundle that the framework knows cannot be resolved: what is missing, what is there instead, what to do.
final class Unmet {

    private final FrameworkWiring wiring;

    Unmet(FrameworkWiring wiring) {
        this.wiring = wiring;
    }

    /// What follows "it " in a sentence; at least one.
    List<String> reasons(Bundle bundle) {
        var reasons = new LinkedHashSet<String>();
        collect(bundle, reasons, new HashSet<>());
        if (reasons.isEmpty()) {
            reasons.addAll(conflicts(bundle));
        }
        if (reasons.isEmpty()) {
            reasons.add("needs bundles that are here, but not in versions that go together: update it and what it needs");
        }
        return List.copyOf(reasons);
    }

    private void collect(Bundle bundle, Set<String> reasons, Set<Bundle> seen) {
        seen.add(bundle);
        for (var requirement : mandatory(bundle)) {
            var providers = wiring.findProviders(requirement);
            if (providers.isEmpty()) {
                reasons.add("needs " + missing(Wanted.of(requirement)));
            } else if (providers.stream().noneMatch(one -> isUsable(one, bundle))) {
                var broken = providers.iterator().next().getRevision().getBundle();
                if (!seen.contains(broken)) {
                    var below = new LinkedHashSet<String>();
                    collect(broken, below, seen);
                    var named = "needs `%s` %s, which cannot run either".formatted(broken.getSymbolicName(), broken.getVersion());
                    reasons.addAll(below.isEmpty() ? List.of(named + ": install it again")
                            : below.stream().map(reason -> named + ": it " + reason).toList());
                }
            }
        }
    }

    /// What must be there for a bundle to be resolved.
    static List<BundleRequirement> mandatory(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream().filter(one ->
                !Constants.RESOLUTION_OPTIONAL.equals(one.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(one.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(one.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE)))
                .toList();
    }

    private static boolean isUsable(BundleCapability capability, Bundle asking) {
        var provider = capability.getRevision().getBundle();
        return provider.equals(asking) || provider.getState() != Bundle.INSTALLED;
    }

    /// What follows "needs " for something that nobody has as it is wanted.
    String missing(Wanted wanted) {
        var there = wiring.findProviders(wanted.inAnyVersion());
        return switch (wanted.namespace()) {
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                    "%s, and this is Java %d: start Glia with a Java that is one, or ask for a build for this one".formatted(wanted.words(),
                            Runtime.version().feature());
            case PackageNamespace.PACKAGE_NAMESPACE -> there.isEmpty() ? wanted.words() + nowhere(wanted) : instead(wanted, there);
            case BundleNamespace.BUNDLE_NAMESPACE -> there.isEmpty() ? wanted.words() + ": install it" : instead(wanted, there);
            default -> there.isEmpty() ? wanted.words() + ", which nothing here offers: install the bundle that does" : instead(wanted, there);
        };
    }

    private static String nowhere(Wanted wanted) {
        return wanted.isOurs() ? ", which is not in this Glia: get a Glia that has it"
                : "; install the bundle that exports it, or let the plug-in bring it along";
    }

    private static String instead(Wanted wanted, Iterable<BundleCapability> there) {
        var versions = new TreeSet<Version>();
        there.forEach(one -> versions.add(version(one)));
        var words = versions.stream().map(Version::toString).collect(Collectors.joining(" and "));
        if (wanted.versions().map(range -> versions.stream().anyMatch(range::includes)).orElse(true)) {
            return "%s with attributes that the one here (%s) has not: ask its author what it needs".formatted(wanted.words(), words);
        }
        return "%s, this is %s: %s".formatted(wanted.words(), words, wanted.isOurs()
                ? "get a build of it for this Glia, or a Glia that has it" : "install it in a version that is in that range");
    }

    private static Version version(BundleCapability capability) {
        var attribute = BundleNamespace.BUNDLE_NAMESPACE.equals(capability.getNamespace())
                ? Constants.BUNDLE_VERSION_ATTRIBUTE : Constants.VERSION_ATTRIBUTE;
        return capability.getAttributes().get(attribute) instanceof Version version ? version : Version.emptyVersion;
    }

    /// Packages that a bundle would get in one version, and that those whose packages it uses have in another one: classes of both
    /// would meet (OSGi Core 8, 3.7.5).
    private List<String> conflicts(Bundle bundle) {
        var imports = new LinkedHashMap<String, List<BundleCapability>>();
        for (var requirement : mandatory(bundle)) {
            if (requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
                imports.put(Wanted.of(requirement).name(), List.copyOf(wiring.findProviders(requirement)));
            }
        }
        var found = new ArrayList<String>();
        imports.forEach((name, providers) -> {
            if (providers.size() == 1) {
                used(providers.getFirst()).forEach(used -> conflict(name, providers.getFirst(), used, imports).ifPresent(found::add));
            }
        });
        return found;
    }

    private static Optional<String> conflict(String name, BundleCapability provider, String used, Map<String, List<BundleCapability>> imports) {
        var mine = imports.getOrDefault(used, List.of());
        var theirs = source(provider.getRevision().getBundle(), used);
        if (mine.isEmpty() || theirs.isEmpty() || mine.contains(theirs.get())) {
            return Optional.empty();
        }
        var other = provider.getRevision().getBundle();
        return Optional.of(("needs %s of `%s` %s, which works with %s %s, and wants %s in another version (%s) itself: ask for a build of it that goes "
                + "with `%s`").formatted(name, other.getSymbolicName(), other.getVersion(), used, version(theirs.get()), used,
                mine.stream().map(one -> version(one).toString()).collect(Collectors.joining(" or ")), other.getSymbolicName()));
    }

    private static List<String> used(BundleCapability capability) {
        return Clause.of(capability.getDirectives().get(Constants.USES_DIRECTIVE)).stream().flatMap(clause -> clause.paths().stream()).toList();
    }

    /// Where a resolved bundle has a package from.
    private static Optional<BundleCapability> source(Bundle bundle, String name) {
        var resolved = bundle.adapt(org.osgi.framework.wiring.BundleWiring.class);
        if (resolved == null) {
            return Optional.empty();
        }
        return resolved.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream().map(wire -> wire.getCapability())
                .filter(one -> name.equals(one.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))).findFirst()
                .or(() -> resolved.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .filter(one -> name.equals(one.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))).findFirst());
    }
}

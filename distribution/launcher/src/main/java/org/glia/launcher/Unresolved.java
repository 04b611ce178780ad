package org.glia.launcher;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;

/// Says in words why a bundle does not resolve: what it needs and nobody offers.
final class Unresolved {

    private static final Pattern NAME = Pattern.compile("\\((?:osgi\\.[a-z.]+)=([^)]+)\\)");
    private static final Pattern FLOOR = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    private final Bundle bundle;
    private final FrameworkWiring wiring;

    Unresolved(Bundle bundle, FrameworkWiring wiring) {
        this.bundle = bundle;
        this.wiring = wiring;
    }

    /// @return what follows "cannot run: " in a sentence
    String explanation() {
        var requirements = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(Unresolved::isMandatory).toList();

        var missing = requirements.stream().filter(r -> wiring.findProviders(r).isEmpty()).map(Unresolved::inWords).toList();
        if (!missing.isEmpty()) {
            return "it needs " + String.join(" and ", missing) + ", which no installed bundle offers";
        }
        var broken = requirements.stream().flatMap(r -> brokenProvider(r).stream()).distinct().toList();
        if (!broken.isEmpty()) {
            return "it needs " + String.join(" and ", broken) + ", which cannot run either";
        }
        return "what it needs is there, but not in versions that go together";
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        var directives = requirement.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    private Optional<String> brokenProvider(Requirement requirement) {
        var providers = wiring.findProviders(requirement).stream().map(c -> c.getRevision().getBundle()).toList();
        return providers.contains(bundle) || providers.stream().anyMatch(p -> p.getState() != Bundle.INSTALLED)
                ? Optional.empty()
                : Optional.of(providers.stream().map(p -> "`" + Launch.nameOf(p) + "`").collect(Collectors.joining(" or ")));
    }

    static String inWords(Requirement requirement) {
        var filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        var name = find(NAME, filter).orElse(filter);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + name + range(filter);
            case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle " + name;
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> javaVersion(filter);
            default -> requirement.getNamespace() + " " + name + range(filter);
        };
    }

    private static String javaVersion(String filter) {
        return find(Pattern.compile("\\(version=([^)]+)\\)"), filter).map(v -> "Java " + v + " or newer").orElse("another Java: " + filter);
    }

    private static String range(String filter) {
        var floor = find(FLOOR, CEILING.matcher(filter).replaceAll(""));
        var ceiling = find(CEILING, filter);
        if (floor.isEmpty()) {
            return "";
        }
        return ceiling.map(c -> " in a version from " + floor.get() + " up to, not including, " + c)
                .orElse(" in version " + floor.get() + " or newer");
    }

    private static Optional<String> find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

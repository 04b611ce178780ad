package org.glia.runtime.plugins;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/// One thing that a bundle must have, in words.
///
/// @param namespace what kind of thing
/// @param name      of it, or the whole filter where no name can be told
/// @param versions  from the first, included, up to the second, excluded; empty where any will do
record Wanted(String namespace, String name, Optional<VersionRange> versions) {

    private static final Pattern FLOOR = Pattern.compile("\\([a-z-]*version>=([^)]+)\\)");
    private static final Pattern EXCLUDED_CEILING = Pattern.compile("\\(!\\([a-z-]*version>=([^)]+)\\)\\)");
    private static final Pattern INCLUDED_CEILING = Pattern.compile("\\([a-z-]*version<=([^)]+)\\)");
    private static final Pattern EXACTLY = Pattern.compile("\\([a-z-]*version=([^)*]+)\\)");

    static Wanted of(Requirement requirement) {
        return of(requirement.getNamespace(), requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""));
    }

    static Wanted of(String namespace, String filter) {
        var name = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)*]+)\\)").matcher(filter);
        return new Wanted(namespace, name.find() ? name.group(1) : filter, range(filter));
    }

    private static Optional<VersionRange> range(String filter) {
        try {
            var exactly = find(EXACTLY, filter);
            if (exactly.isPresent()) {
                return Optional.of(new VersionRange("[" + exactly.get() + "," + exactly.get() + "]"));
            }
            var excluded = find(EXCLUDED_CEILING, filter);
            var included = find(INCLUDED_CEILING, filter);
            var floor = find(FLOOR, EXCLUDED_CEILING.matcher(filter).replaceAll("")).orElse("0");
            if (excluded.isEmpty() && included.isEmpty()) {
                return floor.equals("0") ? Optional.empty() : Optional.of(new VersionRange(floor));
            }
            return Optional.of(new VersionRange('[', Version.parseVersion(floor), Version.parseVersion(excluded.or(() -> included).orElseThrow()),
                    excluded.isPresent() ? ')' : ']'));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The same in any version.
    Requirement inAnyVersion() {
        var filter = name.startsWith("(") || name.isEmpty() ? name : "(" + namespace + "=" + name + ")";
        return new Asked(namespace, filter.isEmpty() ? Map.of() : Map.of(Constants.FILTER_DIRECTIVE, filter));
    }

    String words() {
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> (isOurs() ? "" : "the package ") + name + range();
            case BundleNamespace.BUNDLE_NAMESPACE -> "the bundle " + name + range();
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> java();
            default -> namespace + " " + name + range();
        };
    }

    boolean isOurs() {
        return name.startsWith(Here.OURS);
    }

    private String range() {
        return versions.map(range -> " " + (range.getRight() == null ? range.getLeft() + " or newer" : range)).orElse("");
    }

    private String java() {
        return name.startsWith("JavaSE") && versions.isPresent() ? "Java " + java(versions.get().getLeft()) : "the execution environment " + name + range();
    }

    static String java(Version version) {
        return version.getMajor() == 1 && version.getMinor() > 0 ? "1." + version.getMinor() : Integer.toString(version.getMajor());
    }

    private record Asked(String getNamespace, Map<String, String> getDirectives) implements Requirement {

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Resource getResource() {
            return null;
        }
    }
}

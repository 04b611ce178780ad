package org.glia.runtime.plugins;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;

/// A bundle in the index of a repository.
///
/// @param name       its symbolic name
/// @param hash       the SHA-256 of its jar
/// @param content    where its jar is
/// @param repository the name of the repository
record Indexed(String name, Version version, String hash, URI content, String repository, List<Offer> capabilities, List<Need> requirements) {

    Indexed {
        capabilities = List.copyOf(capabilities);
        requirements = List.copyOf(requirements);
    }

    /// What a bundle has: a capability.
    record Offer(String namespace, Map<String, Object> attributes) {
    }

    /// What must be there for a bundle to be resolved: a requirement that is neither optional nor for later.
    record Need(String namespace, String filter) {

        boolean isMetBy(String other, Map<String, Object> attributes) {
            try {
                return namespace.equals(other) && (filter.isEmpty() || FrameworkUtil.createFilter(filter).matches(attributes));
            } catch (InvalidSyntaxException e) {
                return false;
            }
        }
    }

    /// Name and version, as sentences have it.
    String called() {
        return "`%s` %s".formatted(name, version);
    }

    /// The names of its algorithms.
    List<String> offers() {
        return capabilities.stream().filter(one -> one.namespace().startsWith(Here.OURS)).map(one -> one.attributes().get(one.namespace()))
                .filter(String.class::isInstance).map(String.class::cast).distinct().sorted().toList();
    }

    boolean meets(Need need) {
        return capabilities.stream().anyMatch(one -> need.isMetBy(one.namespace(), one.attributes()));
    }
}

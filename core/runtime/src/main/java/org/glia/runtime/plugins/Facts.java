package org.glia.runtime.plugins;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.osgi.framework.Constants;

/// What the headers of a bundle tell people.
///
/// @param headers gives the value of a header, or null
record Facts(UnaryOperator<String> headers) {

    Optional<String> said(String header) {
        return Optional.ofNullable(headers.apply(header)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// Its name for people; the symbolic name where it has none.
    String title() {
        return said(Constants.BUNDLE_NAME).orElseGet(() -> Clause.of(headers.apply(Constants.BUNDLE_SYMBOLICNAME)).getFirst().paths().getFirst());
    }

    String author() {
        return said(Constants.BUNDLE_VENDOR).or(() -> Clause.of(headers.apply("Bundle-Developers")).stream().findFirst()
                .map(clause -> clause.attributes().getOrDefault("name", clause.paths().getFirst()))).orElse("");
    }

    String licence() {
        return Clause.of(headers.apply("Bundle-License")).stream().flatMap(clause -> clause.paths().stream()).collect(Collectors.joining(", "));
    }
}

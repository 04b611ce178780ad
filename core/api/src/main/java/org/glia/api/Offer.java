package org.glia.api;

import org.glia.api.model.Plugin;

/// What a catalog says of a service without holding on to it: text only, so that it may be kept when the plug-in has
/// gone.
public sealed interface Offer permits AlgorithmOffer, MeasureOffer, SourceOffer {

    /// The word that people use for it.
    String name();

    /// A few words on what it is.
    String title();

    /// Where it comes from.
    Plugin plugin();

    /// The name that is unique even where two plug-ins offer the same one: `name@plugin`.
    default String address() {
        return name() + "@" + plugin().name();
    }
}

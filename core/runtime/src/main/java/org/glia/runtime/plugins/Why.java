package org.glia.runtime.plugins;

import java.util.List;

/// Why a plug-in runs, or why not.
///
/// @param name      what was asked about
/// @param sentences what is so, what is missing, what is there instead, what to do
/// @param wiring    what it is wired to, a line each; empty if it does not run
public record Why(String name, List<String> sentences, List<String> wiring) {

    public Why {
        sentences = List.copyOf(sentences);
        wiring = List.copyOf(wiring);
    }
}

package org.glia.runtime.plugins;

/// One plug-in that came, was replaced or went, or would.
///
/// @param name   its symbolic name
/// @param before its version before; empty if there was none
/// @param after  its version now; empty if it went
/// @param origin where what is now there came from; empty if it went
/// @param because what it was brought along for, or what it went with; empty where it was named itself
public record Change(String name, String before, String after, String origin, String because) {
}

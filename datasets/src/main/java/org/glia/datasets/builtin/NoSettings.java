package org.glia.datasets.builtin;

/// The settings of a data set that is what it is.
public record NoSettings() {
}

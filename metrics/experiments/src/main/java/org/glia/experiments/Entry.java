package org.glia.experiments;

import java.time.Instant;

/// A study in the store's list.
///
/// @param study   what was asked
/// @param entered when it was first asked
/// @param tally   how its trials stand
/// @param open    how many trials are planned or under way
public record Entry(Study study, Instant entered, Tally tally, int open) {
}

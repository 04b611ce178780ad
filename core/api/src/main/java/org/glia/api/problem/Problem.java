package org.glia.api.problem;

import java.io.Serializable;
import java.util.Objects;

/// One thing that is wrong with a text: what, and where.
///
/// @param message one sentence in the user's terms
/// @param start where the wrong part starts in the source text (0-based, in chars), or -1 if unknown
/// @param end where it ends, exclusive, or -1 if unknown; `start == end` points between two characters
public record Problem(String message, int start, int end) implements Serializable {

    /// @throws IllegalArgumentException if only one end is known, or the end lies before the start
    public Problem {
        Objects.requireNonNull(message, "message");
        if (start < 0 || end < 0) {
            if (start != -1 || end != -1) {
                throw new IllegalArgumentException("a problem's place is start and end, or -1 and -1; not "
                        + start + " and " + end);
            }
        } else if (end < start) {
            throw new IllegalArgumentException("a problem cannot end (" + end + ") before it starts (" + start + ")");
        }
    }

    /// A problem whose place is unknown.
    public Problem(String message) {
        this(message, -1, -1);
    }

    /// Whether the place in the source text is known.
    public boolean located() {
        return start >= 0;
    }

    /// The same problem in a longer text that holds the source text from `offset` on.
    public Problem shifted(int offset) {
        return located() ? new Problem(message, start + offset, end + offset) : this;
    }
}

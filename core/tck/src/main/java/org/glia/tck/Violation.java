package org.glia.tck;

import org.opentest4j.AssertionFailedError;

/// The estimator breaks the contract, in a sentence for its author. Anything else that a check throws is a mistake of
/// the kit's own.
final class Violation extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    Violation(String message) {
        super(message);
    }

    Violation(String message, Throwable cause) {
        super(message, cause);
    }

    /// The same, with a further line that says where it happened.
    Violation in(String circumstances) {
        var wider = new Violation(getMessage() + "\n" + circumstances, getCause());
        wider.setStackTrace(getStackTrace());
        return wider;
    }

    /// @throws Violation if the condition does not hold
    static void unless(boolean condition, String message, Object... details) {
        if (!condition) {
            throw new Violation(message.formatted(details));
        }
    }
}

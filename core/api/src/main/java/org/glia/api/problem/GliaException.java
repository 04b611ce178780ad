package org.glia.api.problem;

/// A request that cannot be carried out, explained to the person who made it.
///
/// The message is a sentence in the user's terms that names the thing, the value, what is valid and the cure; several
/// problems make several lines. It never names a Java class.
public class GliaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Says what is wrong and how to cure it.
    public GliaException(String message) {
        super(message);
    }

    /// Says what is wrong and how to cure it; the cause is for traces only.
    public GliaException(String message, Throwable cause) {
        super(message, cause);
    }
}

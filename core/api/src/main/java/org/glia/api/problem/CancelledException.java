package org.glia.api.problem;

/// Work that stopped because its user asked for it: no failure, and nothing to cure.
public class CancelledException extends GliaException {

    private static final long serialVersionUID = 1L;

    /// Says what was cancelled.
    public CancelledException(String message) {
        super(message);
    }

    /// Says what was cancelled; the cause (an interrupt, for one) is for traces only.
    public CancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}

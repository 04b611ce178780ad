package org.glia.measures;

/// Why a measure has no value here; ends its computation wherever that is found out.
final class NoScore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param reason one sentence, for people
    NoScore(String reason) {
        super(reason, null, false, false);
    }
}

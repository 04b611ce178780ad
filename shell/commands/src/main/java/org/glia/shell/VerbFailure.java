package org.glia.shell;

/// What a verb threw, with the statement that its places refer to.
final class VerbFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String statement;

    VerbFailure(String statement, Throwable cause) {
        super(cause.getMessage(), cause);
        this.statement = statement;
    }

    String statement() {
        return statement;
    }
}

package org.glia.api.problem;

/// Data that are malformed, or not what the request needs; the message names the column, or the line and column of a file.
public class DataException extends GliaException {

    private static final long serialVersionUID = 1L;

    /// Says what is wrong with the data and how to cure it.
    public DataException(String message) {
        super(message);
    }

    /// Says what is wrong with the data and how to cure it; the cause is for traces only.
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.glia.runtime.file;

import java.io.IOException;

/// A file is not what it says it is; the message is a part of a sentence.
final class Malformed extends IOException {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message);
    }
}

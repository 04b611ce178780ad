package org.glia.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What the README of this module shows.
final class Readme {

    private Readme() {
    }

    /// @return the only block of code in a language
    static String block(String language) throws IOException {
        var blocks = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(Path.of("README.md"))).results().toList();
        if (blocks.size() != 1) {
            throw new IOException("README.md has " + blocks.size() + " blocks of " + language + ", not one");
        }
        return blocks.getFirst().group(1);
    }
}

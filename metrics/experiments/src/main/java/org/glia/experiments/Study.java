package org.glia.experiments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What trials are kept under: an experiment, a search for settings, a curve. The same question asked again is the same study,
/// so it goes on where it ended.
///
/// @param kind       a word: `experiment`, `tune` ...
/// @param title      for people
/// @param definition all that was asked, as JSON
public record Study(String kind, String title, String definition) {

    private static final int DIGITS = 12;

    /// What people call it by: the first digits of the SHA-256 of all that is said of it.
    public String id() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : new String[] {kind, title, definition}) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

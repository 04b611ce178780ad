package org.glia.shell.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Where text goes.
///
/// @param width   how many columns there are; [#UNLIMITED] in files and pipes
/// @param charset what the bytes mean
/// @param color   whether escape sequences are understood and wanted
public record Medium(int width, Charset charset, boolean color) {

    public static final int UNLIMITED = Integer.MAX_VALUE;

    /// A pipe or a file: no limits, no colours.
    public static Medium pipe() {
        return new Medium(UNLIMITED, StandardCharsets.UTF_8, false);
    }

    public boolean isTerminal() {
        return width != UNLIMITED;
    }

    /// The first text if its characters exist here, otherwise the second, which is ASCII.
    public String either(String text, String ascii) {
        return charset.newEncoder().canEncode(text) ? text : ascii;
    }

    String bold(String text) {
        return color ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    public String red(String text) {
        return color ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}

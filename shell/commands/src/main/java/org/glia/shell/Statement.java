package org.glia.shell;

/// A statement of a script, a command line or a prompt.
///
/// @param text as it was written
/// @param line the number of the line that it starts in, from 1
/// @param gogo what Gogo is given to execute
/// @param open whether the text ends before the statement does
record Statement(String text, int line, String gogo, boolean open) {
}

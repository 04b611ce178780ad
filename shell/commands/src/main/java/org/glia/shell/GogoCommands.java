package org.glia.shell;

import java.util.List;

import org.apache.felix.service.command.CommandProcessor;

/// Which commands of Gogo there are beside our verbs. They are named here rather than asked for, so that their classes are
/// loaded at their first use.
final class GogoCommands {

    /// Of the verbs.
    static final String SCOPE = "glia";
    /// Of all others.
    static final String GOGO = "gogo";

    /// Where plain statements look for names. Our `head` knows by its words when that of texts is meant.
    static final String SEARCH_PATH = SCOPE + ":" + GOGO;

    /// A class of gogo.jline and what we take of it: not what needs the terminal, nor what makes Java objects.
    record Library(List<String> functions, java.util.function.Function<CommandProcessor, Object> maker) {
    }

    static final List<Library> LIBRARIES = List.of(
            new Library(List.of("cat", "cd", "date", "echo", "grep", "head", "ls", "pwd", "sort", "tail", "wc"),
                    FilePosix::new),
            new Library(List.of("each", "if", "not", "throw", "try", "until", "while", "break", "continue"),
                    processor -> new org.apache.felix.gogo.jline.Procedural()),
            new Library(List.of("format", "tac", "type"), processor -> new org.apache.felix.gogo.jline.Builtin()));

    private GogoCommands() {
    }
}

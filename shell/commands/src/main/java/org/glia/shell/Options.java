package org.glia.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;

/// What the command line asks for.
///
/// @param commands  the texts behind `-c`
/// @param script    a script file; `-` is standard input
/// @param arguments what follows the script
/// @param results   where results are kept: a file or a URL
/// @param help      whether to tell how to call the program, and nothing else
/// @param version   whether to tell the version, and nothing else
/// @param trace     whether to show stack traces
/// @param color     whether colours may be used
record Options(List<String> commands, Optional<String> script, List<String> arguments, Optional<String> results,
               boolean help, boolean version, boolean trace, boolean color) {

    static final String USAGE = """
            usage: glia [OPTIONS] [SCRIPT [ARGUMENTS]]

            Without a script and without -c, Glia asks for commands at a prompt, or reads them from standard input
            where that is no terminal. SCRIPT is a file with commands, - is standard input; ARGUMENTS are its $1, $2 ...

              -c COMMANDS   executes commands, separated by ; and stops at the first that fails; may be repeated
              --results FILE
                            keeps results in FILE, or on a server: jdbc:postgresql://HOST/DATABASE?user=NAME; otherwise
                            where a variable GLIA_RESULTS says, or in results.db of your data folder; :memory: keeps none
              --trace       shows the stack trace of what went wrong
              --no-color    uses no colours (so does a variable NO_COLOR)
              --version     tells the version
              -h, --help    tells this

            exit codes: 0 done, 1 a command failed, 2 wrong options, 130 cancelled
            commands:   glia -c help
            """;

    private static final List<String> KNOWN = List.of("-c", "--results", "--trace", "--no-color", "--version", "--help");

    Options {
        commands = List.copyOf(commands);
        arguments = List.copyOf(arguments);
    }

    /// @throws GliaException if an option is unknown, or lacks what belongs to it
    static Options parse(List<String> words) {
        var commands = new ArrayList<String>();
        var rest = List.<String>of();
        var results = Optional.<String>empty();
        boolean help = false;
        boolean version = false;
        boolean trace = false;
        boolean color = true;
        for (int i = 0; i < words.size() && rest.isEmpty(); i++) {
            switch (words.get(i)) {
                case "-c", "--command" -> {
                    if (++i == words.size()) {
                        throw new GliaException("-c needs commands: glia -c 'datasets; algorithms'");
                    }
                    commands.add(words.get(i));
                }
                case "--results" -> {
                    if (++i == words.size()) {
                        throw new GliaException("--results needs a file, or a URL: --results study.db");
                    }
                    results = Optional.of(words.get(i));
                }
                case "-h", "--help" -> help = true;
                case "--version" -> version = true;
                case "--trace" -> trace = true;
                case "--no-color" -> color = false;
                default -> {
                    if (words.get(i).startsWith("-") && !words.get(i).equals("-")) {
                        throw unknown(words.get(i));
                    }
                    rest = words.subList(i, words.size());
                }
            }
        }
        if (!commands.isEmpty() && !rest.isEmpty()) {
            throw new GliaException(("`%s` is a script, and -c gives commands: take one of them (commands with blanks stand in "
                    + "quotes: glia -c 'fit kmeans on iris')").formatted(rest.getFirst()));
        }
        return new Options(commands, rest.stream().findFirst(), rest.stream().skip(1).toList(), results, help, version, trace, color);
    }

    private static GliaException unknown(String option) {
        return new GliaException("there is no option `%s`%s; `glia --help` lists them".formatted(option,
                Suggestion.didYouMean(option, KNOWN).replaceFirst("\\?$", "")));
    }
}

package org.glia.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The words of a command line: a command, names, and options such as `--quick` or `--threads 1,2`.
///
/// @param command what to do
/// @param names   of what; all if there are none
/// @param options without their dashes; those without a value have an empty one
record Words(String command, List<String> names, Map<String, String> options) {

    private static final Set<String> FLAGS = Set.of("quick");
    private static final Set<String> WITH_VALUE = Set.of("threads", "libraries", "repeats", "data", "json", "limit", "page", "work");

    static Words of(String... arguments) {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("say what to do: " + String.join(", ", Benchmarks.COMMANDS));
        }
        var names = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        for (int i = 1; i < arguments.length; i++) {
            var word = arguments[i];
            if (!word.startsWith("--")) {
                names.add(word);
            } else if (FLAGS.contains(word.substring(2))) {
                options.put(word.substring(2), "");
            } else if (!WITH_VALUE.contains(word.substring(2))) {
                throw new IllegalArgumentException("there is no option %s; there are --%s and --%s".formatted(word,
                        String.join(", --", new java.util.TreeSet<>(FLAGS)), String.join(", --", new java.util.TreeSet<>(WITH_VALUE))));
            } else if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(word + " needs a value");
            } else {
                options.put(word.substring(2), arguments[++i]);
            }
        }
        return new Words(arguments[0], names, options);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    String value(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    int number(String option, int otherwise) {
        try {
            return Integer.parseInt(value(option, String.valueOf(otherwise)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--%s takes a whole number, not `%s`".formatted(option, value(option, "")));
        }
    }

    /// One or two by default: what this machine has.
    List<Integer> threads() {
        var both = Runtime.getRuntime().availableProcessors() > 1 ? "1,2" : "1";
        try {
            var counts = Arrays.stream(value("threads", both).split(",")).map(Integer::parseInt).toList();
            if (counts.stream().allMatch(count -> count > 0)) {
                return counts;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--threads takes numbers from 1 on, such as 1,2, not `%s`".formatted(value("threads", both)));
    }

    /// Those that an option names, separated by commas; all where it is absent.
    Predicate<String> chosen(String option) {
        var wanted = new HashSet<>(Arrays.asList(value(option, "").split(",")));
        return name -> !has(option) || wanted.contains(name);
    }

    /// Those named, where `*` stands for any letters, as a test of names and of names with sizes.
    ///
    /// @throws IllegalArgumentException if a name fits none of `known`
    Predicate<String> names(List<String> known) {
        var patterns = names.stream().map(name -> java.util.regex.Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E")).toList();
        for (var pattern : patterns) {
            if (known.stream().noneMatch(name -> pattern.matcher(name).matches() || pattern.pattern().contains(name + " "))) {
                throw new IllegalArgumentException("there is no `%s`; there are %s".formatted(
                        pattern.pattern().replace("\\Q", "").replace("\\E.*", "*").replace("\\E", ""), String.join(", ", known)));
            }
        }
        return name -> patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}

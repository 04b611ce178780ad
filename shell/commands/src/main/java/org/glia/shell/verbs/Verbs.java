package org.glia.shell.verbs;

import java.util.List;

/// All verbs. A new one is named and made here.
public final class Verbs {

    /// In the order in which help lists them.
    public static final List<String> NAMES = List.of(
            "datasets", "load", "head", "summary",
            "algorithms", "measures", "describe",
            "fit", "learn", "predict", "evaluate", "crossval", "compare", "distortion",
            "models", "show", "save", "open",
            "help", "version", "quit", "exit");

    private Verbs() {
    }

    /// One of [#NAMES]. A verb's class is loaded when somebody says it, so that starting up stays quick.
    ///
    /// @throws IllegalArgumentException if it is none of them
    public static Verb named(String name) {
        return switch (name) {
            case "datasets" -> new Datasets();
            case "load" -> new Load();
            case "head" -> new Head();
            case "summary" -> new Summarize();
            case "algorithms" -> new Algorithms();
            case "measures" -> new Measures();
            case "describe" -> new Describe();
            case "fit" -> new Fit();
            case "learn" -> new Learn();
            case "predict" -> new Predict();
            case "evaluate" -> new Evaluate();
            case "crossval" -> new CrossValidate();
            case "compare" -> new Compare();
            case "distortion" -> new Distort();
            case "models" -> new Models();
            case "show" -> new Show();
            case "save" -> new Save();
            case "open" -> new Open();
            case "help" -> new Help();
            case "version" -> new Version();
            case "quit", "exit" -> new Quit(name);
            default -> throw new IllegalArgumentException("no verb " + name);
        };
    }

    public static List<Verb> all() {
        return NAMES.stream().map(Verbs::named).toList();
    }
}

package org.glia.shell.verbs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.shell.words.Lexer;
import org.glia.shell.words.Word;

/// All verbs. A new one is named and made here. A verb has one word, or two: then its first word says nothing alone.
public final class Verbs {

    /// In the order in which help lists them.
    public static final List<String> NAMES = List.of(
            "datasets", "load", "head", "summary",
            "algorithms", "measures", "describe",
            "fit", "learn", "predict", "evaluate", "crossval", "compare", "tune",
            "learningcurve", "validationcurve", "threshold", "distortion",
            "experiment run",
            "results list", "results show", "results compare", "results rerun", "results export", "results delete",
            "models", "show", "save", "open",
            "plugins", "install", "update", "uninstall", "rollback", "repositories", "why",
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
            case "tune" -> new Tune();
            case "learningcurve" -> new LearningCurves();
            case "validationcurve" -> new ValidationCurves();
            case "threshold" -> new Threshold();
            case "distortion" -> new Distort();
            case "experiment run" -> new RunExperiment();
            case "results list" -> new ResultsList();
            case "results show" -> new ResultsShow();
            case "results compare" -> new ResultsCompare();
            case "results rerun" -> new ResultsRerun();
            case "results export" -> new ResultsExport();
            case "results delete" -> new ResultsDelete();
            case "models" -> new Models();
            case "show" -> new Show();
            case "save" -> new Save();
            case "open" -> new Open();
            case "plugins" -> new ListPlugins();
            case "install" -> new Install();
            case "update" -> new Update();
            case "uninstall" -> new Uninstall();
            case "rollback" -> new Rollback();
            case "repositories" -> new ListRepositories();
            case "why" -> new WhyPlugin();
            case "help" -> new Help();
            case "version" -> new Version();
            case "quit", "exit" -> new Quit(name);
            default -> throw new IllegalArgumentException("no verb " + name);
        };
    }

    /// The words that statements begin with.
    public static List<String> firstWords() {
        return NAMES.stream().map(name -> name.split(" ")[0]).distinct().toList();
    }

    /// The words that can follow such a word where it says nothing alone; none for a verb of one word.
    public static List<String> secondWords(String first) {
        return NAMES.stream().filter(name -> name.startsWith(first + " ")).map(name -> name.substring(first.length() + 1)).toList();
    }

    /// What can be done with one of the [#firstWords].
    public static String help(String first) {
        return NAMES.contains(first) ? named(first).syntax().help() : String.join(", ", secondWords(first));
    }

    /// The verb of a statement that begins with these words.
    ///
    /// @param second empty if the statement has but one word
    public static Optional<Verb> find(String first, String second) {
        return Stream.of(first, first + " " + second).filter(NAMES::contains).findFirst().map(Verbs::named);
    }

    /// The verb of a statement that begins with one of the [#firstWords].
    ///
    /// @throws RecipeException if its second word says nothing; it points at it
    public static Verb said(String statement) {
        var words = Lexer.words(statement);
        var first = words.getFirst();
        var second = words.size() > 1 ? words.get(1) : new Word("", statement.length(), statement.length());
        return find(first.raw(), second.raw()).orElseThrow(() -> {
            var known = secondWords(first.raw());
            return new RecipeException("%s%s; `help %s` explains them".formatted(second.raw().isEmpty()
                            ? "after `%s` comes %s".formatted(first.raw(), oneOf(known))
                            : "`%s %s` says nothing: after `%1$s` comes %s".formatted(first.raw(), second.raw(), oneOf(known)),
                    Suggestion.nearest(second.raw(), known).map(near -> " (did you mean `" + near + "`?)").orElse(""), first.raw()),
                    statement, second.start(), second.end());
        });
    }

    private static String oneOf(List<String> words) {
        return (words.size() == 1 ? "" : "one of ") + String.join(", ", words);
    }

    public static List<Verb> all() {
        return NAMES.stream().map(Verbs::named).toList();
    }
}

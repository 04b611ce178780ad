package org.glia.shell.words;

import java.util.Optional;

/// A part of a verb's sentence, declared once: parsing, completion, usage and error messages read this.
///
/// @param label    what stands for it in usage: `RECIPE`
/// @param help     what it is, in a few words
/// @param keyword  the word before it (`on`), or the key (`seed=`); empty for what follows the verb
/// @param required whether a sentence needs it
/// @param wordless whether it may also follow the verb without its keyword
/// @param fallback what counts where it is not said
/// @param kind     which words it takes
/// @param <T>      what is read
public record Part<T>(String label, String help, String keyword, boolean required, boolean wordless,
                      Optional<T> fallback, Kind<T> kind) {

    /// What follows the verb, or what comes before it in the sentence.
    public static <T> Part<T> of(String label, Kind<T> kind, String help) {
        return new Part<>(label, help, "", true, true, Optional.empty(), kind);
    }

    /// `key=` with what counts where it is not said.
    public static <T> Part<T> option(String key, T fallback, Kind<T> kind, String help) {
        return new Part<>(key.toUpperCase(java.util.Locale.ROOT), help, key + "=", false, false,
                Optional.of(fallback), kind);
    }

    /// A word that is said or not.
    public static Part<Boolean> flag(String word, String help) {
        return new Part<>("", help, word, false, false, Optional.of(false), Kind.FLAG);
    }

    /// The same behind a word.
    public Part<T> after(String word) {
        return new Part<>(label, help, word, required, false, fallback, kind);
    }

    /// The same, with a word before it for who likes to say it.
    public Part<T> maybeAfter(String word) {
        return new Part<>(label, help, word, required, true, fallback, kind);
    }

    /// The same, which may be left out.
    public Part<T> optional() {
        return new Part<>(label, help, keyword, false, wordless, fallback, kind);
    }

    /// The same, with what counts where it is not said.
    public Part<T> orElse(T value) {
        return new Part<>(label, help, keyword, false, wordless, Optional.of(value), kind);
    }

    /// Whether it is written `key=value`.
    public boolean isOption() {
        return keyword.endsWith("=");
    }

    /// Whether it follows a word of its own.
    public boolean hasWord() {
        return !keyword.isEmpty() && !isOption();
    }

    /// Whether its word is all.
    public boolean isFlag() {
        return kind == Kind.FLAG;
    }

    /// As usage shows it: `on DATA`, `[folds=5]`.
    public String usage() {
        var text = isOption() ? keyword + fallback.map(value -> value.toString().replaceFirst("\\.0$", "")).orElse(label)
                : keyword.isEmpty() ? label : ((wordless ? "[" + keyword + "] " : keyword + " ") + label).strip();
        return required ? text : "[" + text + "]";
    }
}

package org.glia.shell.words;

import java.util.List;

import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Argument;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.RecipeSpace;

/// A part of a statement that can be pointed at.
///
/// @param statement the whole statement
/// @param start     where the part starts
/// @param end       where it ends, exclusive
public record Excerpt(String statement, int start, int end) {

    /// From the first word to the last.
    static Excerpt of(String statement, List<Word> words) {
        return new Excerpt(statement, words.getFirst().start(), words.getLast().end());
    }

    /// As it was written.
    public String raw() {
        return statement.substring(start, end);
    }

    /// What it says: without the quotes or the brackets around it, if it is one word that has them.
    public String text() {
        return aligned().strip();
    }

    /// A name or a path: as [#text()], and only the escapes that quotes need are escapes.
    public String unquoted() {
        var words = Lexer.words(raw());
        return words.size() == 1 && words.getFirst().isQuoted()
                ? raw().substring(1, raw().length() - 1).replaceAll("\\\\(?=[\"'\\\\])", "")
                : raw();
    }

    /// The recipe that stands here; its places are those in the statement.
    ///
    /// @throws RecipeException with all problems of the recipe, in the statement
    public Recipe recipe() {
        return placed(() -> Recipe.parse(aligned()));
    }

    /// The recipes that stand here: one with ranges; its places are those in the statement.
    ///
    /// @throws RecipeException with all problems of the recipe, in the statement
    public RecipeSpace space() {
        return placed(() -> RecipeSpace.parse(aligned()));
    }

    /// The settings that stand here; their places are those in the statement.
    ///
    /// @throws RecipeException with all problems of the settings, in the statement
    public List<Argument> arguments() {
        return placed(() -> Argument.parse(aligned()));
    }

    /// A problem that is here.
    public RecipeException problem(String message) {
        return new RecipeException(message, statement, start, end);
    }

    private <T> T placed(java.util.function.Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (RecipeException e) {
            throw e.within(statement, 0);
        }
    }

    /// The text behind as many blanks as put each of its characters where it stands in the statement.
    private String aligned() {
        var words = Lexer.words(raw());
        boolean wrapped = words.size() == 1 && (words.getFirst().isQuoted() || words.getFirst().isBracketed());
        if (!wrapped) {
            return " ".repeat(start) + raw();
        }
        var inner = raw().substring(1, raw().length() - 1);
        // a blank in the place of the backslash keeps the places right
        return " ".repeat(start + 1) + (words.getFirst().isQuoted() ? inner.replaceAll("\\\\(?=[\"'])", " ") : inner);
    }

    /// What was thrown about a text that [#aligned()] made, as a problem of the statement; others are left as they are.
    public static RecipeException inStatement(RecipeException problem, String statement) {
        return isAligned(problem.source(), statement) ? problem.within(statement, 0) : problem;
    }

    private static boolean isAligned(String source, String statement) {
        if (source.isBlank() || source.equals(statement) || source.length() > statement.length()) {
            return false;
        }
        int indent = source.length() - source.stripLeading().length();
        for (int i = indent; i < source.length(); i++) {
            boolean same = source.charAt(i) == statement.charAt(i) || source.charAt(i) == ' ' && statement.charAt(i) == '\\';
            if (!same) {
                return false;
            }
        }
        return true;
    }
}

package org.glia.tck;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.glia.api.problem.GliaException;

/// Runs an author's code, and judges what it throws.
final class Attempt {

    private static final Pattern JAVA_NAME = Pattern.compile(
            "\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*|\\w*Exception\\b|@[0-9a-f]{6,}\\b");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final int FEWEST_WORDS = 3;

    private Attempt() {
    }

    /// The result of what must work.
    ///
    /// @throws Violation if it throws anything
    static <T> T of(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new Violation("%s should work, and fails with %s".formatted(doing, described(e)), e);
        }
    }

    /// The result of what may work or be refused; empty where it is refused.
    ///
    /// @throws Violation if it fails otherwise than by a sentence for users
    static <T> Optional<T> orRefusal(String doing, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (Violation e) {
            throw e;
        } catch (GliaException e) {
            requireSentence(e.getMessage(), "the refusal of " + doing);
            return Optional.empty();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new Violation("%s should work or be refused by a GliaException, and fails with %s"
                    .formatted(doing, described(e)), e);
        }
    }

    /// The refusal of what must be refused.
    ///
    /// @throws Violation if it works, or fails in another way
    static <E extends GliaException> E refused(Class<E> type, String doing, Runnable work) {
        try {
            work.run();
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            if (type.isInstance(e)) {
                requireSentence(e.getMessage(), "the refusal of " + doing);
                return type.cast(e);
            }
            throw new Violation("%s should be refused by a %s, and fails with %s"
                    .formatted(doing, type.getSimpleName(), described(e)), e);
        }
        throw new Violation("%s should be refused by a %s, and is not".formatted(doing, type.getSimpleName()));
    }

    /// @throws Violation if the text is no sentence for users
    static void requireSentence(String text, String whose) {
        if (text == null || WORD.matcher(text).results().count() < FEWEST_WORDS) {
            throw new Violation("%s should be a sentence that says what is wrong and how to cure it; it is `%s`"
                    .formatted(whose, text));
        }
        var found = JAVA_NAME.matcher(text);
        if (found.find()) {
            throw new Violation("%s should be a sentence in the user's terms; it speaks of `%s`: \"%s\""
                    .formatted(whose, found.group(), text));
        }
    }

    private static String described(Throwable e) {
        var name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }
}

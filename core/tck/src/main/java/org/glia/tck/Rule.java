package org.glia.tck;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// How a check is carried out, and on what.
sealed interface Rule {

    /// Once, with all settings together.
    record OfAlgorithm(Predicate<List<Candidate>> where, Consumer<List<Candidate>> body) implements Rule {
    }

    /// For each of the settings.
    record OfSettings(Predicate<Candidate> where, Consumer<Candidate> body) implements Rule {
    }

    /// For each of the settings and each data set.
    record OfTrial(Predicate<Trial> where, Consumer<Trial> body) implements Rule {
    }

    static Rule once(Consumer<Candidate> body) {
        return new OfAlgorithm(all -> true, all -> body.accept(all.getFirst()));
    }

    static Rule onceWhere(Predicate<Candidate> where, Consumer<List<Candidate>> body) {
        return new OfAlgorithm(all -> where.test(all.getFirst()), body);
    }

    static Rule settings(Consumer<Candidate> body) {
        return new OfSettings(any -> true, body);
    }

    static Rule settings(Predicate<Candidate> where, Consumer<Candidate> body) {
        return new OfSettings(where, body);
    }

    static Rule trials(Consumer<Trial> body) {
        return new OfTrial(any -> true, body);
    }

    static Rule trials(Predicate<Trial> where, Consumer<Trial> body) {
        return new OfTrial(where, body);
    }

    /// Where models answer for rows that they were not fitted on.
    static Rule newRows(Consumer<Trial> body) {
        return newRows(any -> true, body);
    }

    static Rule newRows(Predicate<Trial> where, Consumer<Trial> body) {
        return new OfTrial(where, trial -> {
            if (trial.answersNewRows()) {
                body.accept(trial);
            }
        });
    }

    /// Carries the check out on what it applies to, whose number it returns.
    ///
    /// @throws Violation at the first that breaks it
    default int check(List<Candidate> candidates) {
        return switch (this) {
            case OfAlgorithm rule -> {
                if (!rule.where().test(candidates)) {
                    yield 0;
                }
                rule.body().accept(candidates);
                yield 1;
            }
            case OfSettings rule -> {
                int checked = 0;
                for (var candidate : candidates) {
                    if (rule.where().test(candidate)) {
                        within("  reproduce with " + candidate.code(), () -> rule.body().accept(candidate));
                        checked++;
                    }
                }
                yield checked;
            }
            case OfTrial rule -> {
                int checked = 0;
                for (var candidate : candidates) {
                    for (var trial : candidate.trials()) {
                        if (rule.where().test(trial)) {
                            within(circumstances(trial), () -> rule.body().accept(trial));
                            checked++;
                        }
                    }
                }
                yield checked;
            }
        };
    }

    private static String circumstances(Trial trial) {
        return "  reproduce with %s.specimen(\"%s\"), task %s, seed %d".formatted(trial.candidate().code(),
                trial.specimen().name(), trial.task(), Candidate.SEED);
    }

    private static void within(String circumstances, Runnable work) {
        try {
            work.run();
        } catch (Violation e) {
            throw e.in(circumstances);
        }
    }

    /// Whether there is anything to check.
    default boolean applies(List<Candidate> candidates) {
        return switch (this) {
            case OfAlgorithm rule -> rule.where().test(candidates);
            case OfSettings rule -> candidates.stream().anyMatch(rule.where());
            case OfTrial rule -> candidates.stream().flatMap(one -> one.trials().stream()).anyMatch(rule.where());
        };
    }
}

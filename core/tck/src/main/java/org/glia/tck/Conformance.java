package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.glia.api.Estimator;
import org.glia.api.data.Dataset;
import org.glia.api.problem.Suggestion;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// Proves that an estimator keeps the contract, on data that the kit makes of what the estimator says it accepts.
///
/// ```java
/// class KMeansConformanceTest {
///     @TestFactory Stream<DynamicNode> keepsTheContract() { return Conformance.of(new KMeans()).tests(); }
/// }
/// ```
///
/// Each [Check] that applies becomes a test. A message says what was expected, what came, and how to make it again.
/// Immutable: each method gives a new one.
public final class Conformance {

    private static final int MANY_ROWS = 600;

    private final Estimator<?, ?> estimator;
    private final List<String> settings;
    private final List<Estimator<?, ?>> others;
    private final List<Dataset> own;
    private final Map<Check, String> deviations;
    private final int manyRows;

    private Conformance(Estimator<?, ?> estimator, List<String> settings, List<Estimator<?, ?>> others,
                        List<Dataset> own, Map<Check, String> deviations, int manyRows) {
        this.estimator = estimator;
        this.settings = List.copyOf(settings);
        this.others = List.copyOf(others);
        this.own = List.copyOf(own);
        this.deviations = deviations;
        this.manyRows = manyRows;
    }

    /// All checks of this estimator, with its default settings.
    public static Conformance of(Estimator<?, ?> estimator) {
        return new Conformance(estimator, List.of(""), List.of(), List.of(), new EnumMap<>(Check.class), MANY_ROWS);
    }

    /// With each of these settings in turn, as a recipe writes them (`"k=3 seeding=random"`), instead of the defaults;
    /// the empty text stands for those.
    ///
    /// @throws IllegalArgumentException if there are none
    public Conformance settings(String... each) {
        if (each.length == 0) {
            throw new IllegalArgumentException("give at least one text of settings; the empty one is the defaults");
        }
        return new Conformance(estimator, List.of(each), others, own, deviations, manyRows);
    }

    /// With further estimators, which nested recipes may name.
    public Conformance with(Estimator<?, ?>... nested) {
        return new Conformance(estimator, settings, Arrays.asList(nested), own, deviations, manyRows);
    }

    /// With the author's own data instead of the generated, for the tasks that these data ask of the estimator (by
    /// their targets, as a fit would take them).
    public Conformance data(Dataset... sets) {
        return new Conformance(estimator, settings, others, List.of(sets), deviations, manyRows);
    }

    /// With so many rows in the data that must give work to several threads; 600 unless told otherwise. Choose some
    /// chunks' worth.
    public Conformance rows(int count) {
        return new Conformance(estimator, settings, others, own, deviations, count);
    }

    /// Declares that the estimator does not pass a check, for a reason. In its place stands a test that fails as soon
    /// as the estimator does pass, with all settings and data, so that no deviation outlives its cause.
    ///
    /// @throws IllegalArgumentException if there is no reason
    public Conformance deviates(Check check, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a deviation from %s needs a reason".formatted(check));
        }
        var more = new EnumMap<>(deviations);
        more.put(check, reason);
        return new Conformance(estimator, settings, others, own, more, manyRows);
    }

    /// The tests: those of the algorithm, those of each of the settings, and the declared deviations.
    public Stream<DynamicNode> tests() {
        List<Candidate> candidates;
        try {
            candidates = candidates();
        } catch (RuntimeException e) {
            return Stream.of(DynamicTest.dynamicTest("the class, its annotation and its settings can be read", () -> {
                throw new Violation("%s cannot be tried: %s"
                        .formatted(estimator.getClass().getName(), e.getMessage()), e);
            }));
        }
        var containers = new ArrayList<DynamicNode>();
        containers.add(DynamicContainer.dynamicContainer(candidates.getFirst().name(),
                tests(candidates, check -> check.rule() instanceof Rule.OfAlgorithm)));
        for (var candidate : candidates) {
            containers.add(DynamicContainer.dynamicContainer(candidate.toString(),
                    tests(List.of(candidate), check -> !(check.rule() instanceof Rule.OfAlgorithm))));
        }
        if (!deviations.isEmpty()) {
            containers.add(DynamicContainer.dynamicContainer("declared deviations", deviations.entrySet().stream()
                    .map(declared -> DynamicTest.dynamicTest("%s: %s".formatted(declared.getKey(), declared.getValue()),
                            () -> requireDeviation(declared.getKey(), declared.getValue())))));
        }
        return containers.stream();
    }

    private Stream<DynamicTest> tests(List<Candidate> candidates, Predicate<Check> chosen) {
        return Arrays.stream(Check.values()).filter(chosen)
                .filter(check -> !deviations.containsKey(check) && check.rule().applies(candidates))
                .map(check -> DynamicTest.dynamicTest("%s: %s".formatted(check, check.sentence()),
                        () -> carryOut(check, candidates)));
    }

    private List<Candidate> candidates() {
        return settings.stream().map(this::candidate).toList();
    }

    /// @throws IllegalArgumentException if there is nothing to try it on
    private Candidate candidate(String text) {
        var candidate = new Candidate(estimator, text, others, own, manyRows);
        if (candidate.trials().isEmpty()) {
            throw new IllegalArgumentException(
                    "with %s there are no data for the tasks %s and the columns %s; bring some by `data(...)`"
                    .formatted(candidate, candidate.traits().tasks(), candidate.traits().accepts()));
        }
        return candidate;
    }

    /// @throws Violation if the estimator breaks the check
    private static int carryOut(Check check, List<Candidate> candidates) {
        try {
            return check.rule().check(candidates);
        } catch (Violation e) {
            var message = "%s breaks %s (%s)\n  %s".formatted(candidates.getFirst().name(), check, check.sentence(),
                    e.getMessage());
            var told = new Violation(message, e.getCause());
            told.setStackTrace(e.getStackTrace());
            throw told;
        }
    }

    /// Carries out one check with all settings, and says how many times it was applied.
    int carryOut(Check check) {
        return carryOut(check, candidates());
    }

    private void requireDeviation(Check check, String reason) {
        int checked;
        try {
            checked = carryOut(check);
        } catch (Violation asDeclared) {
            return;
        }
        throw new Violation(checked == 0
                ? "the declared deviation from %s (%s) says nothing: the check does not apply here; remove it"
                        .formatted(check, reason)
                : "the declared deviation from %s (%s) is not true any more: the estimator passes; remove it"
                        .formatted(check, reason));
    }

    /// The generated data of a name, as messages give it: to reproduce what a check found. Its name says the task.
    ///
    /// @throws IllegalArgumentException if there are no such data; the message names those that there are
    public Dataset specimen(String name) {
        var names = new ArrayList<String>();
        for (var candidate : candidates()) {
            for (var trial : candidate.trials()) {
                if (trial.specimen().name().equals(name)) {
                    return trial.data();
                }
                names.add(trial.specimen().name());
            }
        }
        throw new IllegalArgumentException("there are no data `%s`%s; there are %s"
                .formatted(name, Suggestion.didYouMean(name, names), names));
    }
}

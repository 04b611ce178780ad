package org.glia.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.glia.api.Estimator;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each check finds the flaw that it is there for.
class FlawTest {

    /// @param finder  the check that must find it
    /// @param suite   of the estimator with the flaw
    /// @param flaw    what is wrong
    record Flaw(Check finder, Conformance suite, String flaw) {

        @Override
        public String toString() {
            return "%s finds %s".formatted(finder, flaw);
        }
    }

    static List<Flaw> flaws() {
        var flaws = new ArrayList<Flaw>();
        for (var flaw : Odd.Flaw.values()) {
            flaws.add(flaw(flaw.foundBy, Conformance.of(new Odd()), flaw));
        }
        for (var flaw : OddOthers.Stream.Flaw.values()) {
            flaws.add(flaw(flaw.foundBy, Conformance.of(new OddOthers.Stream()), flaw));
        }
        for (var flaw : OddOthers.Rows.Flaw.values()) {
            flaws.add(flaw(flaw.foundBy, Conformance.of(new OddOthers.Rows()), flaw));
        }
        for (var flaw : OddOthers.Step.Flaw.values()) {
            flaws.add(flaw(flaw.foundBy, Conformance.of(new OddOthers.Step()), flaw));
        }
        flaws.removeIf(flaw -> flaw.flaw().equals("none"));
        flaws.add(declared(Check.NAME, new OddOthers.NamedInCapitals()));
        flaws.add(declared(Check.NAME, new OddOthers.TitledAsASentence()));
        flaws.add(declared(Check.REFERENCES, new OddOthers.WithoutReferences()));
        flaws.add(declared(Check.CLASS, new OddOthers.NotPublic()));
        flaws.add(declared(Check.CLASS, new OddOthers.WithState()));
        flaws.add(declared(Check.CLASS, new OddOthers.WithoutPlainConstructor(1)));
        flaws.add(declared(Check.VIEWS_GIVEN, new OddOthers.DeclaresAViewItLacks()));
        flaws.add(declared(Check.SEED, new OddOthers.DeclaresLuckItLacks()));
        flaws.add(new Flaw(Check.SETTINGS_ROUND_TRIP, Conformance.of(new OddOthers.HardOfHearing())
                .settings("number=9"), "settings that shrink"));
        flaws.add(declared(Check.UNKNOWN_SETTING, new OddOthers.HardOfHearing()));
        flaws.add(declared(Check.BOUNDS, new OddOthers.HardOfHearing()));
        return flaws;
    }

    private static Flaw flaw(Check finder, Conformance suite, Enum<?> flaw) {
        var word = flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Flaw(finder, suite.settings("flaw=" + word), word);
    }

    private static Flaw declared(Check finder, Estimator<?, ?> estimator) {
        return new Flaw(finder, Conformance.of(estimator), estimator.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void eachFlawIsFound(Flaw flaw) {
        var violation = assertThrows(Violation.class, () -> flaw.suite().carryOut(flaw.finder()));
        var message = violation.getMessage();
        assertTrue(message.contains(flaw.finder().name()), message);
        assertTrue(message.split("\\s+").length > 12, "says too little: " + message);
    }

    @Test
    void everyCheckHasAnEstimatorThatItFinds() {
        var unproven = EnumSet.allOf(Check.class);
        flaws().forEach(flaw -> unproven.remove(flaw.finder()));
        unproven.remove(Check.SERVICE); // has a test of its own
        assertEquals(EnumSet.noneOf(Check.class), unproven);
    }

    @TestFactory
    Stream<DynamicNode> theFlawedClassifierPassesWithoutItsFlaw() {
        return Conformance.of(new Odd()).tests();
    }

    @TestFactory
    Stream<DynamicNode> theFlawedStreamPassesWithoutItsFlaw() {
        return Conformance.of(new OddOthers.Stream()).tests();
    }

    @TestFactory
    Stream<DynamicNode> theFlawedClusteringPassesWithoutItsFlaw() {
        return Conformance.of(new OddOthers.Rows()).tests();
    }

    @TestFactory
    Stream<DynamicNode> theFlawedTransformerPassesWithoutItsFlaw() {
        return Conformance.of(new OddOthers.Step()).tests();
    }
}

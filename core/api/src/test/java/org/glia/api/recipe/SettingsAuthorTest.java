package org.glia.api.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an author of settings can get wrong, and is told when the type is read.
class SettingsAuthorTest {

    private static void assertMistakes(Class<? extends Record> type, String... expected) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> SettingsType.of(type));
        assertEquals(type.getName() + " cannot hold settings:\n" + String.join("\n", expected), wrong.getMessage());
    }

    record NoDefaults(@Setting("x") int x) { }

    @Test
    void defaultsAreNeeded() {
        assertMistakes(NoDefaults.class, "a no-argument constructor that gives the defaults is missing");
    }

    record Failing(@Setting("x") int x) {
        Failing() {
            this(1);
        }

        Failing {
            if (x > 0) {
                throw new IllegalArgumentException("x is too large");
            }
        }
    }

    @Test
    void theDefaultsMustBeMade() {
        assertMistakes(Failing.class, "the no-argument constructor of Failing fails: x is too large");
    }

    record NoHelp(int x, @Setting(" ") int y, @Setting("Ends in a stop.") int z) {
        NoHelp() {
            this(1, 1, 1);
        }
    }

    @Test
    void eachComponentNeedsHelp() {
        assertMistakes(NoHelp.class, "NoHelp.x: @Setting with a help text is missing",
                "NoHelp.y: @Setting with a help text is missing",
                "NoHelp.z: the help text ends in a full stop; it is a phrase that stands in brackets");
    }

    record BadDefaults(@Setting(value = "x", min = 1) int x, @Setting("y") double y) {
        BadDefaults() {
            this(0, 1);
        }
    }

    record NullDefault(@Setting("s") String s) {
        NullDefault() {
            this(null);
        }
    }

    record NotANumber(@Setting("x") double x) {
        NotANumber() {
            this(Double.NaN);
        }
    }

    record InfiniteDefault(@Setting(value = "x", min = 0) double x) {
        InfiniteDefault() {
            this(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void defaultsMustBeValid() {
        assertMistakes(BadDefaults.class,
                "BadDefaults: the default is not valid: `x` must be at least 1 (x); it was 0");
        assertMistakes(NullDefault.class, "NullDefault: `s`: the default is null; use Optional for what may be absent");
        assertMistakes(NotANumber.class,
                "NotANumber: `x`: the default is not a number; use Optional for what may be absent");
        assertMistakes(InfiniteDefault.class, "InfiniteDefault: the default is not valid: `x` must be a finite number,"
                + " at least 0 (x); it was `infinity`");
    }

    sealed interface Rate {
        record Constant(@Setting(value = "rate", min = 0) double rate) implements Rate {
            Constant() {
                this(-1);
            }
        }
    }

    record BadChoice(@Setting("rate") Rate rate) {
        BadChoice() {
            this(new Rate.Constant(1));
        }
    }

    @Test
    void defaultsOfChoicesMustBeValidToo() {
        assertMistakes(BadChoice.class,
                "Constant: the default is not valid: `rate` must be at least 0 (rate); it was -1");
    }

    record Unsupported(@Setting("a") int[] array, @Setting("o") Object object, @Setting("l") List<List<Integer>> lists,
                       @Setting("m") Map<Integer, Integer> map, @Setting("w") List<? extends Number> wild,
                       @Setting("n") Optional<Penalty> penalty, @Setting("c") char c) {
        Unsupported() {
            this(new int[0], "", List.of(), Map.of(), List.of(), Optional.empty(), 'c');
        }
    }

    enum Penalty { NONE, L1 }

    @Test
    void typesThatCannotBeWrittenAreRefused() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> SettingsType.of(Unsupported.class));
        var types = "; they are int, long, float, double, boolean, String, Path, enum, Recipe, Optional, List,"
                + " Map<String, ...>, records and sealed interfaces of records";
        assertEquals(List.of(
                "Unsupported.array: settings cannot be of type int[]" + types,
                "Unsupported.object: settings cannot be of type java.lang.Object" + types,
                "Unsupported.lists: java.util.List<java.util.List<java.lang.Integer>> cannot be written in a recipe: an empty"
                        + " list or map says the same as an absent one, and lists do not nest",
                "Unsupported.map: settings cannot be of type java.util.Map<java.lang.Integer, java.lang.Integer>" + types,
                "Unsupported.wild: settings cannot be of type ? extends java.lang.Number" + types,
                "Unsupported.penalty: `none` is already one of the words; do without Optional",
                "Unsupported.c: settings cannot be of type char" + types),
                wrong.getMessage().lines().skip(1).toList());
    }

    record Bounded(@Setting(value = "a", min = 2, max = 1) int a, @Setting(value = "b", min = 1) String b,
                   @Setting(value = "c", minExclusive = true) int c,
                   @Setting(value = "d", min = 1, max = 1, maxExclusive = true) int d) {
        Bounded() {
            this(1, "", 1, 1);
        }
    }

    @Test
    void boundsMustLeaveNumbersAndBeOfNumbers() {
        assertMistakes(Bounded.class,
                "Bounded.a: no number is between 2 and 1",
                "Bounded.b: min and max are for numbers",
                "Bounded.c: an exclusive bound is not given",
                "Bounded.d: no number is at least 1 and below 1");
    }

    record Tuned(@Setting(value = "a", min = 1, tune = "0..20") int a, @Setting(value = "b", tune = "0.5..2") int b,
                 @Setting(value = "c", tune = "l1,l3") Penalty c, @Setting(value = "d", tune = "20..2") int d,
                 @Setting(value = "e", tune = "3") int e, @Setting(value = "f", tune = "1..3:log") boolean f) {
        Tuned() {
            this(1, 1, Penalty.L1, 1, 1, true);
        }
    }

    @Test
    void theSearchRangeMustBeValid() {
        assertMistakes(Tuned.class,
                "Tuned.a: `tune` must be at least 1 (a); it was 0",
                "Tuned.b: `tune` must be a whole number (b); it was 0.5",
                "Tuned.c: `tune` must be `none` or `l1` (c); it was `l3`; did you mean `l1`?",
                "Tuned.d: tune: the range `20..2` is empty; write the smaller end first",
                "Tuned.e: tune: `3` is one value; write a range as 2..20 or values as a,b,c",
                "Tuned.f: `tune` must be `true` or `false` (f); it was 1",
                "Tuned.f: `tune` must be `true` or `false` (f); it was 3");
    }

    record Tunable(@Setting(value = "c", tune = "0.001..1000:log") double c,
                   @Setting(value = "p", tune = "none, l1") Penalty p,
                   @Setting(value = "b", tune = "[cart],[svc c=1..10]") Recipe base) {
        Tunable() {
            this(1, Penalty.L1, Recipe.of("cart"));
        }
    }

    @Test
    void theSearchRangeIsAValueOfTheKey() {
        assertEquals(List.of("0.001..1000:log", "{none,l1}", "{[cart],[svc c=1..10]}"),
                SettingsType.of(Tunable.class).keys().stream().map(key -> key.tune().orElseThrow().toString()).toList());
    }

    sealed interface Width {
        record Scale() implements Width {
        }

        record Value(@Setting(value = "width", tune = "0.01..10:log") double value) implements Width {
        }
    }

    record Wide(@Setting("width") Width width, @Setting("other width") Optional<Width> other, @Setting(value = "third", tune = "1..2") Width third) {
        Wide() {
            this(new Width.Scale(), Optional.empty(), new Width.Scale());
        }
    }

    @Test
    void aChoiceIsSearchedWhereItsBareAlternativeIsUnlessItSaysOtherwise() {
        assertEquals(List.of("0.01..10:log", "0.01..10:log", "1..2"),
                SettingsType.of(Wide.class).keys().stream().map(key -> key.tune().orElseThrow().toString()).toList());
    }

    record Shared(@Setting("x") int x, @Setting("k") int maxDepth) { }

    record Twice(@Group Shared one, @Group Shared two, @Setting("y") int maxdepth) {
        Twice() {
            this(new Shared(1, 1), new Shared(1, 1), 1);
        }
    }

    @Test
    void keysMustDifferInMoreThanCase() {
        assertMistakes(Twice.class, "Twice: the keys `x` and `x` are alike",
                "Twice: the keys `maxDepth` and `maxDepth` are alike", "Twice: the keys `maxDepth` and `maxdepth` are alike");
    }

    record Many(@Setting("a") int a, @Setting("b") int b, @Setting("c") int c, @Setting("d") int d, @Setting("e") int e,
                @Setting("f") int f, @Setting("g") int g, @Setting("h") int h, @Setting("i") int i, @Setting("j") int j,
                @Setting("k") int k) {
        Many() {
            this(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void aRecordHoldsAboutEightComponents() {
        assertMistakes(Many.class, "Many has 11 components; put what belongs together into nested records, marked @Group, of"
                + " about eight at most");
    }

    record GroupOfNothing(@Group int x, Inner inner) {
        record Inner(@Setting("x") int x, Optional<String> y) { }

        GroupOfNothing() {
            this(1, new Inner(1, Optional.empty()));
        }
    }

    @Test
    void nestedRecordsAreCheckedToo() {
        assertMistakes(GroupOfNothing.class, "GroupOfNothing.x: @Group marks a nested record, not int",
                "Inner.y: @Setting with a help text is missing");
    }

    sealed interface Loose {
        record Fine() implements Loose { }

        final class NoRecord implements Loose { }

        enum Word implements Loose { A }
    }

    record LooseChoice(@Setting("l") Loose l) {
        LooseChoice() {
            this(new Loose.Fine());
        }
    }

    record Endless(@Setting("x") int x, Endless more) {
        Endless() {
            this(1, null);
        }
    }

    @Test
    void choicesAreRecordsAndRecordsEnd() {
        assertMistakes(LooseChoice.class, "LooseChoice.l: the alternative NoRecord is no record",
                "LooseChoice.l: the alternative Word is no record");
        assertMistakes(Endless.class, "Endless: a record cannot contain itself; only a choice can");
    }

    record Changing(@Setting("x") int x) {
        Changing() {
            this(1);
        }

        Changing {
            x = x + 1;
        }
    }

    @Test
    void defaultsMustSurviveBeingWrittenAndRead() {
        assertMistakes(Changing.class, "Changing: the defaults are not equal to what is read of their text: Changing[x=2]"
                + " and Changing[x=3]");
    }

    record Buggy(@Setting("x") int x) {
        Buggy() {
            this(1);
        }

        Buggy {
            if (x == 7) {
                throw new IllegalStateException("a bug");
            }
        }
    }

    @Test
    void aBugInTheConstructorIsNotTheUsersProblem() {
        var type = SettingsType.of(Buggy.class);
        assertEquals("a bug", assertThrows(IllegalStateException.class, () -> type.read("x=7")).getMessage());
        assertTrue(type.toString().contains("x"));
    }
}

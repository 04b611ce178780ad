package org.glia.api.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Value.Entry;
import org.glia.api.recipe.Value.Items;
import org.glia.api.recipe.Value.Nested;
import org.glia.api.recipe.Value.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private static Scalar word(String text) {
        return new Scalar(text);
    }

    private static Step step(String name, Object... keysAndValues) {
        var arguments = new ArrayList<Argument>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            arguments.add(new Argument((String) keysAndValues[i], (Value) keysAndValues[i + 1]));
        }
        return new Step(name, arguments);
    }

    private static Value valueOf(String text) {
        return Recipe.parse("a x=" + text).last().value("x").orElseThrow();
    }

    @Test
    void aNameAloneIsARecipe() {
        var recipe = Recipe.parse("majority");
        assertEquals(Recipe.of("majority"), recipe);
        assertFalse(recipe.isPipeline());
    }

    @Test
    void stepsFollowEachOtherThroughBars() {
        var recipe = Recipe.parse("standardize | pca components=2 | svc kernel=[rbf gamma=0.5] c=10");
        assertEquals(Recipe.of(
                step("standardize"),
                step("pca", "components", word("2")),
                step("svc", "kernel", new Nested(List.of(step("rbf", "gamma", word("0.5")))), "c", word("10"))), recipe);
        assertTrue(recipe.isPipeline());
        assertEquals("svc", recipe.last().name());
    }

    @Test
    void aRecipeNestsInBrackets() {
        assertEquals(Recipe.of(step("bagging",
                        "base", new Nested(List.of(step("standardize"), step("cart", "maxDepth", word("4")))),
                        "size", word("50"))),
                Recipe.parse("bagging base=[standardize | cart maxDepth=4] size=50"));
    }

    @Test
    void commasMakeListsAlsoOfNestedSteps() {
        assertEquals(new Items(List.of(
                        new Nested(List.of(step("dense", "units", word("256")))),
                        new Nested(List.of(step("dropout", "rate", word(".2"))))), Place.UNKNOWN),
                valueOf("[dense units=256],[dropout rate=.2]"));
        assertEquals(Items.of(List.of(word("a"), word("b"), word("c"))), valueOf("a , b,\n c"));
        assertEquals(Items.of(List.of()), valueOf("[]"));
        assertEquals(Items.of(List.of()), valueOf("[ ]"));
    }

    @Test
    void aListOfOneIsItsElement() {
        assertEquals(word("a"), Items.of(List.of(word("a"))));
        assertThrows(GliaException.class, () -> new Items(List.of(word("a")), Place.UNKNOWN));
    }

    @Test
    void pairsWithColonsMakeMaps() {
        assertEquals(Items.of(List.of(new Entry("age", word("+1"), Place.UNKNOWN),
                new Entry("income", word("-1"), Place.UNKNOWN))), valueOf("age:+1,income:-1"));
        assertEquals(new Entry("net income", word("1"), Place.UNKNOWN), valueOf("\"net income\":1"));
        assertEquals(new Entry("a", word("b c"), Place.UNKNOWN), valueOf("a:'b c'"));
        assertEquals(new Entry("sex", new Nested(List.of(step("onehot", "drop", word("true")))), Place.UNKNOWN),
                valueOf("sex:[onehot drop=true]"));
    }

    @Test
    void onlyTheFirstColonOfAWordSeparates() {
        var url = valueOf("https://host:80/x");
        assertEquals(new Entry("https", word("//host:80/x"), Place.UNKNOWN), url);
        assertEquals(Optional.of("https://host:80/x"), url.text());
        assertEquals(Optional.of("C:\\data\\x.csv"), valueOf("C:\\data\\x.csv").text());
        assertEquals(word(":"), valueOf(":"));
        assertEquals(word("age:"), valueOf("age:"));
        assertEquals(new Entry("a", word("b:c"), Place.UNKNOWN), valueOf("\"a\":b:c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-3", "+1", "1e-4", ".2", "20%", "true", "plus-plus", "a.b_c", "/tmp/x.csv", "../x",
        "C\\d", "a(b)", "*", "<5", "~", "é", "5..", "a..b", "1..b", "#1", "@x", "a;b", "$x", "1/3"})
    void wordsNeedNoQuotes(String text) {
        assertEquals(new Scalar(text), valueOf(text));
        assertEquals("a x=" + text, Recipe.parse("a x=" + text).toString());
        assertEquals("a x=" + text, Recipe.parse("a x=\"" + text.replace("\\", "\\\\") + "\"").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "a,b", "a|b", "a=b", "[a]", "{a}", "it's", "say \"x\"", "a:b", "1..5",
        "1..5:log", "back\\ slash", "line\nend", "tab\tstop\r", "\u0007 \u00a0 \u2028", "\uD835\uDC00 x", ":", "\\u0041 x"})
    void allOtherTextsSurviveInQuotes(String text) {
        var written = new Scalar(text).toString();
        assertTrue(written.startsWith("\"") && written.endsWith("\""), written);
        assertEquals(new Scalar(text), valueOf(written));
    }

    @Test
    void quotesOfBothKindsAndEscapesAreRead() {
        assertEquals(word("a 'b' \"c\" \\ \n\t\r A"), valueOf("\"a 'b' \\\"c\\\" \\\\ \\n\\t\\r \\u0041\""));
        assertEquals(word("it's \"x\""), valueOf("'it\\'s \"x\"'"));
    }

    @Test
    void theQuotedWordNoneIsATextAndTheBareOneIsNothing() {
        assertEquals(Value.Scalar.NONE, valueOf("none"));
        assertNotEquals(Value.Scalar.NONE, valueOf("\"none\""));
        assertEquals("\"none\"", valueOf("'none'").toString());
        assertEquals(valueOf("5"), valueOf("\"5\""));
    }

    @Test
    void spacesAndLineEndsMayStandAnywhereBetweenWords() {
        assertEquals(Recipe.parse("a x=1 | b y=[c z=2],d"),
                Recipe.parse("\n a\n x =\t1|b y= [ c z = 2 ] , d \n"));
    }

    @Test
    void aNameMayAskForAPlugin() {
        var step = Recipe.parse("svc@org.example.svm-2 c=1").last();
        assertEquals("svc@org.example.svm-2", step.name());
        assertEquals("svc", step.algorithm());
        assertEquals(Optional.of("org.example.svm-2"), step.plugin());
        assertEquals(Optional.empty(), Recipe.parse("svc").last().plugin());
        assertEquals("svc", Recipe.parse("svc").last().algorithm());
    }

    @Test
    void keysLeadIntoValuesWithDots() {
        assertEquals(word("0.5"), Recipe.parse("svc kernel.gamma=0.5").last().value("kernel.gamma").orElseThrow());
    }

    @Test
    void whereSomethingWasWrittenIsKnownButDoesNotMakeItDifferent() {
        var source = "  a |  kmeans k=[x  y=12]";
        var recipe = Recipe.parse(source);
        var argument = recipe.last().arguments().getFirst();
        var inner = assertInstanceOf(Nested.class, argument.value()).steps().getFirst();
        assertEquals("kmeans", cut(recipe.last().place()));
        assertEquals("k", cut(argument.place()));
        assertEquals("[x  y=12]", cut(argument.value().place()));
        assertEquals("x", cut(inner.place()));
        assertEquals("12", cut(inner.value("y").orElseThrow().place()));
        assertEquals(Recipe.parse("a|kmeans k=[x y=12]"), recipe);
        assertEquals(Recipe.parse("a|kmeans k=[x y=12]").hashCode(), recipe.hashCode());
        assertFalse(Recipe.of("a").last().place().known());
    }

    private static String cut(Place place) {
        return place.source().substring(place.start(), place.end());
    }

    @Test
    void stepsAreChangedByCopies() {
        var step = Recipe.parse("scale columns=a,b with=true").last();
        assertEquals("scale with=true", step.without("columns").toString());
        assertEquals("scale columns=c with=true", step.with("columns", word("c")).toString());
        assertEquals("scale columns=a,b with=true x=1", step.with("x", word("1")).toString());
        assertEquals("scale", step.withArguments(List.of()).toString());
        assertEquals("scale columns=a,b with=true", step.toString());
        assertEquals("a | b | c", Recipe.parse("a | b").then(Recipe.of("c")).toString());
    }

    @Test
    void javaObjectsBecomeValues() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("int", 3);
        settings.put("whole", 10.0);
        settings.put("small", 1e-5);
        settings.put("float", 0.1f);
        settings.put("huge", Double.POSITIVE_INFINITY);
        settings.put("truth", true);
        settings.put("word", TimeUnit.NANOSECONDS);
        settings.put("text", "two words");
        settings.put("noneText", "none");
        settings.put("none", Optional.empty());
        settings.put("some", OptionalInt.of(4));
        settings.put("list", List.of(1, 2));
        settings.put("one", List.of(1));
        settings.put("empty", List.of());
        settings.put("map", new TreeMap<>(Map.of("a", 1, "b", -1)));
        settings.put("base", Recipe.parse("scale | cart"));
        assertEquals("x int=3 whole=10 small=1e-5 float=0.1 huge=infinity truth=true word=nanoseconds text=\"two words\" "
                + "noneText=\"none\" none=none some=4 list=1,2 one=1 empty=[] map=a:1,b:-1 base=[scale | cart]",
                Recipe.of("x", settings).toString());
        assertThrows(GliaException.class, () -> Recipe.of("x", Map.of("y", new Object())));
        assertThrows(GliaException.class, () -> Recipe.of("x", Map.of("y", Double.NaN)));
        assertThrows(RecipeException.class, () -> Recipe.of("no name"));
        assertThrows(RecipeException.class, () -> Recipe.of("a", Map.of("no key", 1)));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0.0,-0", "1,1", "-1.5,-1.5", "0.1,0.1", "0.001,0.001", "0.0001,1e-4", "0.00025,2.5e-4",
        "1234567,1234567", "12345678,12345678", "1e7,1e7", "1.5e10,1.5e10", "1e300,1e300", "4.9E-324,4.9e-324",
        "1.7976931348623157E308,1.7976931348623157e308", "0.30000000000000004,0.30000000000000004"})
    void numbersPrintShortAndReadBackAsTheSame(double number, String text) {
        assertEquals(text, Syntax.number(number));
        assertEquals(number, Double.parseDouble(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '\0', value = {
        "a |          # |         # a step is missing after `|`",
        "a | | b      # |         # a step is missing after `|`",
        "| a          # |         # a step is missing before `|`",
        "a x=[| b]    # |         # a step is missing before `|`",
        "a x=[b |]    # |         # a step is missing after `|`",
        "a x=         # x=        # a value is missing after `x=`",
        "a x= | b     # x=        # a value is missing after `x=`",
        "a x= y=1     # x=        # a value is missing after `x=`",
        "a x=[b y=]   # y=        # a value is missing after `y=`",
        "a x=1,       # ,         # a value is missing after `,`",
        "a x=1,,2     # ,         # a value is missing after `,`",
        "a x=,1       # x=        # a value is missing after `x=`",
        "a x=1 x=2    # x         # `x` is given twice; leave one",
        "a x=[b       # [         # `[` is never closed; write `]` where it ends",
        "a x=1]       # ]         # `]` closes nothing; remove it",
        "a ] x=1      # ]         # `]` closes nothing; remove it",
        "a x=1}       # }         # `}` closes nothing; remove it",
        "a x=\"b c    # \"        # the quote is never closed",
        "a b          # b         # `b` is no setting; write `b=...`, or `| b` if it is the next step",
        "a \"b c\"    # \"b c\"   # `\"b c\"` belongs to no key; write key=\"b c\"",
        "a [b]        # [b]       # `[b]` belongs to no key; write key=[b]",
        "a x=1 =3     # =         # a key is missing before `=`",
        "a x=1 , 2 ,y=1 # =       # a bare value cannot hold `=`; put it into quotes, or a space before the next key",
        "a x=b=c      # =         # a bare value cannot hold `=`; put it into quotes, or a space before the next key",
        "a x=b'c'     # '         # `'` cannot stand within a bare value; put the whole value into quotes",
        "a x=b'c      # '         # `'` cannot stand within a bare value; put the whole value into quotes",
        "a x=b[c]     # [         # `[` cannot stand within a bare value; put the whole value into quotes",
        "a x=[b]c     # c         # a space is missing between `[b]` and `c`",
        "a x=\"b\"\"c\" # \"c\"   # a space is missing between `\"b\"` and `\"c\"`",
        "a x=\"b\\d\" # \\d       # `\\d` is no escape; write `\\\\` for a backslash",
        "a x=[1,2]    # [1,2]     # brackets hold a recipe; a list is written without them: `1,2`",
        "a x=[0.5]    # [0.5]     # brackets hold a recipe; a list is written without them: `0.5`",
        "a x=['b']    # ['b']     # brackets hold a recipe; a list is written without them: `'b'`",
        "a x=[b]c'd'  # c'd'      # a space is missing between `[b]` and `c'd'`",
        "a x=b:'c':d  # :d        # a space is missing between `b:'c'` and `:d`",
        "a x='b':     # 'b':      # a value is missing after `'b':`",
        "a x=b,[]     # b,[]      # `[]` is the empty list; it cannot stand in a list",
        "a x=b:[]     # b:[]      # `b:` cannot be set to a list",
        "a x=2..20    # 2..20     # `2..20` is a range, which only `tune` and `validationcurve` take; give one value, or put it into quotes if it is text",
        "a x=1..5:log # 1..5:log  # `1..5:log` is a range, which only `tune` and `validationcurve` take; give one value, or put it into quotes if it is text",
        "a x={b,c}    # {b,c}     # `{b,c}` are alternatives, which only `tune` and `validationcurve` take; give one value, or put it into quotes if it is text",
        "a x=1..5:exp # 1..5:exp  # `exp` is no scale of a range; write 1..5, or 1..5:log to search in the logarithm",
        "1nn          # 1nn       # `1nn` is no name: a name starts with a letter and holds letters, digits, `-`, `_` and `.` (and may end in `@plug-in`)",
        "a@b@c        # a@b@c     # `a@b@c` is no name: a name starts with a letter and holds letters, digits, `-`, `_` and `.` (and may end in `@plug-in`)",
        "a 1x=2       # 1x        # `1x` is no key: a key starts with a letter and holds letters, digits, `-`, `_` and `.`",
        "a x.=2       # x.        # `x.` is no key: a key starts with a letter and holds letters, digits, `-`, `_` and `.`",
        "k=3          # k         # the name of the step is missing before the setting `k`",
        "\"a b\"      # \"        # a step starts with the name of an algorithm, not with `\"`",
    })
    void eachMistakeIsToldAtItsPlace(String text, String place, String message) {
        var wrong = assertThrows(RecipeException.class, () -> Recipe.parse(text));
        var first = wrong.problems().getFirst();
        assertEquals(message, first.message());
        assertEquals(1, wrong.problems().size(), wrong.getMessage());
        assertEquals(place, text.substring(first.start(), first.end()));
        assertEquals(text, wrong.source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void nothingIsNoRecipe(String text) {
        var wrong = assertThrows(RecipeException.class, () -> Recipe.parse(text));
        assertEquals("the recipe is empty; write the name of an algorithm", wrong.getMessage());
    }

    @Test
    void allMistakesAreToldTogether() {
        var wrong = assertThrows(RecipeException.class,
                () -> Recipe.parse("a x= y=1 y=2 | | 2b z=[c w=1..2] q=1] r=[d"));
        assertEquals(List.of(
                "a value is missing after `x=`",
                "`y` is given twice; leave one",
                "a step is missing after `|`",
                Syntax.noName("2b"),
                "`1..2` is a range, which only `tune` and `validationcurve` take; give one value, or put it into quotes if it is text",
                "`]` closes nothing; remove it",
                "`[` is never closed; write `]` where it ends"),
                wrong.problems().stream().map(p -> p.message()).toList());
    }

    @Test
    void aMistakeIsPointedAtInItsLine() {
        var wrong = assertThrows(RecipeException.class, () -> Recipe.parse("standardize |\n svc c=[rbf"));
        assertEquals("""
                `[` is never closed; write `]` where it ends
                   svc c=[rbf
                         ^""", wrong.pointed());
    }

    @Test
    void bracketsHundredDeepAreReadAndDeeperOnesRefused() {
        var deep = "a x=[".repeat(100) + "b" + "]".repeat(100);
        assertEquals(deep, Recipe.parse(deep).toString());
        for (var opening : List.of("a x=[", "[", "{")) {
            var wrong = assertThrows(RecipeException.class, () -> Recipe.parse("a x=" + opening.repeat(100_000)));
            assertTrue(wrong.getMessage().contains("brackets are nested more than 100 deep here"), wrong.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", ",a", "a:", " x", "\\", "..", "'", "=", "'a':", ":'a'", "[a]", "[a]x", "a:[",
        "a:{b},", "{a}{"})
    void longTextsNeedNoDeepStack(String piece) {
        var text = "n k=1" + piece.repeat(50_000);
        try {
            assertEquals(Recipe.parse(text), Recipe.parse(Recipe.parse(text).toString()));
        } catch (RecipeException wrong) {
            assertFalse(wrong.problems().isEmpty());
        }
        assertEquals("n k" + ".a".repeat(50_000) + "=1", Recipe.parse("n k" + ".a".repeat(50_000) + "=1").toString());
    }

    @Test
    void argumentsAreReadWithoutAName() {
        assertEquals(List.of(new Argument("k", word("3")), new Argument("seeding", word("random"))),
                Argument.parse(" k=3 seeding=random"));
        assertEquals(List.of(), Argument.parse(" "));
        assertEquals("`|` starts another step, and here stand the settings of one; remove it",
                assertThrows(RecipeException.class, () -> Argument.parse("k=3 | l=2")).getMessage());
        assertEquals("`k` is no setting; write `k=...`",
                assertThrows(RecipeException.class, () -> Argument.parse("k")).getMessage());
    }

    @Test
    void valuesAreReadAlone() {
        assertEquals(new Value.Range(2, 20, false), Value.parse("2..20"));
        assertEquals(Items.of(List.of(word("a"), word("b"))), Value.parse(" a , b "));
        assertEquals("`b` is not expected after the value; put it into quotes if it is one text",
                assertThrows(RecipeException.class, () -> Value.parse("a b")).getMessage());
        assertEquals("a value is missing", assertThrows(RecipeException.class, () -> Value.parse(" ")).getMessage());
    }

    @Test
    void programsCannotPutRangesIntoARecipeEither() {
        var step = step("a", "x", new Value.Range(1, 2, false));
        var wrong = assertThrows(RecipeException.class, () -> Recipe.of(step));
        assertEquals("`1..2` is a range, which only `tune` and `validationcurve` take; give one value, or put it into quotes if it is text",
                wrong.getMessage());
        assertThrows(RecipeException.class, () -> new Recipe(List.of()));
        assertThrows(RecipeException.class, () -> new Step("a", List.of(new Argument("x", word("1")),
                new Argument("x", word("2")))));
    }

    /// Whatever characters come, the parser answers with a recipe that reads back, or with problems that lie in the text.
    @Test
    void noTextBreaksTheParser() {
        var random = new Random(7);
        var pieces = List.of("a", "b2", "=", "|", "[", "]", "{", "}", ",", "\"", "'", " ", "x=1", ":", "1..5", "\\", "-", ".",
                "\n", "y=", "é", "log", "[]", "none", "1..5:log", "c:[");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(1, 12), 0, pieces.size()).mapToObj(pieces::get)
                    .collect(Collectors.joining());
            try {
                var space = RecipeSpace.parse("n " + text);
                assertEquals(space, RecipeSpace.parse(space.toString()), text);
                read++;
            } catch (RecipeException wrong) {
                for (var problem : wrong.problems()) {
                    assertTrue(problem.start() >= 0 && problem.end() <= text.length() + 2, text);
                }
                assertFalse(wrong.pointed().isEmpty());
            }
        }
        assertTrue(read > 300, "only " + read + " texts were recipes");
    }
}

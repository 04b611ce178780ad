package org.glia.shell.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Test;

class SyntaxTest {

    private static final Part<Excerpt> RECIPE = Part.of("RECIPE", Kind.RECIPE, "what to fit");
    private static final Part<List<Excerpt>> RECIPES = Part.of("RECIPES", Kind.RECIPES, "what to compare");
    private static final Part<DataWords> DATA = Part.of("DATA", Kind.DATA, "what to fit it on").after("on");
    private static final Part<List<DataWords>> SETS = Part.of("DATA", Kind.DATA_SETS, "data").after("on");
    private static final Part<DataWords> ROWS = Part.of("DATA", Kind.DATA, "the rows");
    private static final Part<Long> COUNT = Part.of("N", Kind.whole(1), "how many").orElse(10L);
    private static final Part<Long> SEED = Part.option("seed", 0L, Kind.whole(Long.MIN_VALUE), "decides");
    private static final Part<String> NAME = Part.of("NAME", Kind.NAME, "a name").after("as").optional();
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a file").after("to").optional();
    private static final Part<List<Excerpt>> MEASURES = Part.of("MEASURES", Kind.MEASURES, "measures").after("by").optional();

    private static final Syntax FIT = Syntax.of("fit", "fits", RECIPE, DATA, SEED, NAME, FILE);
    private static final Syntax COMPARE = Syntax.of("compare", "compares", RECIPES, SETS, SEED, MEASURES);
    private static final Syntax HEAD = Syntax.of("head", "shows", ROWS, COUNT);

    private static String pointed(Syntax syntax, String statement) {
        return assertThrows(RecipeException.class, () -> syntax.parse(statement)).pointed();
    }

    private static List<String> recipes(String statement) {
        return COMPARE.parse(statement).get(RECIPES).stream().map(one -> one.recipe().toString()).toList();
    }

    private static List<String> data(String statement) {
        return COMPARE.parse(statement).get(SETS).stream().map(one -> one.all().raw()).toList();
    }

    @Test
    void usageShowsAllParts() {
        assertEquals("fit RECIPE on DATA [seed=0] [as NAME] [to FILE]", FIT.usage());
    }

    @Test
    void aVerbMayHaveTwoWords() {
        var syntax = Syntax.of("results head", "shows", ROWS, COUNT);
        assertEquals("iris", syntax.parse("results head iris 3").get(ROWS).name().text());
        assertEquals(4, syntax.pipeAt(Lexer.words("results head iris 3 | grep x")));
    }

    @Test
    void aWordMayBeSaidOrNot() {
        var again = Part.flag("again", "does it again");
        var syntax = Syntax.of("run", "runs", RECIPES, SETS, SEED, again);
        assertEquals("run RECIPES on DATA [seed=0] [again]", syntax.usage());
        assertEquals(true, syntax.parse("run a, b on iris again seed=3").get(again));
        assertEquals(3, syntax.parse("run a, b on iris again seed=3").get(SEED));
        assertEquals(false, syntax.parse("run a, b on iris").get(again));
        assertTrue(pointed(syntax, "run a on iris again again").startsWith("`again` is said twice"));
        assertTrue(pointed(syntax, "run a on iris again x").startsWith("`x` is not expected here"));
    }

    @Test
    void aFileInThePlaceOfRecipesTakesNoSettings() {
        var what = Part.of("WHAT", Kind.RECIPES_OR_FILE, "what to run");
        var syntax = Syntax.of("run", "runs", what, SEED);
        assertEquals(7, syntax.parse("run my.json seed=7").get(SEED));
        assertEquals("kmeans seed=7", syntax.parse("run kmeans seed=7").get(what).getFirst().text());
        assertEquals(2, syntax.pipeAt(Lexer.words("run my.json | grep x")));
        assertEquals(5, syntax.pipeAt(Lexer.words("run a | b c=1")));
    }

    @Test
    void aWordThatSomebodyCannotReadIsPointedAt() {
        var count = new Part<>("N", "a count", "n=", false, false, Optional.<Integer>empty(), Kind.reading(List.of(), text -> {
            if (text.isBlank() || !text.chars().allMatch(Character::isDigit)) {
                throw new GliaException("`%s` is no count".formatted(text));
            }
            return Integer.valueOf(text);
        }));
        var syntax = Syntax.of("count", "counts", count);
        assertEquals(12, syntax.parse("count n=\"12\"").find(count).orElseThrow());
        assertEquals("""
                `x` is no count
                  count n=x
                          ^""", pointed(syntax, "count n=x"));
    }

    @Test
    void wordsAndOptionsComeInAnyOrder() {
        var said = FIT.parse("fit kmeans k=3 seed=x to f.glia on iris seed=7 as m");
        assertEquals("kmeans k=3 seed=x", said.get(RECIPE).text());
        assertEquals("iris", said.get(DATA).name().text());
        assertEquals(7, said.get(SEED));
        assertEquals("m", said.get(NAME));
        assertEquals(Path.of("f.glia"), said.get(FILE));
    }

    @Test
    void whatIsNotSaidHasItsFallback() {
        var said = FIT.parse("fit kmeans on iris");
        assertEquals(0, said.get(SEED));
        assertFalse(said.says(SEED));
        assertTrue(said.find(NAME).isEmpty());
    }

    @Test
    void keywordsInQuotesOrBracketsAreNone() {
        var said = FIT.parse("fit bagging base=[a on=1 | b] on \"on.csv\"");
        assertEquals("bagging base=[a on=1 | b]", said.get(RECIPE).text());
        assertEquals("on.csv", said.get(DATA).name().unquoted());
    }

    @Test
    void dataTakeSettingsButNotTheOptionsOfTheVerb() {
        var said = FIT.parse("fit kmeans on blobs n=50 centers=2,3 seed=1");
        assertEquals(List.of("n", "centers"), said.get(DATA).settings().stream().map(one -> one.key()).toList());
        assertEquals(1, said.get(SEED));
    }

    @Test
    void bracketsKeepTheSettingsOfDataTogether() {
        var words = HEAD.parse("head [blobs n=50 seed=3] 4").get(ROWS);
        assertEquals("blobs", words.name().text());
        assertEquals("3", words.setting("seed").orElseThrow().value().toString());
    }

    @Test
    void whatFollowsTheDataIsTheNextPart() {
        assertEquals(4, HEAD.parse("head blobs n=50 4").get(COUNT));
        assertEquals(10, HEAD.parse("head blobs n=50").get(COUNT));
    }

    @Test
    void recipesStandInQuotesOrBracketsOrBetweenCommas() {
        var expected = List.of("standardize | logistic c=10", "majority");
        assertEquals(expected, recipes("compare \"standardize | logistic c=10\" \"majority\" on iris"));
        assertEquals(expected, recipes("compare 'standardize | logistic c=10', majority on iris"));
        assertEquals(expected, recipes("compare [standardize | logistic c=10] majority on iris"));
        assertEquals(expected, recipes("compare standardize | logistic c=10, majority on iris"));
        assertEquals(expected, recipes("compare standardize|logistic c=10 , majority on iris"));
    }

    @Test
    void twoBareRecipesWithoutACommaAreRefused() {
        assertEquals("""
                `majority` follows without a bar or a comma; write `| majority` if it is the next step, `, majority` if it is another recipe
                  compare logistic majority on iris
                                   ^^^^^^^^""", pointed(COMPARE, "compare logistic majority on iris"));
    }

    @Test
    void dataSetsHaveCommasBetween() {
        assertEquals(List.of("iris", "wine", "breast-cancer"), data("compare a, b on iris, wine,breast-cancer"));
        assertEquals(List.of("blobs n=5 centers=1,2", "moons noise=0.1", "iris"),
                data("compare a, b on blobs n=5 centers=1,2, moons noise=0.1, iris by x"));
    }

    @Test
    void aForgottenNameBesideACommaIsPointedAt() {
        assertTrue(pointed(COMPARE, "compare a, b on iris,").startsWith("something is missing after this comma"));
        assertTrue(pointed(COMPARE, "compare a, b on ,iris").startsWith("something is missing at this comma"));
    }

    @Test
    void measuresHaveCommasBetween() {
        var said = COMPARE.parse("compare a, b on iris by accuracy, log-loss");
        assertEquals(List.of("accuracy", "log-loss"), said.get(MEASURES).stream().map(Excerpt::text).toList());
    }

    @Test
    void problemsOfARecipeAreThoseOfTheStatement() {
        assertEquals("""
                a step is missing after `|`
                  fit standardize | on iris
                                  ^""", assertThrows(RecipeException.class,
                () -> FIT.parse("fit standardize | on iris").get(RECIPE).recipe()).pointed());
    }

    @Test
    void problemsOfAQuotedRecipeStandAtTheirWordsInSpiteOfEscapes() {
        var said = FIT.parse("fit \"impute value=\\\"a b\\\" strategy\" on iris");
        var pointed = assertThrows(RecipeException.class, () -> said.get(RECIPE).recipe()).pointed().lines().toList();
        assertEquals(pointed.get(1).indexOf("strategy"), pointed.get(2).indexOf("^"));
    }

    @Test
    void aMissingPartIsNamedWithItsHelp() {
        assertEquals("""
                `fit` needs `on DATA` (what to fit it on); it is: fit RECIPE on DATA [seed=0] [as NAME] [to FILE]
                  fit kmeans
                            ^""", pointed(FIT, "fit kmeans"));
    }

    @Test
    void aWordWithoutWhatBelongsToItIsPointedAt() {
        assertTrue(pointed(FIT, "fit kmeans on iris as").startsWith("after `as` comes NAME: a name"));
        assertTrue(pointed(FIT, "fit kmeans on iris seed=").startsWith("a value is missing after `seed=`"));
    }

    @Test
    void whatNobodyExpectsIsPointedAtWithASuggestion() {
        assertTrue(pointed(HEAD, "head iris 3 4").startsWith("`4` is not expected here"));
        assertTrue(pointed(FIT, "fit kmeans on iris az m").contains("did you mean `as`?"));
    }

    @Test
    void nothingIsSaidTwice() {
        assertTrue(pointed(FIT, "fit kmeans on iris on wine").startsWith("`on` is said twice"));
        assertTrue(pointed(FIT, "fit kmeans on iris seed=1 seed=2").startsWith("`seed=` is given twice"));
    }

    @Test
    void numbersNamesAndFilesAreChecked() {
        assertTrue(pointed(HEAD, "head iris 0").startsWith("`0` is no whole number of 1 or more"));
        assertTrue(pointed(FIT, "fit kmeans on iris as 5x").startsWith("`5x` is no name"));
        assertEquals(Path.of(System.getProperty("user.home"), "m.glia"), FIT.parse("fit a on iris to ~/m.glia").get(FILE));
    }

    @Test
    void aWordThatMayBeLeftOutMayBeSaid() {
        var file = Part.of("FILE", Kind.FILE, "a file").maybeAfter("to");
        var model = Part.of("MODEL", Kind.MODEL, "a model");
        var save = Syntax.of("save", "saves", model, file);
        assertEquals(Path.of("f"), save.parse("save m f").get(file));
        assertEquals(Path.of("f"), save.parse("save m to f").get(file));
        assertEquals("save MODEL [to] FILE", save.usage());
    }

    @Test
    void aBarIsAPipeWhereNoRecipeCanStand() {
        assertEquals(5, FIT.pipeAt(Lexer.words("fit a on b c=1 | grep x")));
        assertEquals(6, FIT.pipeAt(Lexer.words("fit a | b on c | grep x")));
        assertEquals(3, HEAD.pipeAt(Lexer.words("head iris 5 | grep x")));
        assertEquals(4, FIT.pipeAt(Lexer.words("fit a | b")));
    }
}

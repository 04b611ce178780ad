package org.glia.api.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeSpaceTest {

    private static final RecipeSpace SPACE = RecipeSpace.parse("pca components=2..20 "
            + "| svc c=0.1..100:log kernel={linear,[rbf gamma=0.01..10:log]} weights=a:{1,2},b:3");

    @Test
    void rangesAndAlternativesAreDimensionsInTheOrderOfTheText() {
        assertEquals(List.of(
                new RecipeSpace.Dimension("pca.components", new Value.Range(2, 20, false)),
                new RecipeSpace.Dimension("svc.c", new Value.Range(0.1, 100, true)),
                new RecipeSpace.Dimension("svc.kernel", Value.parse("{linear,[rbf gamma=0.01..10:log]}")),
                new RecipeSpace.Dimension("svc.kernel.rbf.gamma", new Value.Range(0.01, 10, true)),
                new RecipeSpace.Dimension("svc.weights.1.a", Value.parse("{1,2}"))), SPACE.dimensions());
        assertFalse(SPACE.isRecipe());
    }

    @Test
    void choosingAPointGivesARecipe() {
        var asked = new ArrayList<String>();
        var recipe = SPACE.choose(dimension -> {
            asked.add(dimension.name());
            return switch (dimension.values()) {
                case Value.Range range -> Value.of(range.high());
                case Value.AnyOf any -> any.values().getLast();
                default -> throw new AssertionError();
            };
        });
        assertEquals("pca components=20 | svc c=100 kernel=[rbf gamma=10] weights=a:2,b:3", recipe.toString());
        assertEquals(SPACE.dimensions().stream().map(RecipeSpace.Dimension::name).toList(), asked);
    }

    @Test
    void onlyTheChosenAlternativeIsAskedAbout() {
        var asked = new ArrayList<String>();
        var recipe = SPACE.choose(dimension -> {
            asked.add(dimension.name());
            return switch (dimension.values()) {
                case Value.Range range -> Value.of(range.low());
                case Value.AnyOf any -> any.values().getFirst();
                default -> throw new AssertionError();
            };
        });
        assertEquals("pca components=2 | svc c=0.1 kernel=linear weights=a:1,b:3", recipe.toString());
        assertEquals(List.of("pca.components", "svc.c", "svc.kernel", "svc.weights.1.a"), asked);
    }

    @Test
    void aChoiceOutsideTheSpaceIsRefused() {
        var wrong = assertThrows(GliaException.class, () -> RecipeSpace.parse("a x=1..5").choose(d -> Value.of(6)));
        assertEquals("`a.x` is to be chosen from `1..5`; it was `6`", wrong.getMessage());
        assertThrows(GliaException.class, () -> RecipeSpace.parse("a x={b,c}").choose(d -> Value.of("d")));
        assertThrows(GliaException.class, () -> RecipeSpace.parse("a x=1..5").choose(d -> Value.of("d")));
    }

    @Test
    void equalNamesAreNumbered() {
        assertEquals(List.of("a.x", "a#2.x", "b.y", "b.y.c.z", "b.y#2.c.z", "d.v.1.e.w", "d.v.2.e.w"),
                RecipeSpace.parse("a x=1..2 | a x=1..2 | b y={[c z=1..2],[c z=3..4]} | d v=[e w=1..2],[e w=1..2]")
                        .dimensions().stream().map(RecipeSpace.Dimension::name).toList());
    }

    @Test
    void aRecipeIsASpaceOfOnePoint() {
        var space = RecipeSpace.parse("a x=\"1..5\" y=\"{b,c}\"");
        assertTrue(space.isRecipe());
        assertEquals(List.of(), space.dimensions());
        assertEquals(Recipe.parse("a x=\"1..5\" y=\"{b,c}\""), space.choose(d -> {
            throw new AssertionError("nothing is to be chosen");
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "a x=20..2      # the range `20..2` is empty; write the smaller end first",
        "a x=2..2       # the range `2..2` is empty; write the smaller end first",
        "a x=0..1:log   # the range `0..1:log` must start above 0, because it is searched in the logarithm",
        "a x=1..1e999   # the ends of a range must be finite numbers; they were 1 and infinity",
        "a x={}         # `{}` holds nothing to try; write the values in it: {a,b}",
        "a x={b,{c}}    # alternatives cannot hold lists or alternatives; write {a,b}",
        "a x={b         # `{` is never closed; write `}` where it ends",
        "a x={b,}       # a value is missing after `,`",
    })
    void rangesAndAlternativesThatHoldNothingAreRefused(String text, String message) {
        assertEquals(message, assertThrows(RecipeException.class, () -> RecipeSpace.parse(text)).problems()
                .getFirst().message());
    }

    @Test
    void decimalsMayBeginWithAPoint() {
        assertEquals(new Value.Range(0.1, 0.5, false), Value.parse(".1...5"));
        assertEquals(new Value.Range(-1, 0.5, false), Value.parse("-1...5"));
        assertEquals(new Value.Range(1e-4, 1000, true), Value.parse("1e-4..1e3:log"));
    }
}

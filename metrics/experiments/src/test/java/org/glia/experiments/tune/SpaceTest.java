package org.glia.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.RecipeSpace;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;

class SpaceTest {

    private static final Catalog CATALOG = Landscapes.catalog();

    private static Space space(String text) {
        return Space.of(Declared.of(RecipeSpace.parse(text), CATALOG), CATALOG);
    }

    private static List<String> grid(String text, int points) {
        var space = space(text);
        var recipes = space.grid(points).map(point -> space.recipe(point).toString()).toList();
        assertEquals(recipes.size(), space.gridSize(points).intValueExact());
        return recipes;
    }

    @Test
    void aGridHasEvenlySpacedPointsInTheScaleOfTheSearch() {
        assertEquals(List.of("bowl c=0.01", "bowl c=0.1", "bowl c=1", "bowl c=10", "bowl c=100"), grid("bowl c=0.01..100:log", 5));
        assertEquals(List.of("branin x=-5", "branin x=-1.25", "branin x=2.5", "branin x=6.25", "branin x=10"), grid("branin x=-5..10", 5));
        assertEquals(List.of("branin x=-0.3", "branin x=-0.1", "branin x=0.1"), grid("branin x=-0.3..0.1", 3));
    }

    @Test
    void wholeNumbersAreWholeAndNoneIsTriedTwice() {
        assertEquals(List.of("bowl k=1", "bowl k=2", "bowl k=3"), grid("bowl k=1..3", 10));
        assertEquals(List.of("bowl k=1", "bowl k=6", "bowl k=10", "bowl k=15", "bowl k=20"), grid("bowl k=1..20", 5));
        assertEquals(List.of("bowl k=1", "bowl k=2", "bowl k=4", "bowl k=6", "bowl k=8", "bowl k=13", "bowl k=20"),
                grid("bowl k=1..20:log", 8)); // numpy.geomspace(1, 20, 8): 1, 1.53, 2.35, 3.61, 5.54, 8.50, 13.04, 20
    }

    @Test
    void alternativesBringTheirOwnDimensionsAndTheLastOneChangesFirst() {
        assertEquals(List.of("bowl shape=flat k=1", "bowl shape=flat k=2",
                "bowl shape=[round radius=1] k=1", "bowl shape=[round radius=1] k=2",
                "bowl shape=[round radius=2] k=1", "bowl shape=[round radius=2] k=2",
                "bowl shape=[square sides=3] k=1", "bowl shape=[square sides=3] k=2"),
                grid("bowl shape={flat,[round radius=1..2],[square sides=3]} k=1..2", 2));
    }

    @Test
    void rangesStandInNestedRecipesAndInsideChoicesByDottedKeys() {
        assertEquals(List.of("wrapper base=[bowl shape.sides=1 shape=square]", "wrapper base=[bowl shape.sides=2 shape=square]"),
                grid("wrapper base=[bowl shape.sides=1..2 shape=square]", 9));
    }

    @Test
    void withoutRangesTheDeclaredOnesOfAllThatIsNotGivenAreSearched() {
        assertEquals("bowl c=0.01..100:log k=1..20 shape=[round radius=0.5..8:log]", Declared.of(RecipeSpace.parse("bowl"), CATALOG).toString());
        assertEquals("bowl c=2 shape=[square sides=1..4] k=1..20",
                Declared.of(RecipeSpace.parse("bowl c=2 shape=square"), CATALOG).toString());
        assertEquals("bowl c=2 shape.radius=3 k=1..20", Declared.of(RecipeSpace.parse("bowl c=2 shape.radius=3"), CATALOG).toString());
        assertEquals("wrapper base=[branin x=1 y=0..15] times=1..3",
                Declared.of(RecipeSpace.parse("wrapper base=[branin x=1]"), CATALOG).toString());
        assertEquals("bowl c=1..2", Declared.of(RecipeSpace.parse("bowl c=1..2"), CATALOG).toString());
        assertTrue(assertThrows(RecipeException.class, () -> Declared.of(RecipeSpace.parse("plain"), CATALOG)).getMessage()
                .startsWith("`plain` declares no ranges to search"));
    }

    @Test
    void randomPointsCoverTheWholeRangeEvenly() {
        var space = space("bowl k=1..4 c=0.01..100:log");
        var counts = new int[5];
        var below = new int[1];
        IntStream.range(0, 4000).forEach(i -> {
            var point = space.random(RandomStream.of(0, "test", i));
            counts[(int) point[0]]++;
            below[0] += point[1] < 0.1 ? 1 : 0;
        });
        // binomial with p = 1/4: deviation 27
        IntStream.rangeClosed(1, 4).forEach(k -> assertEquals(1000, counts[k], 110));
        assertEquals(1000, below[0], 110);
    }

    @Test
    void numbersAreShortAndStayInTheirRanges() {
        var space = space("branin x=-0.123456789..0.987654321 y=1e-9..2e-9:log");
        var texts = new HashSet<Integer>();
        for (int i = 0; i < 200; i++) {
            var point = space.random(RandomStream.of(1, "test", i));
            assertTrue(point[0] >= -0.123456789 && point[0] <= 0.987654321 && point[1] >= 1e-9 && point[1] <= 2e-9);
            var recipe = space.recipe(point).toString();
            texts.add(recipe.length());
        }
        assertTrue(texts.stream().allMatch(length -> length <= "branin x=-0.123456 y=1.23456e-9".length()), texts.toString());
    }

    @Test
    void whatNoRecipeCanBeIsSaidBeforeWorkBegins() {
        var data = Landscapes.zeros(20);
        assertEquals("no whole number lies in the range `0.2..0.8` of `bowl.k`",
                assertThrows(RecipeException.class, () -> space("bowl k=0.2..0.8")).getMessage());
        assertTrue(assertThrows(RecipeException.class, () -> space("bowl shape={round,ruond}").require(CATALOG, data, 0))
                .getMessage().contains("ruond"));
        assertTrue(assertThrows(RecipeException.class, () -> space("bowl sharp=1..2").require(CATALOG, data, 0))
                .getMessage().contains("`sharp`"));
        assertEquals("there is no algorithm `bowel`; did you mean `bowl`?",
                assertThrows(RecipeException.class, () -> space("bowel k=1..2")).getMessage());
        space("bowl c=1..100 k=10..20").require(CATALOG, data, 0); // some of these are refused, and others are not
        space("bowl k=-5..5").require(CATALOG, data, 0);
    }

    @Test
    void theResourceIsAWholeNumberedRange() {
        assertEquals(1, space("branin x=1..2 | hungry rounds=3..9").resource("rounds").index());
        assertEquals(1, space("branin x=1..2 | hungry rounds=3..9").resource("hungry.rounds").index());
        assertThrows(GliaException.class, () -> space("hungry promise=0..1").resource("rounds"));
        assertThrows(GliaException.class, () -> space("hungry promise=0..1").resource("promise"));
    }
}

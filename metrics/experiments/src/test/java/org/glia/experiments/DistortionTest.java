package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.RandomStream;
import org.glia.clustering.KMeans;
import org.glia.experiments.store.DatabaseResults;
import org.glia.measures.Inertia;
import org.glia.preprocessing.Standardize;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.junit.jupiter.api.Test;

class DistortionTest {

    private static final Catalog CATALOG = Catalog.of(List.of(new KMeans(), new Standardize()), List.of(new Inertia()), List.of());

    private static List<Distortion.Curve> curves(Distortion distortion) {
        var leases = Leases.of(CATALOG);
        try (var engine = new LocalEngine(leases, 2)) {
            return distortion.curves(new Experiments(leases, engine, DatabaseResults.inMemory()).run(distortion.experiment()));
        }
    }

    private static List<Recipe> recipes(String... texts) {
        return Arrays.stream(texts).map(Recipe::parse).toList();
    }

    private static Dataset points(double... x) {
        return Dataset.builder("points").numeric("x", x).build();
    }

    /// Groups of rows around the corners of a square.
    private static Dataset square() {
        var random = RandomStream.of(3, "square", 0);
        return Dataset.builder("square")
                .numeric("x", IntStream.range(0, 400).mapToDouble(i -> i % 2 * 10 + random.nextGaussian()).toArray())
                .numeric("y", IntStream.range(0, 400).mapToDouble(i -> i / 2 % 2 * 10 + random.nextGaussian()).toArray()).build();
    }

    @Test
    void theDistortionIsWhatTheClustersLeaveUnexplained() {
        var curve = curves(new Distortion(points(0, 2, 10, 12), recipes("kmeans"), "k", 1, 4, 0)).getFirst();
        assertArrayEquals(new int[] {1, 2, 3, 4}, curve.k());
        // By hand: around 6; around 1 and 11; one pair left; none.
        assertArrayEquals(new double[] {104, 4, 2, 0}, curve.distortion(), 1e-12);
        assertArrayEquals(new double[] {1, 0.02, 0.02, Double.NaN}, curve.energy(), 1e-12);
    }

    @Test
    void recipesAreMeasuredInTheUnitsOfTheDataWhateverTheyDoToThem() {
        var curves = curves(new Distortion(square(), recipes("kmeans", "standardize | kmeans"), "k", 1, 5, 1));
        assertEquals(List.of("kmeans", "standardize | kmeans"), curves.stream().map(Distortion.Curve::recipe).toList());
        assertEquals(curves.get(0).distortion()[0], curves.get(1).distortion()[0], 1e-9);
        assertEquals(curves.get(0).distortion()[3], curves.get(1).distortion()[3], 1e-6 * curves.get(0).distortion()[3]);
    }

    @Test
    void theNumberOfClustersIsATransition() {
        var curve = curves(new Distortion(square(), recipes("kmeans"), "k", 1, 15, 1)).getFirst();
        assertTrue(Arrays.stream(curve.transitions()).anyMatch(k -> k == 4), Arrays.toString(curve.transitions()));
        assertTrue(Arrays.stream(curve.transitions()).allMatch(k -> k <= 4), Arrays.toString(curve.transitions()));
    }

    @Test
    void aFallLikeAPowerHasNoTransitionAndEveryStepOutOfLineIsOne() {
        var k = IntStream.rangeClosed(1, 40).toArray();
        var even = Arrays.stream(k).mapToDouble(n -> 100 * Math.pow(n, -0.7) * (1 + 0.01 * Math.sin(n * n))).toArray();
        assertArrayEquals(new int[0], Distortion.transitions(k, even));
        var broken = even.clone();
        for (int i = 0; i < k.length; i++) {
            broken[i] *= (k[i] >= 12 ? 0.5 : 1) * (k[i] >= 30 ? 0.6 : 1);
        }
        assertArrayEquals(new int[] {12, 30}, Distortion.transitions(k, broken));
    }

    @Test
    void wrongQuestionsAreRefusedWithTheCure() {
        assertTrue(assertThrows(DataException.class, () -> new Distortion(points(1, 2), recipes("kmeans"), "k", 1, 3, 0))
                .getMessage().contains("choose 2 or less"));
        assertThrows(GliaException.class, () -> new Distortion(points(1, 2), recipes("kmeans"), "k", 2, 2, 0));
        assertThrows(GliaException.class, () -> new Distortion(points(1, 2), List.of(), "k", 1, 2, 0));
        assertTrue(assertThrows(RecipeException.class, () -> curves(new Distortion(points(1, 2, 3), recipes("kmeans"), "clusters", 1, 2, 0)))
                .getMessage().contains("clusters"));
        assertTrue(assertThrows(GliaException.class, () -> curves(new Distortion(points(1, 2, 3), recipes("kmeans", "kmeans starts=4"), "k", 1, 2, 0)))
                .getMessage().contains("says the same"));
    }
}

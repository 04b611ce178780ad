package ${package};

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;

/// What is special about this one.
class ${algorithm}Test {

    private static final Dataset FLOWERS = Dataset.builder("flowers")
            .numeric("length", 5.1, 4.9, 6.4, 6.9, 6.3, 5.8)
            .numeric("width", 3.5, 3.0, 3.2, 3.1, 3.3, 2.7)
            .nominal("kind", "setosa", "setosa", "versicolor", "versicolor", "virginica", "virginica")
            .target("kind").build();

    /// As scikit-learn 1.2.1 gives them: `NearestCentroid(shrink_threshold=0.5).fit(X, y).centroids_`.
    @Test
    void centroidsAreThoseOfAnotherLibrary() {
        var centroids = new ${algorithm}().with("shrinkage=0.5").fit(FLOWERS).model().centroids();
        assertArrayEquals(new double[] {5.1763018469245825, 3.133333333333333}, centroids.row(0), 1e-12);
        assertArrayEquals(new double[] {6.473698153075418, 3.133333333333333}, centroids.row(1), 1e-12);
        assertArrayEquals(new double[] {5.8999999999999995, 3.133333333333333}, centroids.row(2), 1e-12);
    }

    @Test
    void featuresThatAreShrunkenAwayMakeNoDifference() {
        var model = new ${algorithm}().with("shrinkage=100").fit(FLOWERS);
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, model.predict(FLOWERS).probabilities().row(0), 1e-12);
    }

    @Test
    void rowsWithoutAnyWeightAreRefused() {
        var weightless = FLOWERS.with(Field.numeric("nothing"), new NumericColumn(new double[6])).withRole(Role.WEIGHT, "nothing");
        var refused = assertThrows(DataException.class, () -> new ${algorithm}().with("").fit(weightless));
        assertEquals("all rows of flowers have the weight 0; give some a positive one", refused.getMessage());
    }
}

package org.glia.selforganizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.NeuronGrid;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.optimise.LearningRate;
import org.glia.selforganizing.Grid.Lattice;
import org.glia.selforganizing.Radii.Decay;
import org.glia.selforganizing.Radii.Radius;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SomTest {

    private static final Dataset IRIS = iris();

    private static Dataset iris() {
        var species = new int[150];
        Arrays.setAll(species, row -> row / 50);
        return Dataset.builder("iris").numeric(List.of("sl", "sw", "pl", "pw"), Oracle.read("iris.csv").matrix())
                .nominal("species", Levels.of("setosa", "versicolor", "virginica"), species).target("species").build();
    }

    private static Som.Settings batch(Grid grid, Neighbourhood neighbourhood, double radius, int epochs) {
        return new Som.Settings(grid, neighbourhood, new Radii(new Radius.Steps(radius), radius, Decay.LINEAR),
                Som.Beginning.ROWS,
                new Som.Training.Batch(), epochs, Labels.NONE);
    }

    private static double[] drawn(int neurons) {
        var rows = IRIS.features();
        var random = RandomStream.of(3, "first", 0);
        var weights = new double[neurons * 4];
        for (int neuron = 0; neuron < neurons; neuron++) {
            System.arraycopy(rows.row(random.nextInt(150)), 0, weights, neuron * 4, 4);
            weights[neuron * 4] += 0.01 * neuron;
        }
        return weights;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length).mapToDouble(j -> (a[j] - b[j]) * (a[j] - b[j])).sum());
    }

    /// The neurons in the order of their distance to a row.
    private static Integer[] ranked(double[] row, Matrix weights) {
        return IntStream.range(0, weights.rows()).boxed()
                .sorted((a, b) -> Double.compare(distance(row, weights.row(a)), distance(row, weights.row(b))))
                        .toArray(Integer[]::new);
    }

    /// Where neurons lie, written down from the picture, and how far apart they are by trying all ways around a torus.
    private static double apart(Grid grid, int a, int b) {
        boolean hexagonal = grid.lattice() == Lattice.HEXAGONAL;
        double least = Double.POSITIVE_INFINITY;
        for (int x = -1; x <= 1; x++) {
            for (int y = -1; y <= 1; y++) {
                if (grid.toroidal() || x == 0 && y == 0) {
                    double right = a % grid.width() + (hexagonal && a / grid.width() % 2 == 1 ? 0.5 : 0)
                            - b % grid.width() - (hexagonal && b / grid.width() % 2 == 1 ? 0.5 : 0) + x * grid.width();
                    double up = (a / grid.width() - b / grid.width() + y * grid.height()) * (hexagonal ? Math.sqrt(0.75) : 1);
                    least = Math.min(least, Math.hypot(right, up));
                }
            }
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({"4, 3, RECTANGULAR, false", "4, 3, RECTANGULAR, true", "4, 4, HEXAGONAL, true", "3, 5, HEXAGONAL, false"})
    void aBatchEpochMakesNeuronsMeansWeightedByTheirNeighbourhood(int width, int height, Lattice lattice, boolean toroidal) {
        var grid = new Grid(width, height, lattice, toroidal);
        var first = Matrix.of(grid.neurons(), 4, drawn(grid.neurons()));
        for (var neighbourhood : List.of(Neighbourhood.GAUSSIAN, Neighbourhood.BUBBLE)) {
            double radius = 1.3;
            var model = new Som().fit(IRIS, batch(grid, neighbourhood, radius, 1), Optional.of(first.toArray()),
                    Run.local(0).as(Task.CLUSTERING));
            for (int neuron = 0; neuron < grid.neurons(); neuron++) {
                var sum = new double[4];
                double weight = 0;
                for (int row = 0; row < 150; row++) {
                    double d = apart(grid, neuron, ranked(IRIS.features().row(row), first)[0]);
                    double h = neighbourhood == Neighbourhood.BUBBLE ? d <= radius ? 1 : 0
                            : Math.exp(-d * d / (2 * radius * radius));
                    for (int j = 0; j < 4; j++) {
                        sum[j] += h * IRIS.features().get(row, j);
                    }
                    weight += h;
                }
                for (int j = 0; j < 4; j++) {
                    double expected = weight == 0 ? first.get(neuron, j) : sum[j] / weight;
                    assertEquals(expected, model.codebook().weights().get(neuron, j), 1e-12);
                }
            }
        }
    }

    @Test
    void aBatchEpochWithoutNeighbourhoodIsAStepOfKMeans() {
        var grid = new Grid(3, 2, Lattice.RECTANGULAR, false);
        var first = Matrix.of(6, 4, drawn(6));
        var labels = IntStream.range(0, 150).map(row -> ranked(IRIS.features().row(row), first)[0]).toArray();
        for (var neighbourhood : List.of(Neighbourhood.GAUSSIAN, Neighbourhood.BUBBLE)) {
            var model = new Som().fit(IRIS, batch(grid, neighbourhood, 0, 1), Optional.of(first.toArray()), Run.local(0)
                    .as(Task.CLUSTERING));
            for (int neuron = 0; neuron < 6; neuron++) {
                int number = neuron;
                var won = IntStream.range(0, 150).filter(row -> labels[row] == number).toArray();
                for (int j = 0; j < 4; j++) {
                    int feature = j;
                    double mean = Arrays.stream(won).mapToDouble(row -> IRIS.features().get(row, feature)).average()
                            .orElse(first.get(neuron, j));
                    assertEquals(mean, model.codebook().weights().get(neuron, j), 1e-12);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 3, RECTANGULAR, false", "5, 4, RECTANGULAR, true", "6, 4, HEXAGONAL, true", "4, 5, HEXAGONAL, false"})
    void errorsAreThoseOfTheirDefinitions(int width, int height, Lattice lattice, boolean toroidal) {
        var grid = new Grid(width, height, lattice, toroidal);
        var model = new Som().fit(IRIS, batch(grid, Neighbourhood.GAUSSIAN, 0.7, 3), Optional.empty(), Run.local(5)
                .as(Task.CLUSTERING));
        double quantisation = 0;
        int torn = 0;
        for (int row = 0; row < 150; row++) {
            var order = ranked(IRIS.features().row(row), model.codebook().weights());
            quantisation += distance(IRIS.features().row(row), model.codebook().weights().row(order[0])) / 150;
            torn += apart(grid, order[0], order[1]) > 1 + 1e-9 ? 1 : 0;
        }
        assertEquals(quantisation, model.codebook().quantisationError(), 1e-12);
        assertEquals(torn / 150.0, model.topographicError(), 1e-12);
        assertTrue(torn > 0 && torn < 150);
    }

    @Test
    void anOnlineStepMovesNeuronsByTheirNeighbourhoodToTheWinner() {
        var row = Dataset.builder("row").numeric("x", 10).numeric("y", 0).build();
        var settings = new Som.Settings(new Grid(3, 1, Lattice.RECTANGULAR, false), Neighbourhood.GAUSSIAN,
                new Radii(new Radius.Steps(1), 1, Decay.LINEAR), Som.Beginning.ROWS,
                new Som.Training.Online(new LearningRate.Constant(0.5)), 1, Labels.NONE);
        var model = new Som().fit(row, settings, Optional.of(new double[] {8, 0, 4, 0, 0, 4}), Run.local(0)
                .as(Task.CLUSTERING));
        double near = 0.5 * Math.exp(-0.5);
        double far = 0.5 * Math.exp(-2);
        assertArrayEquals(new double[] {9, 0, 4 + 6 * near, 0, 10 * far, 4 - 4 * far}, model.codebook().weights()
                .toArray(), 1e-14);
    }

    private static Som.Settings hat() {
        return new Som.Settings(new Grid(3, 1, Lattice.RECTANGULAR, false), Neighbourhood.MEXICAN_HAT,
                new Radii(new Radius.Steps(1), 1, Decay.LINEAR), Som.Beginning.ROWS,
                new Som.Training.Online(new LearningRate.Constant(0.1)), 1, Labels.NONE);
    }

    @Test
    void aMexicanHatPushesFarNeuronsAway() {
        var codes = new Codes(new double[] {9, 8, 7}, 3, false);
        var extent = new MapStep.Extent.Sums(2, new double[1], 200, new double[] {-10}, new double[] {10});
        new OnlineMap(hat().grid(), Neighbourhood.MEXICAN_HAT, hat().radii(), codes, new LearningRate.Constant(0.1), 1,
                1, extent,
                Run.local(0)).learn(new double[] {10}, 1, 0, 0);
        // the influence is 1 at distance 0, nothing at the radius, and (1 - 4) exp(-2) at twice that
        assertArrayEquals(new double[] {9.1, 8, 7 + 0.1 * -3 * Math.exp(-2) * 3}, codes.weights, 1e-14);
    }

    @Test
    void neuronsThatAreBlownAwayEndTheTrainingWithAWarning() {
        var row = Dataset.builder("row").numeric("x", 10).build();
        var run = Run.local(0).as(Task.CLUSTERING);
        // one row has no variance, so any neuron beside it is infinitely far away in these terms
        var model = new Som().fit(row, hat(), Optional.of(new double[] {9, 8, 7}), run);
        assertArrayEquals(new double[] {9, 8, 7}, model.codebook().weights().toArray(), 0);
        assertTrue(run.warnings().getFirst().contains("pushed away"), run.warnings().toString());
    }

    @Test
    void aWeightOfThreeIsThreeRows() {
        var weights = IntStream.range(0, 150).mapToDouble(row -> row % 4).toArray();
        var repeated = IntStream.range(0, 150).flatMap(row -> IntStream.generate(() -> row).limit(row % 4)).toArray();
        var weighted = IRIS.beside(Dataset.builder("w").numeric("w", weights).build()).withRole(Role.WEIGHT, "w");
        var estimator = new Som().with("width=4 height=3");
        var one = estimator.fit(weighted).model();
        var other = estimator.fit(IRIS.rows(repeated)).model();
        assertArrayEquals(other.codebook().weights().toArray(), one.codebook().weights().toArray(), 1e-8);
        assertArrayEquals(other.codebook().votes().toArray(), one.codebook().votes().toArray(), 0);
        assertEquals(other.topographicError(), one.topographicError(), 1e-12);
    }

    @Test
    void aBatchMapFromThePrincipalPlaneDoesNotDependOnChance() {
        var estimator = new Som().with("width=4 height=3");
        var weights = estimator.fit(IRIS, Run.local(1)).model().codebook().weights();
        assertEquals(weights, estimator.fit(IRIS, Run.local(2)).model().codebook().weights());
        assertNotEquals(weights, new Som().with("width=4 height=3 start=rows").fit(IRIS, Run.local(1)).model().codebook()
                .weights());
    }

    /// Deviations in the first two principal directions of iris are those of every textbook: the square roots of 4.228 and
    /// 0.2427.
    @Test
    void thePrincipalPlaneIsThatOfTheTextbooks() {
        var run = Run.local(0).as(Task.CLUSTERING);
        var chunks = MapRows.of(IRIS, false, run);
        var plane = PrincipalPlane.of(chunks, chunks.aggregate(new MapStep.Extent()), run);
        double n = 150 / 149.0;
        assertEquals(4.22824171, n * Arrays.stream(plane.first()).map(c -> c * c).sum(), 1e-8);
        assertEquals(0.24267075, n * Arrays.stream(plane.second()).map(c -> c * c).sum(), 1e-8);
        assertArrayEquals(new double[] {0.36138659, -0.08452251, 0.85667061, 0.35828920},
                Arrays.stream(plane.first()).map(c -> c / Math.sqrt(4.22824171 / n)).toArray(), 1e-7);
    }

    @ParameterizedTest
    @CsvSource({"''", "lattice=hexagonal toroidal=true", "training=online start=rows",
            "training=online neighbourhood=bubble decay=linear finalRadius=0"})
    void labelsByMajorityClassifyIris(String settings) {
        var trained = new Som().with("width=6 height=4 " + settings).fit(IRIS, Run.local(4));
        var labels = trained.predict(IRIS).labels();
        long right = IntStream.range(0, 150).filter(row -> labels.code(row) == row / 50).count();
        assertTrue(right >= 140, right + " of 150 are right");
        assertTrue(trained.history().find("quantisation error").orElseThrow().last() < 0.5);
        assertEquals(24, trained.view(NeuronGrid.class).orElseThrow().labels().size());
    }

    @Test
    void rowsWithoutLabelsDrawTheMapAndHaveNoVote() {
        var codes = IRIS.nominalTarget().codes();
        for (int row = 0; row < 150; row++) {
            codes[row] = row % 10 == 0 ? codes[row] : -1;
        }
        var few = Dataset.builder("few").numeric(List.of("sl", "sw", "pl", "pw"), Oracle.read("iris.csv").matrix())
                .nominal("species", IRIS.nominalTarget().levels(), codes).target("species").build();
        var model = new Som().with("width=6 height=4").fit(few).model();
        assertEquals(150, Arrays.stream(model.codebook().hits()).sum());
        assertEquals(15, Arrays.stream(model.codebook().votes().toArray()).sum());
        assertEquals(new Som().with("width=6 height=4").fit(IRIS).model().codebook().weights(), model.codebook().weights());
        var labels = new Som().with("width=6 height=4").fit(few).predict(IRIS).labels();
        assertTrue(IntStream.range(0, 150).filter(row -> labels.code(row) == row / 50).count() >= 130);
    }

    @Test
    void withoutLabelsNeuronsAreClusters() {
        var trained = new Som().with("width=3 height=1 labels=none").fit(IRIS);
        assertEquals(Task.CLUSTERING, trained.provenance().task());
        var clusters = trained.predict(IRIS).clusters();
        assertTrue(IntStream.range(0, 50).allMatch(row -> clusters[row] == clusters[0]), "setosa lie apart from the others");
        assertTrue(IntStream.range(50, 150).noneMatch(row -> clusters[row] == clusters[0]));
    }

    @Test
    void asAStepItGivesPlacesOnTheMap() {
        var trained = new Som().with("width=4 height=3 lattice=hexagonal").as(Task.TRANSFORMATION).fit(IRIS);
        var output = trained.transform(IRIS);
        assertEquals(List.of("map_x", "map_y"), output.schema().featureNames());
        var positions = trained.model().grid().positions();
        var clusters = trained.model().predictor(IRIS.schema()).predict(IRIS).clusters();
        for (int row = 0; row < 150; row++) {
            assertEquals(positions.get(clusters[row], 0), output.numeric("map_x").value(row));
            assertEquals(positions.get(clusters[row], 1), output.numeric("map_y").value(row));
        }
    }

    @Test
    void everyNeuronOfATorusHasAllItsNeighbours() {
        for (var grid : List.of(new Grid(5, 4, Lattice.RECTANGULAR, true), new Grid(5, 4, Lattice.HEXAGONAL, true))) {
            var degrees = new int[20];
            var edges = grid.edges();
            for (int edge = 0; edge < edges[0].length; edge++) {
                degrees[edges[0][edge]]++;
                degrees[edges[1][edge]]++;
            }
            int all = grid.lattice() == Lattice.HEXAGONAL ? 6 : 4;
            assertTrue(Arrays.stream(degrees).allMatch(degree -> degree == all), Arrays.toString(degrees));
        }
        assertEquals(31, new Grid(5, 4, Lattice.RECTANGULAR, false).edges()[0].length);
        assertEquals(0, new Grid(1, 1, Lattice.RECTANGULAR, true).edges()[0].length);
        assertEquals(1, new Grid(2, 1, Lattice.RECTANGULAR, true).edges()[0].length);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 2", "3, 2", "2, 3", "4, 6", "7, 3"})
    void edgesJoinExactlyTheNeuronsAtDistanceOne(int width, int height) {
        for (var lattice : Lattice.values()) {
            for (boolean toroidal : new boolean[] {false, true}) {
                if (toroidal && lattice == Lattice.HEXAGONAL && height % 2 == 1) {
                    continue;
                }
                var grid = new Grid(width, height, lattice, toroidal);
                var edges = grid.edges();
                var found = IntStream.range(0, edges[0].length).mapToObj(edge -> edges[0][edge] + "-" + edges[1][edge])
                        .toList();
                var expected = IntStream.range(0, width * height).boxed().flatMap(a -> IntStream.range(a + 1, width * height)
                        .filter(b -> Math.abs(apart(grid, a, b) - 1) < 1e-9).mapToObj(b -> a + "-" + b)).toList();
                assertEquals(expected, found, grid.toString());
            }
        }
    }

    @Test
    void heroesThatAreAlikeLieTogether() {
        var heroes = Heroes.data();
        for (var settings : List.of("width=5 height=4",
                "width=4 height=4 lattice=hexagonal training=online start=rows epochs=100")) {
            var trained = new Som().with(settings).fit(heroes, Run.local(2));
            var winners = trained.predict(heroes).clusters();
            var grid = trained.model().grid();
            var strong = Heroes.clusters(winners, "The Thing", "She Hulk", "Ms Marvel");
            assertTrue(Arrays.stream(strong).allMatch(neuron -> apart(grid, neuron, strong[0]) <= 2), settings
                    + Arrays.toString(winners));
            int thor = Heroes.clusters(winners, "Thor")[0];
            assertTrue(apart(grid, thor, Heroes.clusters(winners, "Daredevil")[0]) > apart(grid, thor,
                    Heroes.clusters(winners, "Iron Man")[0]),
                    settings + Arrays.toString(winners));
        }
    }

    @Test
    void theReportShowsTheMap() {
        var trained = new Som().with("width=3 height=2").fit(IRIS);
        var tables = trained.view(Report.class).orElseThrow().tables();
        var grid = trained.view(NeuronGrid.class).orElseThrow();
        assertEquals(List.of("neuron", "hits", "label", "x", "y", "distance to neighbours"), tables.getFirst().rows()
                .schema().names());
        assertArrayEquals(grid.uMatrix(), tables.getFirst().rows().numeric("distance to neighbours").values());
        assertEquals(7, grid.from().length);
    }

    @Test
    void aNeuronWithoutVotesAnswersAsTheNearestOneThatHasSome() {
        var codebook = new Codebook(Matrix.of(new double[][] {{0}, {1}, {5}}), false, new double[] {3, 0, 4},
                Matrix.of(new double[][] {{3, 0}, {0, 0}, {1, 3}}), 0);
        assertArrayEquals(new double[] {1, 0, 1, 0, 0.25, 0.75}, codebook.answers().toArray());
    }

    @Test
    void oddDataMakeAMap() {
        var settings = List.of("", "training=online start=uniform", "training=online neighbourhood=mexican-hat");
        for (var text : settings) {
            for (var data : List.of(IRIS.rows(0, 1), IRIS.rows(new int[30]), IRIS.columns(List.of("sw", "species"))
                    .rows(0, 3))) {
                var trained = new Som().with("width=4 height=3 epochs=3 " + text).fit(data);
                assertTrue(Arrays.stream(trained.model().codebook().weights().toArray()).allMatch(Double::isFinite));
                assertEquals(0, trained.predict(IRIS).labels().code(0));
            }
        }
    }

    @Test
    void numbersFarFromTheOriginKeepTheirDigits() {
        var near = Matrix.of(150, 4, IRIS.features().toArray());
        var far = Matrix.of(150, 4, Arrays.stream(near.values()).map(x -> x + 1e7).toArray());
        var one = new Som().with("width=3 height=3").fit(Dataset.builder("near").block("x", near).build()).model();
        var other = new Som().with("width=3 height=3").fit(Dataset.builder("far").block("x", far).build()).model();
        assertArrayEquals(one.codebook().weights().toArray(),
                Arrays.stream(other.codebook().weights().toArray()).map(x -> x - 1e7).toArray(), 1e-6);
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThrows(GliaException.class, () -> new Som().with("neighbourhood=mexican-hat"));
        assertThrows(GliaException.class, () -> new Som().with("lattice=hexagonal toroidal=true height=5"));
        assertThrows(GliaException.class, () -> new Som().with("decay=exponential finalRadius=0"));
        assertThrows(GliaException.class, () -> new Som().with("radius=1 finalRadius=2"));
        assertThrows(GliaException.class, () -> new Som().with("training=[online rate=1.5]"));
        var huge = Dataset.builder("huge").numeric("x", 1e200, -1e200, 0).build();
        assertTrue(assertThrows(DataException.class, () -> new Som().with("width=2 height=1").fit(huge)).getMessage()
                .contains("standardize"));
        var none = IRIS.beside(Dataset.builder("w").numeric("w", new double[150]).build()).withRole(Role.WEIGHT, "w");
        assertThrows(DataException.class, () -> new Som().with("").fit(none));
    }
}

package org.glia.datasets.builtin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.glia.api.DataSource;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Kind;
import org.glia.api.data.Role;
import org.glia.api.data.TimeColumn;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Numbers of rows, classes and means as published: by UCI, the papers named in LICENCES.md, and the manuals of
/// scikit-learn and R.
class BuiltInTest {

    private static Dataset load(DataSource<NoSettings> source) {
        return source.load(Optional.empty(), new NoSettings(), Run.local(1));
    }

    static List<DataSource<NoSettings>> all() {
        return List.of(new Iris(), new Wine(), new BreastCancer(), new Diabetes(), new Digits(), new Penguins(),
                new Diamonds(),
                new Faithful(), new AirPassengers(), new KarateClub(), new MarvelHeroes(), new CostumePrice());
    }

    private static double mean(Dataset data, String column) {
        return DoubleStream.of(data.numeric(column).values()).filter(x -> !Double.isNaN(x)).average().orElseThrow();
    }

    private static int missing(Dataset data, String column) {
        return (int) IntStream.range(0, data.rows()).filter(data.column(column)::isMissing).count();
    }

    @ParameterizedTest
    @MethodSource("all")
    void setsAreCalledByTheirNameAndWarnOfNothing(DataSource<NoSettings> source) {
        var run = Run.local(1);
        var data = source.load(Optional.empty(), new NoSettings(), run);
        assertEquals(DataSource.source(source.getClass()).name(), data.name());
        assertEquals(List.of(), run.warnings());
    }

    @ParameterizedTest
    @MethodSource("all")
    void setsAreTheSameEachTime(DataSource<NoSettings> source) {
        assertEquals(load(source).fingerprint(), load(source).fingerprint());
    }

    @Test
    void irisHas50FlowersOfEachSpecies() {
        var data = load(new Iris());
        assertArrayEquals(new int[] {50, 50, 50}, data.nominalTarget().counts());
        assertEquals(List.of("setosa", "versicolor", "virginica"), data.nominalTarget().levels().names());
        assertEquals(4, data.schema().featureWidth());
        assertEquals(5.843333, mean(data, "sepal_length_cm"), 5e-7);
        assertEquals(3.057333, mean(data, "sepal_width_cm"), 5e-7);
        assertEquals(3.758, mean(data, "petal_length_cm"), 5e-7);
        assertEquals(1.199333, mean(data, "petal_width_cm"), 5e-7);
        assertInstanceOf(DenseMatrix.class, data.features());
    }

    @Test
    void wineHas178WinesOfThreeGrowers() {
        var data = load(new Wine());
        assertArrayEquals(new int[] {59, 71, 48}, data.nominalTarget().counts());
        assertEquals(13, data.schema().featureWidth());
        assertEquals(13.00, mean(data, "alcohol"), 0.005);
        assertEquals(746.89, mean(data, "proline"), 0.005);
    }

    @Test
    void breastCancerHas357BenignAnd212MalignantCases() {
        var data = load(new BreastCancer());
        assertEquals(30, data.schema().featureWidth());
        assertEquals(List.of("benign", "malignant"), data.nominalTarget().levels().names());
        assertArrayEquals(new int[] {357, 212}, data.nominalTarget().counts());
        assertEquals(Optional.of("malignant"), data.targetField().levels().positive());
        assertEquals(28.11, DoubleStream.of(data.numeric("mean_radius").values()).max().orElseThrow());
    }

    @Test
    void diabetesHas442PatientsWhoseProgressionIsFrom25To346() {
        var data = load(new Diabetes());
        assertEquals(442, data.rows());
        assertEquals(10, data.schema().featureWidth());
        var target = DoubleStream.of(data.numericTarget().values()).summaryStatistics();
        assertEquals(25, target.getMin());
        assertEquals(346, target.getMax());
        assertEquals(152.133, target.getAverage(), 5e-4);
    }

    @Test
    void digitsAre1797PicturesOf64Pixels() {
        var data = load(new Digits());
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, data.nominalTarget().counts());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), data.nominalTarget().levels().names());
        assertEquals(64, data.schema().featureWidth());
        var pixels = DoubleStream.of(data.features().toArray()).summaryStatistics();
        assertEquals(0, pixels.getMin());
        assertEquals(16, pixels.getMax());
    }

    @Test
    void penguinsAreOfThreeSpeciesWithMissingValues() {
        var data = load(new Penguins());
        assertEquals(List.of("Adelie", "Chinstrap", "Gentoo"), data.nominalTarget().levels().names());
        assertArrayEquals(new int[] {152, 68, 124}, data.nominalTarget().counts());
        assertEquals(2, missing(data, "bill_length_mm"));
        assertEquals(11, missing(data, "sex"));
        assertArrayEquals(new int[] {165, 168}, data.nominal("sex").counts());
        assertEquals(List.of("Biscoe", "Dream", "Torgersen"), data.nominal("island").levels().names());
        assertEquals(43.92193, mean(data, "bill_length_mm"), 5e-6);
        assertEquals(4201.754, mean(data, "body_mass_g"), 5e-4);
    }

    @Test
    void diamondsHaveOrderedFactors() {
        var data = load(new Diamonds());
        assertEquals(53_940, data.rows());
        assertArrayEquals(new int[] {1610, 4906, 12082, 13791, 21551}, data.nominal("cut").counts());
        assertEquals(List.of("Fair", "Good", "Very Good", "Premium", "Ideal"), data.nominal("cut").levels().names());
        assertArrayEquals(new int[] {2808, 5422, 8304, 11292, 9542, 9797, 6775}, data.nominal("color").counts());
        assertArrayEquals(new int[] {741, 9194, 13065, 12258, 8171, 5066, 3655, 1790}, data.nominal("clarity").counts());
        for (var factor : List.of("cut", "color", "clarity")) {
            assertTrue(data.nominal(factor).levels().ordered());
            assertTrue(data.schema().find(factor).orElseThrow().levels().ordered());
        }
        assertEquals(3932.8, mean(data, "price"), 0.05);
        assertEquals("price", data.targetField().name());
    }

    @Test
    void faithfulHas272EruptionsAndNoTarget() {
        var data = load(new Faithful());
        assertEquals(272, data.rows());
        assertTrue(data.schema().targets().isEmpty());
        assertEquals(3.487783, mean(data, "eruptions"), 5e-7);
        assertEquals(70.89706, mean(data, "waiting"), 5e-6);
    }

    @Test
    void airPassengersAreTwelveYearsOfMonths() {
        var data = load(new AirPassengers());
        assertEquals(144, data.rows());
        var date = (TimeColumn) data.only(Role.TIME).orElseThrow();
        for (int month = 0; month < 144; month++) {
            assertEquals(LocalDate.of(1949, 1, 1).plusMonths(month).atStartOfDay(ZoneOffset.UTC)
                    .toInstant().toEpochMilli(), date.millis(month));
        }
        assertEquals(280.2986, mean(data, "passengers"), 5e-5);
        assertEquals(List.of("year", "month"), data.schema().featureNames());
    }

    @Test
    void theKarateClubHas34MembersAnd78Friendships() {
        var data = load(new KarateClub());
        assertEquals(34, data.rows());
        assertArrayEquals(new int[] {17, 17}, data.nominalTarget().counts());
        assertEquals(0, data.schema().featureWidth());
        var edges = data.attachment("edges").orElseThrow();
        assertEquals(78, edges.rows());
        assertEquals(231, DoubleStream.of(edges.numeric("weight").values()).sum());
        var degrees = new int[34];
        for (int e = 0; e < 78; e++) {
            assertTrue(edges.numeric("source").value(e) < edges.numeric("target").value(e));
            degrees[(int) edges.numeric("source").value(e)]++;
            degrees[(int) edges.numeric("target").value(e)]++;
        }
        assertEquals(16, degrees[0]);
        assertEquals(17, degrees[33]);
    }

    @Test
    void theHeroesAreNamedAndScaledFromOneToSeven() {
        var data = load(new MarvelHeroes());
        assertEquals(16, data.rows());
        assertEquals(Kind.TEXT, data.column("hero").kind());
        assertEquals(Role.ID, data.schema().field(0).role());
        assertEquals(6, data.schema().featureWidth());
        assertTrue(DoubleStream.of(data.features().toArray()).allMatch(x -> x >= 1 && x <= 7 && x == Math.rint(x)));
        assertFalse(data.column("hero").isMissing(15));
    }

    @Test
    void theCostumesAreThree() {
        var data = load(new CostumePrice());
        assertArrayEquals(new double[] {240, 480, 26}, data.numeric("costume_price").values());
        assertArrayEquals(new double[] {6370, 8697, 2200}, data.numericTarget().values());
    }

    /// The gains of information that the paper gives: 0.246, 0.029, 0.151 and 0.048 bits.
    @Test
    void theWeatherHasThePublishedGains() {
        var data = load(new Weather());
        assertEquals(9, data.nominalTarget().counts()[data.nominalTarget().levels().code("yes")]);
        assertEquals(0.246, gain(data, "outlook"), 1e-3);
        assertEquals(0.029, gain(data, "temperature"), 1e-3);
        assertEquals(0.151, gain(data, "humidity"), 1e-3);
        assertEquals(0.048, gain(data, "windy"), 1e-3);
    }

    private static double gain(Dataset data, String column) {
        double all = data.rows();
        double gain = entropy(data.nominalTarget().counts());
        for (int level = 0; level < data.nominal(column).levels().size(); level++) {
            int wanted = level;
            var rows = data.rows(IntStream.range(0, data.rows()).filter(row -> data.nominal(column).code(row) == wanted).toArray());
            gain -= rows.rows() / all * entropy(rows.nominalTarget().counts());
        }
        return gain;
    }

    private static double entropy(int[] counts) {
        double all = IntStream.of(counts).sum();
        return -IntStream.of(counts).filter(count -> count > 0).mapToDouble(count -> count / all * Math.log(count / all) / Math.log(2)).sum();
    }
}

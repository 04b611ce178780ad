package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardizeTest {

    private static final Dataset TRAIN = Oracle.read("numbers.train").numeric();
    private static final Dataset NEW = Oracle.read("numbers.new").numeric();

    @ParameterizedTest
    @CsvSource({"standardize,''", "standardize-no-mean,center=false", "standardize-no-std,scale=false"})
    void rowsBecomeWhatScikitLearnMakesOfThem(String oracle, String settings) {
        var trained = new Standardize().with(settings).fit(TRAIN);
        // one column varies by 1e-8 of its size: the last digits of its mean show
        Oracle.read(oracle + ".train").assertFeatures(trained.transform(TRAIN), 1e-8);
        Oracle.read(oracle + ".new").assertFeatures(trained.transform(NEW), 1e-8);
    }

    @Test
    void weightsMakeAWeightedMeanAndDeviation() {
        var trained = new Standardize().with("").fit(TRAIN.withRole(Role.WEIGHT, "w"));
        var params = Oracle.read("standardize-weighted.params");
        assertArrayEquals(params.numbers("mean"), trained.model().centers(), 1e-14 * 1e8);
        var scales = params.numbers("scale");
        for (int j = 0; j < scales.length; j++) {
            assertEquals(scales[j], trained.model().scales()[j], 1e-7 * scales[j]);
        }
        Oracle.read("standardize-weighted.new").assertFeatures(trained.transform(NEW), 1e-7);
    }

    @Test
    void wholeWeightsCountLikeRepeatedRows() {
        var weighted = Dataset.builder("d").numeric("x", 1, 5, 2, 9).numeric("w", 2, 0, 3, 1).role(Role.WEIGHT, "w").build();
        var repeated = Dataset.builder("d").numeric("x", 1, 1, 2, 2, 2, 9).build();
        var a = new Standardize().with("").fit(weighted).model();
        var b = new Standardize().with("").fit(repeated).model();
        assertArrayEquals(b.centers(), a.centers(), 1e-15);
        assertArrayEquals(b.scales(), a.scales(), 1e-15);
    }

    /// NIST StRD univariate summary statistics, NumAcc4: 1001 numbers about 10000000.2; mean 10000000.2 and deviation 0.1
    /// (divisor n - 1) are exact.
    @Test
    void nistNumAcc4IsRightToEightDigits() {
        var values = new double[1001];
        Arrays.setAll(values, i -> i == 0 ? 10000000.2 : i % 2 == 1 ? 10000000.1 : 10000000.3);
        var model = new Standardize().with("").fit(Dataset.builder("numacc4").numeric("x", values).build()).model();
        assertEquals(10000000.2, model.centers()[0], 2e-9);
        assertEquals(0.1, model.scales()[0] * Math.sqrt(1001 / 1000.0), 1e-9);
    }

    @Test
    void aConstantColumnBecomesZeroAndIsNotScaled() {
        var data = Dataset.builder("d").numeric("x", 0.1, 0.1, 0.1).numeric("y", 1, 2, 3).build();
        var trained = new Standardize().with("").fit(data);
        assertArrayEquals(new double[] {0, 0, 0}, trained.transform(data).numeric("x").values());
        assertEquals(1, trained.model().scales()[0]);
    }

    @Test
    void aColumnWithoutValuesPassesWithAWarning() {
        var data = Dataset.builder("d").numeric("x", Double.NaN, Double.NaN).numeric("y", 1, 2).build();
        var trained = new Standardize().with("").fit(data);
        assertEquals(1, trained.warnings().size());
        assertTrue(trained.warnings().getFirst().contains("`x` has no values"), trained.warnings().getFirst());
        assertEquals(7, trained.transform(Dataset.builder("n").numeric("x", 7).numeric("y", 1).build()).numeric("x").value(0));
    }

    @Test
    void numbersWhoseSquaresOverflowAreRefusedByName() {
        var data = Dataset.builder("d").numeric("mass", 1e200, -1e200).build();
        var refusal = assertThrows(DataException.class, () -> new Standardize().with("").fit(data));
        assertTrue(refusal.getMessage().contains("`mass`"), refusal.getMessage());
    }

    @Test
    void rowsThatAllHaveNoWeightAreRefused() {
        var data = Dataset.builder("d").numeric("x", 1, 2).numeric("w", 0, 0).role(Role.WEIGHT, "w").build();
        assertThrows(DataException.class, () -> new Standardize().with("").fit(data));
    }

    @Test
    void aSparseBlockStaysSparseAndIsScaledAsIfItWereDense() {
        var dense = Matrix.of(new double[][] {{0, 2, 0}, {1, 0, 0}, {0, 4, 0}, {3, 0, 0}});
        var weights = new double[] {1, 2, 0.5, 1};
        var data = Dataset.builder("d").block("words", dense.csr()).numeric("w", weights).role(Role.WEIGHT, "w").build();
        var plain = Dataset.builder("d").block("words", dense).numeric("w", weights).role(Role.WEIGHT, "w").build();
        var sparse = new Standardize().with("center=false").fit(data);
        assertArrayEquals(new Standardize().with("center=false").fit(plain).model().scales(), sparse.model().scales(), 1e-15);
        var scaled = sparse.transform(data);
        assertTrue(scaled.features().isSparse());
        assertEquals(5, scaled.features().csr().values().length + 1);
    }

    @Test
    void aSparseBlockIsNotCentred() {
        var data = Dataset.builder("d").block("words", Matrix.of(new double[][] {{0, 2}, {1, 0}}).csr()).build();
        var refusal = assertThrows(DataException.class, () -> new Standardize().with("").fit(data));
        assertTrue(refusal.getMessage().contains("`words`"), refusal.getMessage());
    }

    @Test
    void blocksKeepTheirShape() {
        var data = Dataset.builder("d").numeric("a", 1, 2)
                .block("image", Matrix.ofBytes(2, 4, new byte[] {0, 1, 2, 3, 8, 9, 10, 11}), 2, 2).build();
        var output = new Standardize().with("").fit(data).transform(data);
        assertEquals(data.schema(), output.schema());
        assertArrayEquals(new double[] {-1, -1, -1, -1}, ((BlockColumn) output.column("image")).matrix().row(0));
    }

    @Test
    void columnsOutsideTheChosenOnesAndNominalOnesPass() {
        var data = Dataset.builder("d").numeric("x", 1, 2).nominal("s", "a", "b").numeric("y", 3, 5).build();
        var output = new Standardize().with("columns=y").fit(data).transform(data);
        assertEquals(data.schema().names(), output.schema().names());
        assertArrayEquals(new double[] {1, 2}, output.numeric("x").values());
        assertArrayEquals(new double[] {-1, 1}, output.numeric("y").values());
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        var random = new RandomStream(5);
        var values = IntStream.range(0, 90_000).mapToDouble(i -> random.nextGaussian()).toArray();
        var data = Dataset.builder("d").block("x", Matrix.of(30_000, 3, values)).build();
        var once = tree(data, 1);
        assertEquals(once, tree(data, 2));
        assertEquals(once, tree(data, 7));
    }

    private static DataTree tree(Dataset data, int threads) {
        return DataTree.of(new Standardize().with("").fit(data, Run.local(RunSetup.of(3).withThreads(threads))).model());
    }

    @Test
    void theReportNamesEveryPart() {
        var report = new Standardize().with("").fit(TRAIN).view(Report.class).orElseThrow();
        var table = report.tables().getFirst().rows();
        assertEquals("offset", table.column("column").format(3));
        assertEquals(2.0, table.numeric("center").value(1));
    }
}

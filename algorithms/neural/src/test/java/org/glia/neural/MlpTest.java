package org.glia.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.AlgorithmType;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.Graph;
import org.glia.api.model.Report;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.glia.datasets.generators.HeroLogo;
import org.junit.jupiter.api.Test;

class MlpTest {

    private static final Levels NO_YES = Levels.of("no", "yes");

    private static Trained<MlpModel> fit(String settings, Dataset data) {
        return new Mlp().with(settings).fit(data, Run.local(7));
    }

    private static double accuracy(Trained<MlpModel> trained, Dataset rows, String target) {
        var labels = trained.predict(rows).of(target).labels();
        var truth = rows.nominal(target);
        return IntStream.range(0, rows.rows()).filter(row -> labels.code(row) == truth.code(row))
                .count() / (double) rows.rows();
    }

    // ---- what it learns

    @Test
    void exclusiveOrIsLearnt() {
        var xor = Dataset.builder("xor").numeric("a", 0, 0, 1, 1).numeric("b", 0, 1, 0, 1)
                .nominal("out", NO_YES, new int[] {0, 1, 1, 0}).target("out").build();
        var trained = fit("layers=[dense units=4 activation=tanh] learningRate=0.05 epochs=300 patience=0", xor);
        assertEquals(1, accuracy(trained, xor, "out"));
        assertTrue(trained.model().fit().loss() < 0.05);
    }

    @Test
    void theSuperheroLogoIsLearntFromPoints() {
        var logo = logo(3000, 1);
        var other = logo(2000, 2);
        var trained = fit("layers=64,64 learningRate=[one-cycle highest=0.01] epochs=150 batch=64 patience=0", logo);
        double share = Arrays.stream(other.nominal("inside").codes()).average().orElseThrow();
        assertTrue(share > 0.3 && share < 0.5, "the logo covers part of the picture: " + share);
        double accuracy = accuracy(trained, other, "inside");
        assertTrue(accuracy > 0.965, "accuracy " + accuracy);
    }

    private static Dataset logo(int points, long seed) {
        return new HeroLogo().load(Optional.empty(), new HeroLogo.Settings(points), Run.local(seed));
    }

    @Test
    void aNumberFarFromZeroIsLearntInItsUnit() {
        var data = waves(400, 1, 1e6, 5e4);
        var trained = fit("layers=[dense units=32 activation=tanh] learningRate=0.01 epochs=150", data);
        assertTrue(r2(trained, waves(200, 2, 1e6, 5e4)) > 0.95);
        var raw = fit("layers=[dense units=32 activation=tanh] learningRate=0.01 epochs=150 scaleTargets=false", data);
        assertTrue(r2(raw, waves(200, 2, 1e6, 5e4)) < 0.1, "such a number cannot be reached by steps of this length");
    }

    private static Dataset waves(int rows, long seed, double mean, double scale) {
        var random = new RandomStream(seed);
        var x = IntStream.range(0, rows).mapToDouble(row -> 6 * random.nextDouble() - 3).toArray();
        var y = Arrays.stream(x).map(value -> mean + scale * (Math.sin(value) + 0.05 * random.nextGaussian())).toArray();
        return Dataset.builder("waves").numeric("x", x).numeric("y", y).target("y").build();
    }

    private static double r2(Trained<MlpModel> trained, Dataset rows) {
        var truth = rows.numericTarget().values();
        var values = trained.predict(rows).values();
        double mean = Arrays.stream(truth).average().orElseThrow();
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < truth.length; i++) {
            errors += (truth[i] - values[i]) * (truth[i] - values[i]);
            squares += (truth[i] - mean) * (truth[i] - mean);
        }
        return 1 - errors / squares;
    }

    private static Dataset mixed(int rows, long seed) {
        var random = new RandomStream(seed);
        var a = random.doubles(rows, -1, 1).toArray();
        var b = random.doubles(rows, -1, 1).toArray();
        return Dataset.builder("mixed").numeric("a", a).numeric("b", b)
                .nominal("corner", Levels.of("low", "middle", "high"),
                        IntStream.range(0, rows).map(i -> a[i] + b[i] < -0.5 ? 0 : a[i] + b[i] < 0.5 ? 1 : 2).toArray())
                .numeric("product", IntStream.range(0, rows).mapToDouble(i -> 100 * a[i] * b[i]).toArray())
                .nominal("same", NO_YES, IntStream.range(0, rows).map(i -> a[i] * b[i] > 0 ? 1 : 0).toArray())
                .target("corner", "product", "same").build();
    }

    @Test
    void levelsAndNumbersArePredictedTogether() {
        var trained = fit("layers=32,32 learningRate=0.01 epochs=80 lossWeights=product:2,same:0.5", mixed(500, 1));
        var fresh = mixed(300, 2);
        assertTrue(accuracy(trained, fresh, "corner") > 0.93);
        assertTrue(accuracy(trained, fresh, "same") > 0.93);
        var truth = fresh.numeric("product").values();
        var values = trained.predict(fresh).of("product").values();
        double error = IntStream.range(0, truth.length).mapToDouble(i -> Math.abs(truth[i] - values[i])).average()
                .orElseThrow();
        assertTrue(error < 6, "mean absolute error " + error);
        assertEquals(3, trained.predict(fresh).of("corner").probabilities().columns());
        assertTrue(trained.history().find("accuracy of same").isPresent());
    }

    @Test
    void aTargetWithoutWeightInTheLossIsNotLearnt() {
        var data = mixed(500, 1);
        var trained = fit("layers=32 learningRate=0.01 epochs=60 lossWeights=corner:0,product:1", data);
        assertTrue(accuracy(trained, data, "corner") < 0.7);
        assertTrue(accuracy(trained, data, "same") > 0.9);
    }

    // ---- weights

    @Test
    void rowsWithoutWeightMakeNoDifference() {
        var data = mixed(200, 1).columns(List.of("a", "b", "same"));
        var doubled = Dataset.stack(List.of(data, mixed(200, 9).columns(List.of("a", "b", "same"))));
        var weights = new double[400];
        Arrays.fill(weights, 0, 200, 3);
        var weighted = doubled.beside(Dataset.builder("w").numeric("w", weights).role(Role.WEIGHT, "w").build());
        var settings = "layers=8 epochs=5 batch=50";
        assertArrayEquals(fit(settings, data).model().parameters(), fit(settings, weighted).model().parameters());
    }

    @Test
    void aClassThatWeighsMoreIsPredictedMoreOften() {
        var random = new RandomStream(4);
        var classes = IntStream.range(0, 400).map(i -> i % 10 == 0 ? 1 : 0).toArray();
        var x = Arrays.stream(classes).mapToDouble(code -> code + random.nextGaussian()).toArray();
        var rare = Dataset.builder("rare").numeric("x", x).nominal("class", NO_YES, classes).target("class").build();
        var settings = "layers=8 learningRate=0.01 epochs=40 ";
        var plain = fit(settings, rare).predict(rare).labels();
        var balanced = fit(settings + "classWeight=balanced", rare).predict(rare).labels();
        assertTrue(Arrays.stream(plain.codes()).sum() < 30);
        assertTrue(Arrays.stream(balanced.codes()).sum() > 90);
    }

    // ---- when it ends

    @Test
    void theBestEpochIsGoneBackTo() {
        var random = new RandomStream(8);
        var noise = Dataset.builder("noise").block("x", Matrix.of(60, 10, random.doubles(600, -1, 1).toArray()))
                .nominal("class", NO_YES, IntStream.range(0, 60).map(i -> random.nextInt(2)).toArray()).target("class")
                        .build();
        var trained = fit("layers=64 learningRate=0.01 epochs=200 validation=0.3 patience=6", noise);
        var losses = trained.history().find("validation loss").orElseThrow().values();
        var fit = trained.model().fit();
        assertTrue(fit.epochs() < 200 && fit.epochs() == fit.best() + 6, fit.toString());
        assertEquals(losses[fit.best() - 1], fit.loss());
        assertTrue(fit.validated());
        // the parameters are those of a fit that had ended there
        var shorter = fit("layers=64 learningRate=0.01 epochs=%d validation=0.3 patience=0".formatted(fit.best()), noise);
        assertArrayEquals(shorter.model().parameters(), trained.model().parameters());
    }

    @Test
    void aCompanionSetJudges() {
        var data = waves(200, 1, 0, 1);
        var trained = fit("layers=16 epochs=30 patience=3 tolerance=1000", data.withValidation(waves(50, 2, 0, 1)));
        assertEquals(1, trained.model().fit().best());
        assertEquals(4, trained.model().fit().epochs());
        assertTrue(trained.history().find("validation loss").isPresent());
    }

    @Test
    void aPlateauLowersTheRate() {
        var data = waves(60, 1, 0, 1);
        var rates = fit("layers=4 epochs=12 patience=0 learningRate=[plateau rate=0.5 patience=1] optimiser=sgd clipValue=0.5", data)
                .history().find("learning rate").orElseThrow().values();
        assertEquals(0.5, rates[0]);
        assertTrue(rates[11] < 0.5);
    }

    // ---- what keeps parameters small

    @Test
    void normsOfUnitsStayBelowTheLargestAllowed() {
        var model = fit("layers=16,8 learningRate=0.05 epochs=20 maxNorm=0.5", mixed(200, 1)).model();
        var network = model.network();
        double most = 0;
        for (var stage : network.stages()) {
            var dense = (DenseStage) stage;
            for (int j = 0; j < dense.units(); j++) {
                double squares = 0;
                for (int i = 0; i < dense.inputs(); i++) {
                    double w = model.parameters()[dense.first() + i * dense.units() + j];
                    squares += w * w;
                }
                most = Math.max(most, Math.sqrt(squares));
            }
        }
        assertEquals(0.5, most, 1e-5);
    }

    @Test
    void penaltiesShrinkWeights() {
        var data = mixed(200, 1);
        double free = squares(fit("layers=16 learningRate=0.01 epochs=60", data));
        double ridged = squares(fit("layers=16 learningRate=0.01 epochs=60 l2=0.1", data));
        double lassoed = squares(fit("layers=16 learningRate=0.01 epochs=60 l1=0.02", data));
        assertTrue(ridged < 0.5 * free && lassoed < 0.5 * free, "%s %s %s".formatted(free, ridged, lassoed));
    }

    private static double squares(Trained<MlpModel> trained) {
        double squares = 0;
        for (float w : trained.model().parameters()) {
            squares += w * w;
        }
        return squares;
    }

    // ---- dropout in prediction

    @Test
    void thinnedNetworksTellHowUncertainTheyAre() {
        var near = waves(300, 1, 10, 2);
        var settings = "layers=[dense units=64 activation=relu],[dropout rate=0.2] learningRate=0.01 epochs=100 ";
        var trained = fit(settings + "samples=50", near);
        var far = Dataset.builder("far").numeric("x", 9, -9).build();
        assertTrue(spread(trained, near) > 0.01);
        assertTrue(spread(trained, far) > 3 * spread(trained, near));
        assertFalse(fit(settings, near).predict(near).has(Tag.SPREAD));
        assertTrue(r2(trained, near) > 0.7);
    }

    private static double spread(Trained<MlpModel> trained, Dataset rows) {
        return Arrays.stream(trained.predict(rows).table().numeric("spread_y").values()).average()
                .orElseThrow();
    }

    @Test
    void meanAndSpreadAreThoseOfTheThinnedNetworks() {
        // one linear unit behind a dropout of its input: each thinned network says 0 or x / (1 - rate) times the weight
        var heads = List.<Head>of(new Head.Number("y", 0, 0, 0, false));
        var model = new MlpModel(List.of(new Layer.Dropout(0.25)), 1, heads, new float[] {3, 0}, new float[0],
                new MlpModel.Thinning(200, 11), 0, MlpModel.Fit.none());
        var schema = Dataset.builder("rows").numeric("x", 1).numeric("y", 1).target("y").build().schema();
        var answers = model.predictor(schema).predict(Dataset.builder("rows").numeric("x", 2, 1).build());
        double share = answers.values()[0] / 8;
        assertEquals(0.75, share, 0.1);
        assertEquals(answers.values()[0], 2 * answers.values()[1], 1e-9);
        double deviation = answers.table().numeric("spread_y").value(0);
        assertEquals(8 * Math.sqrt(share * (1 - share) * 200 / 199), deviation, 1e-6);
    }

    @Test
    void samplesNeedDropout() {
        var problem = assertThrows(RecipeException.class, () -> new Mlp().with("samples=10"));
        assertTrue(problem.getMessage().contains("dropout"), problem.getMessage());
    }

    @Test
    void dropoutKeepsItsShare() {
        var stage = new DropoutStage(0, 10_001, 0.3);
        var mask = new float[10_001];
        stage.draw(new RandomStream(1), mask, 0, mask.length);
        long dropped = IntStream.range(0, mask.length).filter(i -> mask[i] == 0).count();
        assertEquals(0.3, dropped / 10_001.0, 0.015);
        assertTrue(IntStream.range(0, mask.length).allMatch(i -> mask[i] == 0 || mask[i] == (float) (1 / 0.7)));
    }

    // ---- batch by batch

    private static MlpModel learn(String settings, List<Dataset> batches) {
        var read = AlgorithmType.of(new Mlp()).settings().read(settings);
        var learner = new Mlp().open(batches.getFirst().schema(), read, Run.local(3).as(Task.REGRESSION));
        batches.forEach(learner::learn);
        return learner.model();
    }

    @Test
    void numbersOfAStreamAreLearntInTheirUnit() {
        var data = waves(400, 1, 1000, 50);
        var batches = IntStream.range(0, 4000).mapToObj(i -> data.rows(i % 40 * 10, i % 40 * 10 + 10)).toList();
        var model = learn("layers=[dense units=32 activation=tanh] learningRate=0.005", batches);
        var values = model.predictor(data.schema()).predict(data).values();
        var truth = data.numericTarget().values();
        double error = IntStream.range(0, truth.length).mapToDouble(i -> Math.abs(truth[i] - values[i])).average()
                .orElseThrow();
        assertTrue(error < 10, "mean absolute error " + error);
        var head = (Head.Number) model.heads().getFirst();
        assertEquals(Arrays.stream(truth).average().orElseThrow(), head.mean(), 1e-6);
    }

    @Test
    void whatWasLearntStaysWhenTheScaleMoves() {
        var first = learn("layers=8", List.of(waves(50, 1, 0, 1)));
        // a step of no length: only the scale changes
        var settings = AlgorithmType.of(new Mlp()).settings().read("layers=8 optimiser=sgd learningRate=1e-30");
        var data = waves(50, 2, 5000, 300);
        var learner = new Mlp().resume(first, data.schema(), settings, Run.local(1));
        learner.learn(data);
        var before = first.predictor(data.schema()).predict(data).values();
        var after = learner.model().predictor(data.schema()).predict(data).values();
        assertNotEquals(first.heads(), learner.model().heads());
        assertArrayEquals(before, after, 0.01);
    }

    @Test
    void learningGoesOnWhereAPlainDescentStopped() {
        var data = mixed(64, 1);
        var batches = List.of(data.rows(0, 16), data.rows(16, 32), data.rows(32, 48), data.rows(48, 64));
        var settings = "layers=8 optimiser=sgd learningRate=[power t0=1 t1=10] scaleTargets=false";
        var whole = learn(settings, batches);
        var half = learn(settings, batches.subList(0, 2));
        var learner = new Mlp().resume(half, data.schema(), AlgorithmType.of(new Mlp()).settings().read(settings),
                Run.local(99));
        batches.subList(2, 4).forEach(learner::learn);
        assertArrayEquals(whole.parameters(), learner.model().parameters());
        assertEquals(4, learner.model().batches());
    }

    @Test
    void levelsThatTheFitLackedAreLearntLater() {
        var data = mixed(300, 1).columns(List.of("a", "b", "corner", "product")).withTarget("corner", "product");
        var corner = data.nominal("corner");
        var lacking = data.rows(IntStream.range(0, 300).filter(row -> corner.code(row) != 1).toArray());
        var settings = "layers=16 learningRate=0.02 epochs=30";
        var trained = fit(settings, lacking);
        assertEquals(0, trained.predict(data).of("corner").probabilities().get(0, 1));
        var learner = new Mlp().resume(trained.model(), data.schema(), AlgorithmType.of(new Mlp()).settings()
                .read(settings), Run.local(1));
        var before = learner.model().predictor(data.schema()).predict(lacking);
        assertArrayEquals(trained.predict(lacking).of("product").values(), before.of("product").values(), 1e-4);
        assertArrayEquals(trained.predict(lacking).of("corner").probabilities().column(2),
                before.of("corner").probabilities().column(2), 0.01);
        for (int epoch = 0; epoch < 60; epoch++) {
            learner.learn(data);
        }
        var after = learner.model().predictor(data.schema()).predict(data).of("corner").labels();
        assertTrue(IntStream.range(0, 300).filter(row -> after.code(row) == corner.code(row)).count() > 270);
    }

    // ---- what it tells

    @Test
    void largeFeaturesAreWarnedOf() {
        var data = Dataset.builder("large").numeric("income", 30_000, 60_000, 20_000, 55_000).numeric("y", 1, 2, 1, 2)
                .target("y").build();
        var warnings = fit("epochs=2", data).warnings();
        assertTrue(warnings.stream().anyMatch(warning -> warning.contains("income")
                && warning.contains("standardize")), warnings.toString());
        assertTrue(fit("epochs=2", waves(20, 1, 1e6, 1)).warnings().isEmpty());
    }

    @Test
    void aFitThatGrowsBeyondAllNumbersSaysWhatToDo() {
        var data = Dataset.builder("large").numeric("x", 3e9, -6e9, 2e10, 5e10).numeric("y", 1, 2, 1, 2).target("y")
                .build();
        var problem = assertThrows(DataException.class, () ->
                fit("layers=[dense units=8 activation=identity] optimiser=sgd learningRate=100 epochs=50", data));
        assertTrue(problem.getMessage().contains("standardize"), problem.getMessage());
    }

    @Test
    void wrongNamesAreRefused() {
        var data = mixed(30, 1);
        assertTrue(assertThrows(DataException.class, () -> fit("lossWeights=cornr:2", data)).getMessage()
                .contains("corner"));
        assertTrue(assertThrows(DataException.class, () -> fit("lossOf=corner:mae", data)).getMessage()
                .contains("cross-entropy"));
        assertTrue(assertThrows(DataException.class, () -> fit("classWeight=maybe:2", data)).getMessage()
                .contains("maybe"));
    }

    @Test
    void oneClassIsRefused() {
        var data = mixed(30, 1).columns(List.of("a", "b", "same"));
        var same = data.nominal("same");
        var yes = IntStream.range(0, 30).filter(row -> same.code(row) == 1).toArray();
        assertTrue(assertThrows(DataException.class, () -> fit("", data.rows(yes))).getMessage().contains("two classes"));
    }

    @Test
    void aReportListsTheLayers() {
        var trained = fit("layers=5,[batchnorm],[dropout rate=0.1],[dense units=3 activation=prelu] epochs=2",
                mixed(60, 1));
        var layers = trained.view(Report.class).orElseThrow().tables().getFirst().rows();
        assertEquals(5, layers.rows());
        assertArrayEquals(new double[] {15, 20, 0, 21, 20}, layers.numeric("parameters").values());
        assertArrayEquals(new double[] {5, 5, 5, 3, 5}, layers.numeric("outputs").values());
    }

    @Test
    void aPictureShowsUnitsAndWeights() {
        var trained = fit("layers=3 epochs=2", mixed(60, 1).columns(List.of("a", "b", "corner")));
        var graph = trained.view(Graph.class).orElseThrow();
        assertEquals(List.of("a", "b", "layer 1, unit 1", "layer 1, unit 2", "layer 1, unit 3", "corner=low",
                "corner=middle", "corner=high"), graph.nodes());
        assertEquals(15, graph.weights().length);
        assertEquals(trained.model().parameters()[0], graph.weights()[0]);
        assertTrue(fit("layers=200,200 epochs=1", mixed(60, 1)).view(Graph.class).isEmpty());
    }

    // ---- the same bits

    @Test
    void threadsMakeNoDifferenceToNetworksWorthSeveral() {
        var random = new RandomStream(6);
        var data = Dataset.builder("wide").block("x", Matrix.of(200, 300, random.doubles(60_000, -1, 1).toArray()))
                .nominal("class", NO_YES, IntStream.range(0, 200).map(i -> random.nextInt(2)).toArray())
                        .target("class").build();
        var settings = "layers=128,[dropout rate=0.3],[batchnorm],[dense units=64 activation=mish] epochs=2 batch=96 clipNorm=1";
        var alone = new Mlp().with(settings).fit(data, Run.local(RunSetup.of(1).withThreads(1)));
        var three = new Mlp().with(settings).fit(data, Run.local(RunSetup.of(1).withThreads(3)));
        assertArrayEquals(alone.model().parameters(), three.model().parameters());
        assertArrayEquals(alone.model().averages(), three.model().averages());
    }

    @Test
    void batchesOfOneRowPassBatchNormalisation() {
        var data = waves(33, 1, 0, 1);
        var trained = fit("layers=8,[batchnorm] epochs=3 batch=32", data);
        assertTrue(Arrays.stream(trained.predict(data).values()).allMatch(Double::isFinite));
        var single = fit("layers=8,[batchnorm] epochs=3", data.rows(0, 1));
        assertTrue(Double.isFinite(single.predict(data).values()[0]));
    }
}

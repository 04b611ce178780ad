package org.glia.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Losses after each round, and predictions at the end, beside those of scikit-learn 1.6.1 (`oracles/boosting.py`).
class BoostOracleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "diabetes       | histgbm-diabetes          | iterations=40",
        "diabetes       | histgbm-diabetes-absolute | iterations=12 loss=absolute",
        "diabetes       | histgbm-diabetes-monotone | iterations=40 monotone=bmi:1,bp:-1",
        "diabetes       | histgbm-diabetes-l2       | iterations=40 l2=5 maxDepth=4 maxLeaves=0 minLeaf=7 learningRate=0.3",
        "diabetes       | histgbm-diabetes-10bins   | iterations=40 bins=10",
        "breast-cancer  | histgbm-breast-cancer     | iterations=40 l2=1 maxLeaves=6",
        "iris           | histgbm-iris              | iterations=40 minLeaf=10",
        "mixed          | histgbm-mixed             | iterations=40",
        "mixed-weighted | histgbm-mixed-weighted    | iterations=40",
        "mixed-counts   | histgbm-mixed-counts      | iterations=40 loss=poisson",
        "mixed-sides    | histgbm-mixed-sides       | iterations=40"})
    void histogramTreesAreThoseOfScikitLearn(String table, String fixture, String settings) {
        var data = BoostFixtures.table(table);
        requireSame(fixture, data, new HistGbm().with(settings + " minHessian=0.001").fit(data), 1e-5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "diabetes      | gbm-diabetes          | iterations=40",
        "diabetes-weighted | gbm-diabetes-absolute | iterations=20 loss=absolute",
        "diabetes-weighted | gbm-diabetes-quantile | iterations=3 loss=[quantile level=0.8]",
        "breast-cancer | gbm-breast-cancer     | iterations=40",
        "iris          | gbm-iris              | iterations=40 maxDepth=2"})
    void exactTreesAreThoseOfScikitLearn(String table, String fixture, String settings) {
        var data = BoostFixtures.table(table);
        requireSame(fixture, data, new Gbm().with(settings).fit(data), 1e-8);
    }

    @Test
    void huberPredictionsAreThoseOfScikitLearn() {
        var data = BoostFixtures.table("diabetes-weighted");
        requireSameScores("gbm-diabetes-huber", data, new Gbm().with("iterations=20 loss=[huber alpha=0.85]").fit(data), 1e-8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "breast-cancer | adaboost-breast-cancer      | estimators=25",
        "breast-cancer | adaboost-breast-cancer-rate | estimators=25 learningRate=0.5",
        "iris          | adaboost-iris               | estimators=15",
        "iris          | adaboost-iris-deep          | estimators=15 base=[cart maxDepth=2]"})
    void votesAreThoseOfScikitLearn(String table, String fixture, String settings) {
        var data = BoostFixtures.table(table);
        var catalog = Catalog.of(new AdaBoost(), new Cart());
        var trained = catalog.configure("adaboost " + settings).fit(data);
        var rounds = BoostFixtures.numbers(fixture + ".rounds");
        var model = (AdaBoostModel) trained.model();
        assertEquals(rounds.length, model.votes().length, "rounds");
        for (int round = 0; round < rounds.length; round++) {
            assertEquals(rounds[round][0], model.errors()[round], 1e-9, "error of round " + (round + 1));
            assertEquals(rounds[round][1], model.votes()[round], 1e-7, "vote of round " + (round + 1));
        }
        requireSameScores(fixture, data, trained, 1e-8);
    }

    private static void requireSame(String fixture, Dataset data, Trained<? extends Model> trained, double tolerance) {
        var losses = BoostFixtures.numbers(fixture + ".losses");
        var own = trained.history().find("loss").orElseThrow().values();
        for (int round = 0; round < losses.length; round++) {
            assertEquals(losses[round][0], own[round + 1], tolerance * Math.abs(losses[0][0]), "loss after round " + (round + 1));
        }
        requireSameScores(fixture, data, trained, tolerance);
    }

    private static void requireSameScores(String fixture, Dataset data, Trained<? extends Model> trained, double tolerance) {
        var scores = BoostFixtures.numbers(fixture + ".scores");
        var answers = answers(trained.predict(data), scores[0].length);
        for (int row = 0; row < scores.length; row++) {
            for (int output = 0; output < scores[row].length; output++) {
                assertEquals(scores[row][output], answers[row * scores[row].length + output],
                        tolerance * Math.max(1, Math.abs(scores[row][output])), "row " + row + ", output " + output);
            }
        }
    }

    private static double[] answers(Prediction prediction, int outputs) {
        return outputs == 1 ? prediction.values() : prediction.probabilities().toArray();
    }
}

package org.glia.benchmarks.workloads;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The workloads. One more is one more line here; a contestant that does not know the algorithm sits it out.
final class Workloads {

    /// Algorithms that others have and we do not yet.
    static final Set<String> COMING = Set.of();

    /// What classifiers are judged by that know probabilities, and by their labels alone.
    private static final List<String> PROBABILITIES = List.of("train log-loss", "test log-loss", "test accuracy");
    private static final List<String> LABELS = List.of("train accuracy", "test accuracy");

    private Workloads() {
    }

    static List<Workload> all() {
        return List.of(
                // small, and without a folder of data: to try the tool and all contestants
                transformation("standardize-iris", "iris", "standardize"),
                regression("linear-diabetes", "diabetes", "", "linear"),
                regression("ridge-diabetes", "diabetes", "standardize", "ridge alpha=1"),
                classification("logistic-iris", "iris", "standardize", "logistic c=1 tolerance=1e-6 maxIterations=200"),
                classification("svc-iris", "iris", "standardize", "svc c=1 kernel=[rbf gamma=0.25] probability=true", PROBABILITIES),
                kmeans("kmeans-iris", "iris", "standardize", 3),
                classification("cart-iris", "iris", "", "cart maxDepth=3", PROBABILITIES),
                classification("forest-iris", "iris", "", "forest trees=20", PROBABILITIES),
                // those that count
                reading("read-california", "california_housing"),
                reading("read-flights", "flights_400k"),
                reading("read-covertype", "covertype_93k"),
                reading("read-mnist", "mnist"),
                transformation("standardize-covertype", "covertype_93k", "standardize"),
                transformation("standardize-mnist", "mnist", "standardize"),
                transformation("onehot-flights", "flights_400k", "onehot"),
                regression("linear-california", "california_housing", "", "linear"),
                regression("linear-flights", "flights_400k", "onehot drop=first unseen=ignore", "linear"),
                regression("ridge-california", "california_housing", "standardize", "ridge alpha=1"),
                regression("ridge-flights", "flights_400k", "onehot drop=first unseen=ignore", "ridge alpha=1"),
                classification("logistic-covertype", "covertype_93k", "standardize", "logistic c=1 tolerance=1e-5 maxIterations=200"),
                classification("logistic-mnist", "mnist", "minmax", "logistic c=1 tolerance=1e-4 maxIterations=200"),
                kmeans("kmeans-covertype-10", "covertype_93k", "standardize", 10),
                kmeans("kmeans-covertype-64", "covertype_93k", "standardize", 64),
                kmeans("kmeans-mnist-10", "mnist", "minmax", 10).with("smile", "method", "lloyd"),
                kmeans("kmeans-mnist-64", "mnist", "minmax", 64).with("smile", "method", "lloyd"),
                // linear models
                penalised("lasso-california", "california_housing", "polynomial degree=2 | standardize", "lasso alpha=100 tolerance=1e-6"),
                penalised("elasticnet-california", "california_housing", "polynomial degree=2 | standardize",
                        "elasticnet alpha=10 l1Ratio=0.5 tolerance=1e-6"),
                classification("logistic-l1-covertype", "covertype_93k", "standardize",
                        "logistic c=0.01 l1Ratio=1 tolerance=1e-4 maxIterations=100"),
                classification("sgd-covertype", "covertype_93k", "standardize",
                        "sgd loss=log alpha=1e-4 epochs=10 patience=0", PROBABILITIES),
                // support vector machines
                classification("svc-digits", "digits_8x8", "", "svc c=10 kernel=[rbf gamma=0.001] tolerance=1e-3", LABELS),
                classification("svc-letter", "letter_recognition", "standardize", "svc c=10 kernel=[rbf gamma=0.0625] tolerance=1e-3",
                        LABELS),
                classification("linearsvm-covertype", "covertype_93k", "standardize",
                        "linearsvm c=1 loss=squared tolerance=1e-4 maxIterations=300", List.of("train objective", "test accuracy")),
                classification("linearsvm-mnist", "mnist", "minmax", "linearsvm c=0.1 loss=linear tolerance=1e-2 maxIterations=300",
                        List.of("train objective", "test accuracy")),
                // trees
                classification("id3-mushroom", "mushroom", "impute", "id3", LABELS),
                classification("cart-covertype", "covertype_93k", "", "cart", LABELS),
                classification("forest-covertype", "covertype_93k", "", "forest trees=100", PROBABILITIES),
                classification("extratrees-covertype", "covertype_93k", "", "extratrees trees=100", PROBABILITIES),
                classification("adaboost-covertype", "covertype_93k", "", "adaboost base=[cart maxDepth=6] estimators=50", LABELS),
                regression("gbm-california", "california_housing", "", "gbm iterations=100 maxDepth=3 learningRate=0.1 patience=0"),
                classification("histgbm-adult", "adult_census", "", "histgbm iterations=100 learningRate=0.1 maxLeaves=31 patience=0",
                        PROBABILITIES),
                classification("histgbm-covertype", "covertype_93k", "", "histgbm iterations=100 learningRate=0.1 maxLeaves=31 patience=0",
                        PROBABILITIES),
                regression("histgbm-flights", "flights_400k", "", "histgbm iterations=100 learningRate=0.1 maxLeaves=31 patience=0"),
                // clusters, densities and maps
                clustering("minibatchkmeans-mnist-64", "mnist", "minmax",
                        "minibatchkmeans k=64 batch=1024 starts=1 maxEpochs=10 patience=0"),
                clustering("faddc-covertype-64", "covertype_93k", "standardize", "faddc k=64"),
                grouping("dbscan-california", "california_housing", "standardize", "dbscan eps=0.5 minPoints=10"),
                density("gmm-california", "california_housing", "standardize", "gmm k=10 covariance=full starts=1 tolerance=1e-3"),
                clustering("som-letter", "letter_recognition", "standardize", "som width=10 height=10 epochs=10 finalRadius=0.1 training=[online rate=[exponential rate=0.1 epochs=10]]"),
                clustering("neuralgas-letter", "letter_recognition", "standardize", "neuralgas neurons=64 epochs=5"),
                clustering("growingneuralgas-letter", "letter_recognition", "standardize", "growingneuralgas neurons=64 epochs=5"),
                // networks
                classification("mlp-mnist", "mnist", "minmax", "mlp layers=256,128 optimiser=adam learningRate=0.001 epochs=5 batch=128",
                        PROBABILITIES));
    }

    static Workload named(String name) {
        return all().stream().filter(workload -> workload.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload `%s`".formatted(name)));
    }

    private static Workload reading(String name, String data) {
        return new Workload(name, Question.READING, data, "", "csv", List.of("train rows", "train columns", "train sum"), Map.of());
    }

    private static Workload transformation(String name, String data, String step) {
        return new Workload(name, Question.TRANSFORMATION, data, "", step, List.of("train squares"), Map.of());
    }

    private static Workload regression(String name, String data, String prepare, String step) {
        return new Workload(name, Question.REGRESSION, data, prepare, step, List.of("train rmse", "test rmse"), Map.of());
    }

    /// Regression that is judged by what it makes small, too.
    private static Workload penalised(String name, String data, String prepare, String step) {
        return new Workload(name, Question.REGRESSION, data, prepare, step, List.of("train objective", "train rmse", "test rmse"), Map.of());
    }

    private static Workload classification(String name, String data, String prepare, String step) {
        return classification(name, data, prepare, step, List.of("train objective", "train log-loss", "test log-loss", "test accuracy"));
    }

    private static Workload classification(String name, String data, String prepare, String step, List<String> measures) {
        return new Workload(name, Question.CLASSIFICATION, data, prepare, step, measures, Map.of());
    }

    private static Workload kmeans(String name, String data, String prepare, int k) {
        return clustering(name, data, prepare, "kmeans k=%d starts=1 maxIterations=300 tolerance=1e-4".formatted(k));
    }

    private static Workload clustering(String name, String data, String prepare, String step) {
        return new Workload(name, Question.CLUSTERING, data, prepare, step, List.of("train inertia"), Map.of());
    }

    private static Workload grouping(String name, String data, String prepare, String step) {
        return new Workload(name, Question.GROUPING, data, prepare, step, List.of("train clusters", "train noise"), Map.of());
    }

    private static Workload density(String name, String data, String prepare, String step) {
        return new Workload(name, Question.DENSITY, data, prepare, step, List.of("train log-density"), Map.of());
    }
}

package org.glia.benchmarks.workloads;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The workloads. One more is one more line here; a contestant that does not know the algorithm sits it out.
final class Workloads {

    /// Algorithms that others have and we do not yet.
    static final Set<String> COMING = Set.of("svc");

    private Workloads() {
    }

    static List<Workload> all() {
        return List.of(
                // small, and without a folder of data: to try the tool and all contestants
                transformation("standardize-iris", "iris", "standardize"),
                regression("linear-diabetes", "diabetes", "", "linear"),
                regression("ridge-diabetes", "diabetes", "standardize", "ridge alpha=1"),
                classification("logistic-iris", "iris", "standardize", "logistic c=1 tolerance=1e-6 maxIterations=200"),
                classification("svc-iris", "iris", "standardize", "svc c=1 gamma=0.25"),
                clustering("kmeans-iris", "iris", "standardize", 3),
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
                clustering("kmeans-covertype-10", "covertype_93k", "standardize", 10),
                clustering("kmeans-covertype-64", "covertype_93k", "standardize", 64),
                clustering("kmeans-mnist-10", "mnist", "minmax", 10).with("smile", "method", "lloyd"),
                clustering("kmeans-mnist-64", "mnist", "minmax", 64).with("smile", "method", "lloyd"));
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

    private static Workload classification(String name, String data, String prepare, String step) {
        return new Workload(name, Question.CLASSIFICATION, data, prepare, step,
                List.of("train objective", "train log-loss", "test log-loss", "test accuracy"), Map.of());
    }

    private static Workload clustering(String name, String data, String prepare, int k) {
        return new Workload(name, Question.CLUSTERING, data, prepare, "kmeans k=%d starts=1 maxIterations=300 tolerance=1e-4".formatted(k),
                List.of("train inertia"), Map.of());
    }
}

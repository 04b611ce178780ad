package org.glia.benchmarks.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.gson.Gson;

/// Whoever can be started to do a workload: a Java library by [ContestantProcess], another language by a script.
sealed interface Entrant {

    String name();

    String version();

    String licence();

    Set<String> algorithms();

    /// The command that does the order; it leaves its reply and its answers in the order's folder.
    List<String> command(ContestantProcess.Order order, Workload workload) throws IOException;

    /// Ours first, then the other Java libraries, then the languages that this machine has. Those that nobody wants are not
    /// looked for.
    static List<Entrant> all(Predicate<String> wanted) {
        var all = new ArrayList<Entrant>();
        Contestant.all().stream().filter(contestant -> wanted.test(contestant.name())).map(OfJava::new).forEach(all::add);
        all.addAll(Script.all(wanted));
        return all;
    }

    /// A Java library.
    record OfJava(Contestant contestant) implements Entrant {

        @Override
        public String name() {
            return contestant.name();
        }

        @Override
        public String version() {
            return contestant.version();
        }

        @Override
        public String licence() {
            return contestant.licence();
        }

        @Override
        public Set<String> algorithms() {
            return new TreeSet<>(contestant.algorithms());
        }

        @Override
        public List<String> command(ContestantProcess.Order order, Workload workload) throws IOException {
            var file = Path.of(order.folder()).resolve("order.json");
            Files.writeString(file, new Gson().toJson(order));
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(WorkloadRun.flags());
            command.addAll(List.of("-Xmx12g", "-Djava.awt.headless=true", "-XX:ActiveProcessorCount=" + order.threads(),
                    "-cp", System.getProperty("java.class.path"), ContestantProcess.class.getName(), file.toString()));
            return command;
        }
    }

    /// A script that is run by the interpreter of its language.
    record Script(String name, String version, String licence, Set<String> algorithms, String interpreter, String script)
            implements Entrant {

        /// Names the Python to use, one that has more libraries than the machine's for instance.
        private static final String PYTHON = "GLIA_PYTHON";

        /// Those whose interpreter and library this machine has.
        static List<Script> all(Predicate<String> wanted) {
            var python = Optional.ofNullable(System.getenv(PYTHON))
                    .orElse(Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3");
            var all = new ArrayList<Script>();
            if (wanted.test("sklearn")) {
                output(python, "-c", "import sklearn; print(sklearn.__version__)").ifPresent(version -> {
                    var algorithms = new TreeSet<>(Set.of("standardize", "onehot", "linear", "ridge", "lasso", "elasticnet", "logistic", "logistic-l1",
                            "sgd", "svc", "linearsvm", "cart", "forest", "extratrees", "adaboost", "gbm", "histgbm", "mlp", "kmeans",
                            "minibatchkmeans", "dbscan", "gmm"));
                    output(python, "-c", "import pandas").ifPresent(found -> algorithms.add("csv"));
                    all.add(new Script("sklearn", version, "BSD-3-Clause", algorithms, python, "contestant.py"));
                });
            }
            if (wanted.test("pytorch")) {
                output(python, "-c", "import torch; print(torch.__version__)").ifPresent(version ->
                        all.add(new Script("pytorch", version, "BSD-3-Clause", Set.of("mlp"), python, "contestant.py")));
            }
            if (wanted.test("lightgbm")) {
                output(python, "-c", "import lightgbm; print(lightgbm.__version__)").ifPresent(version ->
                        all.add(new Script("lightgbm", version, "MIT", Set.of("histgbm"), python, "contestant.py")));
            }
            if (wanted.test("r")) {
                output("Rscript", "-e", "cat(as.character(getRversion()))").ifPresent(version -> {
                    var algorithms = new TreeSet<>(Set.of("csv", "standardize", "linear", "kmeans"));
                    output("Rscript", "-e", "library(rpart)").ifPresent(found -> algorithms.add("cart"));
                    all.add(new Script("r", version, "GPL-2.0-or-later", algorithms, "Rscript", "contestant.R"));
                });
            }
            return all;
        }

        private static Optional<String> output(String... command) {
            try {
                var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
                var said = new String(process.getInputStream().readAllBytes()).strip();
                return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty(); // this machine does not have it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        /// Scripts read their order as lines `key=value`, settings with a `setting.` before them: no parser is needed.
        @Override
        public List<String> command(ContestantProcess.Order order, Workload workload) throws IOException {
            var lines = new ArrayList<>(List.of("library=" + name, "workload=" + workload.name(), "question=" + workload.question(),
                    "algorithm=" + workload.algorithm(), "data=" + order.data(), "folder=" + order.folder(), "repeats=" + order.repeats(),
                    "limit=" + order.limit(), "threads=" + order.threads()));
            workload.settings(name).forEach((key, value) -> lines.add("setting." + key + "=" + value));
            var folder = Path.of(order.folder());
            Files.write(folder.resolve("order"), lines);
            try (InputStream text = Entrant.class.getResourceAsStream(script)) {
                Files.write(folder.resolve(script), text.readAllBytes());
            }
            return List.of(interpreter, folder.resolve(script).toString(), folder.resolve("order").toString());
        }
    }
}

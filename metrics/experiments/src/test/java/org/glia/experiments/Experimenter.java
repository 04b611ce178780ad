package org.glia.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Task;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.experiments.store.DatabaseResults;
import org.glia.experiments.store.Place;
import org.glia.runtime.Leases;
import org.glia.runtime.LocalEngine;
import org.glia.runtime.Outcome;

/// A process that carries out one experiment when it is sent something. It tells of each trial once it is kept, notes each fit in
/// a file as it begins, and writes down in the end what was found.
final class Experimenter {

    static final String READY = "ready";

    private static final String HASH = "3f3f";

    private Experimenter() {
    }

    /// @param arguments the place of the results, the file of fits, the word that begins this process's lines there, how many
    ///                  workers, and the file of what was found
    public static void main(String[] arguments) throws IOException {
        var fits = Path.of(arguments[1]);
        var leases = leases(() -> fits, arguments[2]);
        try (var store = DatabaseResults.at(new Place(arguments[0]));
             var engine = new LocalEngine(leases, Integer.parseInt(arguments[3]))) {
            var experiments = new Experiments(leases, engine, store);
            var plan = experiments.plan(experiment());
            say(READY);
            System.in.read();
            var results = experiments.run(plan, Conditions.standard(), (done, total, latest) -> say(latest.trial().key()), () -> false);
            Files.write(Path.of(arguments[4]), findings(results, store));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /// Recipes that end in all ways, over and over on small data.
    private static Experiment experiment() {
        var first = Toys.levels("first", 60);
        var second = Toys.levels("second", 80);
        var a = second.numeric("a").values();
        a[0] = 0;
        return Experiment.of(List.of(first, second.with(second.schema().field(0), new NumericColumn(a))),
                        List.of(Toys.recipes("lesson", "lesson way=shuffled", "lesson way=moody", "lesson way=chatty", "doubled")))
                .withResampling(new Resampling.CrossValidation(5, 2)).withMeasures("accuracy", "log-loss", "auc").withSeed(7);
    }

    /// What it plans, without a place for results.
    static Plan plan() {
        var leases = leases(() -> {
            throw new IllegalStateException("nothing is fitted");
        }, "");
        try (var engine = new LocalEngine(leases, 1); var store = DatabaseResults.inMemory()) {
            return new Experiments(leases, engine, store).plan(experiment());
        }
    }

    private static Leases leases(Supplier<Path> fits, String process) {
        return Leases.of(new Hashed(Catalog.of(List.of(new Lesson(fits, process), new Toys.Doubled()), Toys.MEASURES, List.of()), HASH));
    }

    /// What a fit is called in the file of fits.
    static String fit(Trial trial, Dataset data) {
        var way = trial.cell().recipe().replaceAll("lesson( way=)?", "");
        return (way.isEmpty() ? Lesson.Way.STRAIGHT.name() : way.toUpperCase()) + " " + data.rows(trial.cell().fold().train()).fingerprint();
    }

    /// All that was found but times, in lines.
    static List<String> findings(Results results, ResultsStore store) {
        var lines = new ArrayList<String>();
        lines.add(results.study().toString());
        lines.add(results.measures().toString());
        for (var board : results.leaderboards()) {
            lines.add("%s %s %s".formatted(board.data(), board.task(), board.measures()));
            board.standings().forEach(standing -> lines.add("%s %s %s %s".formatted(standing.rank(), standing.canonical(),
                    standing.summaries(), standing.tally())));
            lines.addAll(board.notes());
        }
        results.cells().forEach(cell -> lines.add("%s %s".formatted(cell.trial().key(), finding(cell, store))));
        return lines;
    }

    /// What came of one trial, but times.
    static String finding(CellResult cell, ResultsStore store) {
        var words = switch (cell.outcome()) {
            case Outcome.Done done -> "done %s %s %s %s".formatted(done.scores(), done.warnings(), done.history().series().stream()
                    .map(line -> line.name() + Arrays.toString(line.steps()) + Arrays.toString(line.values())).toList(),
                    store.prediction(cell.trial().key()).orElseThrow().table().fingerprint());
            case Outcome.Failed failed -> "failed %s %s %s".formatted(failed.phase(), failed.message(), failed.trace().isEmpty());
            default -> cell.outcome().toString();
        };
        return words.lines().toList().toString();
    }

    /// The nearest row, after some sums that take time.
    @Algorithm(name = "lesson", title = "a lesson", tasks = Task.CLASSIFICATION, accepts = Accepts.NUMERIC, random = true, references = "-")
    public static final class Lesson implements Estimator<Lesson.Settings, Toys.Nearest.Rows> {

        private static final int STEPS = 20;

        private final Supplier<Path> fits;
        private final String process;

        public enum Way { STRAIGHT, SHUFFLED, MOODY, CHATTY }

        public record Settings(@Setting("how it goes") Way way) {
            public Settings() {
                this(Way.STRAIGHT);
            }
        }

        Lesson(Supplier<Path> fits, String process) {
            this.fits = fits;
            this.process = process;
        }

        @Override
        public Toys.Nearest.Rows fit(Dataset data, Settings settings, Run run) {
            note("%s %s %s\n".formatted(process, settings.way(), data.fingerprint()));
            var rows = data.features().dense();
            var codes = data.nominalTarget().codes().clone();
            for (int step = 1; step <= STEPS; step++) {
                run.record("loss", step, scatter(rows.row(step % rows.rows()), rows.column(0)) / step);
            }
            switch (settings.way()) {
                case MOODY -> {
                    if (Arrays.stream(rows.column(0)).noneMatch(a -> a == 0)) {
                        throw new IllegalStateException("no row with a = 0");
                    }
                }
                case CHATTY -> run.warn("there are %d rows".formatted(rows.rows()));
                case SHUFFLED -> shuffle(codes, run);
                case STRAIGHT -> { }
            }
            return new Toys.Nearest.Rows(rows, codes);
        }

        /// One write, so that lines of several threads and processes do not mix.
        private void note(String line) {
            try {
                Files.write(fits.get(), line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static double scatter(double[] row, double[] column) {
            double sum = 0;
            for (int repeat = 0; repeat < 100; repeat++) {
                for (double value : column) {
                    sum += Math.abs(Math.sin(value - row[0] + repeat));
                }
            }
            return sum;
        }

        private static void shuffle(int[] codes, Run run) {
            var random = run.random("shuffle", 0);
            for (int i = codes.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int code = codes[i];
                codes[i] = codes[other];
                codes[other] = code;
            }
        }
    }
}

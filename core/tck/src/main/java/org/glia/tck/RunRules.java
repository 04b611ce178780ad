package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.model.DataTree;
import org.glia.api.model.Trained;
import org.glia.api.problem.CancelledException;
import org.glia.api.run.RunListener;

/// What fits do with the run they are lent: random streams, threads, cancellation, progress.
final class RunRules {

    private static final int MOST_THREADS = 7;
    private static final int CANCELLED_AT = 5;
    private static final int POLLS_AFTER = 64;
    private static final int STEPS_PER_POLL = 10;

    private RunRules() {
    }

    // ---- the same bits

    static void repeatable(Trial trial) {
        var first = trial.tree(trial.fit(trial.data()));
        trial.fit(half(trial.data()));
        var second = trial.tree(trial.fit(trial.data()));
        Trial.requireNone(TreeDifference.between(first, second),
                "two fits of the same data, with a fit of half of the rows in between, should give the same model");
    }

    private static Dataset half(Dataset data) {
        return data.rows(0, Math.max(1, data.rows() / 2)).withName("half of the rows of " + data.name());
    }

    static void threads(Candidate candidate) {
        try (var pool = Executors.newFixedThreadPool(MOST_THREADS - 1)) {
            for (var trial : candidate.trialsOfManyRows()) {
                var alone = trial.tree(trial.fit(trial.data(), trial.setup().withThreads(1)));
                for (int threads : new int[] {2, MOST_THREADS}) {
                    var together = trial.tree(fitOnThreads(trial, pool, threads));
                    Trial.requireNone(TreeDifference.between(alone, together),
                            "%d rows of %s should give the same bits with 1 and with %d threads"
                            .formatted(trial.data().rows(), trial.specimen().name(), threads));
                }
            }
        }
    }

    private static Trained<?> fitOnThreads(Trial trial, ExecutorService pool, int threads) {
        return trial.fit(trial.data(), trial.setup().withHelpers(pool, threads).withCancelled(unevenly()));
    }

    /// Asked before each piece of work: lets the threads overtake each other, more than they would by themselves.
    private static BooleanSupplier unevenly() {
        var pieces = new AtomicInteger();
        return () -> {
            int waits = pieces.getAndIncrement() * 7919 % 5 * 40;
            for (int i = 0; i < waits; i++) {
                Thread.yield();
            }
            return false;
        };
    }

    /// The generated data are made anew elsewhere; the author's own would have to travel.
    static boolean canBeLoadedAnew(Candidate candidate) {
        return candidate.own().isEmpty() && Stream.concat(Stream.of(candidate.estimator()), candidate.others().stream())
                .allMatch(estimator -> Arrays.stream(estimator.getClass().getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 0));
    }

    static void vectors(Candidate candidate) {
        var here = OtherWidth.models(candidate, "512");
        var there = OtherWidth.models(candidate, "none");
        for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
            Violation.unless(here.get(i).equals(there.get(i)),
                    "models should have the same bits with and without vector instructions; with them there is %s, without %s",
                    here.get(i), there.get(i));
        }
        Violation.unless(here.size() == there.size(),
                "models should have as many parts with vector instructions as without; there are %d and %d",
                here.size(), there.size());
    }

    static void concurrent(Trial trial) {
        var sets = List.of(trial.data(), half(trial.data()));
        var expected = sets.stream().map(data -> trial.tree(trial.fit(data))).toList();
        var found = Together.run(2 * Together.THREADS, number -> trial.tree(trial.fit(sets.get(number % 2))));
        for (int i = 0; i < found.size(); i++) {
            Trial.requireNone(TreeDifference.between(expected.get(i % 2), found.get(i)),
                    "fits of different data at the same time should give the models that they give one after another");
        }
    }

    static void seed(List<Candidate> candidates) {
        var candidate = candidates.getFirst();
        boolean differs = false;
        for (var one : candidates) {
            for (var trial : one.trials()) {
                var models = LongStream.of(1, 2, 3).mapToObj(seed -> modelOf(trial, seed)).toList();
                for (var model : models) {
                    var difference = TreeDifference.between(models.getFirst(), model);
                    differs |= difference.isPresent();
                    if (!candidate.isRandom() && difference.isPresent()) {
                        throw new Violation("`random` is false, so a seed should make no difference; on %s with %s %s"
                                .formatted(trial.specimen().name(), one, difference.get()));
                    }
                }
            }
        }
        Violation.unless(differs || !candidate.isRandom(),
                "the annotation says `random = true`, and the seeds 1, 2 and 3 give the same models of all data with "
                + "%s; take the random numbers from `run.random`, test settings that use them, or take `random` from "
                + "the annotation", candidates);
    }

    private static DataTree modelOf(Trial trial, long seed) {
        return withoutSeeds(trial.modelTree(trial.fit(trial.data(), trial.candidate().catalog().setup(seed))));
    }

    /// A model without the provenance of the models inside it, which names the seed whether it was used or not.
    private static DataTree withoutSeeds(DataTree tree) {
        return switch (tree) {
            case DataTree.Items items ->
                    new DataTree.Items(items.items().stream().map(RunRules::withoutSeeds).toList());
            case DataTree.Fields fields -> {
                boolean trained = fields.fields().keySet()
                        .containsAll(Set.of("provenance", "schema", "scope", "model"));
                var kept = trained ? fields.without("provenance") : fields;
                var parts = new LinkedHashMap<String, DataTree>();
                kept.fields().forEach((name, part) -> parts.put(name, withoutSeeds(part)));
                yield new DataTree.Fields(fields.type(), parts);
            }
            default -> tree;
        };
    }

    // ---- cancellation

    static void cancellation(Trial trial) {
        var asked = new AtomicInteger();
        var history = trial.fit(trial.data(), trial.setup().withThreads(1).withCancelled(() -> {
            asked.incrementAndGet();
            return false;
        })).history();
        int polls = asked.get();
        Violation.unless(polls > 0,
                "a fit should ask whether it is cancelled, and never does; loop with `run.parallel()` or "
                + "`run.chunks`, or call `run.checkCancelled()`");
        int steps = history.series().stream().mapToInt(line -> line.steps().length).max().orElse(0);
        Violation.unless(polls >= steps / STEPS_PER_POLL,
                "a fit that records %d steps should ask more than %d times whether it is cancelled; call "
                + "`run.checkCancelled()` in each step", steps, polls);
        for (int i = 0; i <= CANCELLED_AT; i++) {
            cancelled(trial, Math.max(1, (int) ((long) polls * i / CANCELLED_AT)), polls);
        }
    }

    private static void cancelled(Trial trial, int at, int polls) {
        var asked = new AtomicInteger();
        try {
            trial.rawFit(trial.data(), trial.setup().withThreads(1).withCancelled(() -> asked.incrementAndGet() >= at));
        } catch (CancelledException e) {
            Violation.unless(asked.get() - at <= POLLS_AFTER,
                    "a fit that is cancelled should end at once, and asks %d more times whether it is",
                    asked.get() - at);
            return;
        } catch (RuntimeException e) {
            throw new Violation("a fit cancelled at question %d of %d should end as the run throws, and fails with %s"
                    .formatted(at, polls, e), e);
        }
        throw new Violation("a fit cancelled at question %d of %d should end there; let the CancelledException pass"
                .formatted(at, polls));
    }

    // ---- what is told

    static void progress(Trial trial) {
        var told = new Told();
        trial.fit(trial.data(), trial.setup().withThreads(1).withListener(told));
        told.fractions.forEach((path, fractions) -> {
            var part = path.isEmpty() ? "the fit" : "`" + path + "`";
            for (int i = 0; i < fractions.size(); i++) {
                double fraction = fractions.get(i);
                Violation.unless(fraction >= 0 && fraction <= 1,
                        "the progress of %s should lie between 0 and 1, and is %s", part, fraction);
                double before = i == 0 ? 0 : fractions.get(i - 1);
                Violation.unless(fraction >= before, "the progress of %s should never go back, and goes from %s to %s",
                        part, before, fraction);
            }
        });
    }

    static void history(Trial trial) {
        var told = new Told();
        trial.fit(trial.data(), trial.setup().withThreads(1).withListener(told));
        told.lines.forEach((line, points) -> {
            for (int i = 0; i < points.size(); i++) {
                double step = points.get(i)[0];
                Violation.unless(Double.isFinite(step) && !Double.isNaN(points.get(i)[1]),
                        "the points of `%s` should be numbers, and one is (%s, %s)", line, step, points.get(i)[1]);
                double before = i == 0 ? Double.NEGATIVE_INFINITY : points.get(i - 1)[0];
                Violation.unless(step > before, "the steps of `%s` should rise, and go from %s to %s", line, before,
                        step);
            }
        });
    }

    static void warnings(Trial trial) {
        var few = trial.data().rows(0, Math.min(2, trial.data().rows()));
        for (var rows : List.of(trial.data(), Variants.constantFeatures(trial.data()), few)) {
            var told = new Told();
            Attempt.orRefusal("fitting " + rows.name(), () -> trial.rawFit(rows, trial.setup().withListener(told)));
            told.warnings.forEach(warning -> Attempt.requireSentence(warning, "a warning"));
        }
    }

    /// Writes down what a run says.
    private static final class Told implements RunListener {

        private final Map<String, List<Double>> fractions = new HashMap<>();
        private final Map<String, List<double[]>> lines = new HashMap<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public synchronized void progress(String path, double fraction, String what) {
            fractions.computeIfAbsent(path, any -> new ArrayList<>()).add(fraction);
        }

        @Override
        public synchronized void record(String path, String line, double step, double value) {
            lines.computeIfAbsent(path.isEmpty() ? line : path + "/" + line, any -> new ArrayList<>())
                    .add(new double[] {step, value});
        }

        @Override
        public synchronized void warn(String path, String message) {
            warnings.add(message);
        }
    }
}

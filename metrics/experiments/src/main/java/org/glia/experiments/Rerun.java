package org.glia.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.model.Plugin;
import org.glia.api.model.Prediction;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.RunListener;
import org.glia.runtime.Bounds;
import org.glia.runtime.Cell;
import org.glia.runtime.CellListener;
import org.glia.runtime.Engine;
import org.glia.runtime.Lease;
import org.glia.runtime.Leases;
import org.glia.runtime.Outcome;
import org.glia.runtime.RecipePlugins;
import org.glia.runtime.Request;

/// A trial that was repeated from its record.
///
/// @param record      what was kept
/// @param now         how it ends now; empty if it could not be repeated
/// @param differences what is not as it was then, as sentences
/// @param changed     how many answers are not what they were, to the last bit; empty if there are none to be compared
public record Rerun(CellResult record, Optional<Outcome> now, List<String> differences, OptionalInt changed) {

    private static final int DIGITS = 12;

    public Rerun {
        differences = List.copyOf(differences);
    }

    /// Where a trial came from.
    ///
    /// @param words what brings its data
    /// @param split how they were split, in the words of [Resampling#words], if the study says it
    /// @param seed  of the experiment
    public record Source(String words, Optional<String> split, long seed) {
    }

    /// What the studies know of a trial's data, found by their content.
    public static Optional<Source> source(Trial trial, ResultsStore store) {
        for (var entry : store.studies()) {
            try {
                var found = source(trial.fingerprint(), JsonParser.parseString(entry.study().definition()), new JsonObject());
                if (found.isPresent()) {
                    return found;
                }
            } catch (JsonParseException e) {
                // a study of another making
            }
        }
        return Optional.empty();
    }

    private static Optional<Source> source(String fingerprint, JsonElement element, JsonObject around) {
        switch (element) {
            case JsonArray list -> {
                return list.asList().stream().flatMap(one -> source(fingerprint, one, around).stream()).findFirst();
            }
            case JsonObject object when text(object, "fingerprint").filter(fingerprint::equals).isPresent() -> {
                return text(object, "origin").filter(words -> !words.isEmpty()).map(words -> new Source(words, text(around, "split"),
                        text(around, "seed").map(Long::valueOf).orElse(0L)));
            }
            case JsonObject object -> {
                return object.asMap().values().stream().flatMap(one -> source(fingerprint, one, object).stream()).findFirst();
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static Optional<String> text(JsonObject object, String key) {
        return object.get(key) instanceof com.google.gson.JsonPrimitive value ? Optional.of(value.getAsString()) : Optional.empty();
    }

    /// Does again what the record says, with what is installed here and now, and compares.
    ///
    /// @param source how the data were split, where that is known
    /// @param data   finds the data; a failure is a difference
    public static Rerun of(CellResult record, Optional<Prediction> answers, Optional<Source> source, Supplier<Dataset> data,
                           Leases leases, Engine engine, BooleanSupplier cancelled) {
        return new Repetition(record, answers, source, cancelled).rerun(data, leases, engine);
    }

    private static final class Repetition {

        private final CellResult record;
        private final Trial trial;
        private final Optional<Prediction> answers;
        private final Optional<Source> source;
        private final BooleanSupplier cancelled;
        private final List<String> differences = new ArrayList<>();

        Repetition(CellResult record, Optional<Prediction> answers, Optional<Source> source, BooleanSupplier cancelled) {
            this.record = record;
            this.trial = record.trial();
            this.answers = answers;
            this.source = source;
            this.cancelled = cancelled;
        }

        Rerun rerun(Supplier<Dataset> data, Leases leases, Engine engine) {
            Optional<Cell> planned;
            try (var lease = leases.lease()) {
                planned = cell(lease);
            }
            compareMachines();
            var table = table(data);
            var fold = table.flatMap(this::fold);
            if (planned.isEmpty() || fold.isEmpty()) {
                return new Rerun(record, Optional.empty(), differences, OptionalInt.empty());
            }
            var cell = planned.get();
            var outcome = new AtomicReference<Outcome>(new Outcome.Cancelled());
            engine.run(new Request(0, RunListener.none(), cancelled), Bounds.none(), List.of(new Cell(cell.data(), cell.recipe(),
                    fold.get(), cell.seed(), cell.measures(), cell.plugins())), name -> table.get(), (CellEnd) outcome::set);
            return new Rerun(record, Optional.of(outcome.get()), differences, changed(outcome.get()));
        }

        @FunctionalInterface
        private interface CellEnd extends CellListener {

            @Override
            default void ended(Cell cell, Outcome outcome) {
                ended(outcome);
            }

            void ended(Outcome outcome);
        }

        /// What is to be done, by the plug-ins that are installed now.
        private Optional<Cell> cell(Lease lease) {
            var then = trial.cell();
            try {
                var configured = lease.configure(Recipe.parse(then.recipe()));
                var plugins = RecipePlugins.of(configured, lease);
                compare("the plug-in", then.plugins(), plugins);
                compare("the part of Glia", trial.platform(), lease.platform());
                if (!configured.recipe().toString().equals(trial.canonical())) {
                    differences.add("the recipe means `%s` now; it meant `%s`".formatted(configured.recipe(), trial.canonical()));
                }
                var measures = then.measures().stream().filter(measure -> isInstalled(measure, lease)).toList();
                return Optional.of(new Cell(then.data(), trial.canonical(), then.fold(), then.seed(), measures, plugins));
            } catch (RecipeException gone) {
                differences.add("the recipe cannot be fitted here: " + gone.getMessage());
                return Optional.empty();
            }
        }

        private static boolean isInstalled(String measure, Catalog catalog) {
            try {
                catalog.measure(measure.startsWith(Cell.TRAINING) ? measure.substring(Cell.TRAINING.length()) : measure);
                return true;
            } catch (RecipeException gone) {
                return false;
            }
        }

        private void compare(String what, List<Plugin> then, List<Plugin> now) {
            for (var one : then) {
                var same = now.stream().filter(other -> other.name().equals(one.name())).findFirst();
                if (same.isEmpty()) {
                    differences.add("%s %s takes no part any more".formatted(what, said(one)));
                } else if (!same.get().equals(one)) {
                    differences.add("%s %s is another now: %s".formatted(what, said(one), said(same.get())));
                }
            }
            now.stream().filter(one -> then.stream().noneMatch(other -> other.name().equals(one.name())))
                    .forEach(one -> differences.add("%s %s takes part now, and did not then".formatted(what, said(one))));
        }

        private static String said(Plugin plugin) {
            return "%s %s%s".formatted(plugin.name(), plugin.version(), plugin.hash().isEmpty() ? ""
                    : " (" + plugin.hash().substring(0, Math.min(DIGITS, plugin.hash().length())) + ")");
        }

        private void compareMachines() {
            var then = record.environment();
            var now = Environment.current();
            compare("Java", then.java(), now.java());
            compare("the operating system", then.system(), now.system());
            compare("the processor", then.processor(), now.processor());
            compare("what Java was started with", String.join(" ", then.flags()), String.join(" ", now.flags()));
        }

        private void compare(String what, String then, String now) {
            if (!then.equals(now)) {
                differences.add("%s is another: %s, and was %s".formatted(what, now.isEmpty() ? "nothing" : now,
                        then.isEmpty() ? "nothing" : then));
            }
        }

        /// The data, if they are what they were.
        private Optional<Dataset> table(Supplier<Dataset> data) {
            try {
                var found = data.get();
                if (found.fingerprint().equals(trial.fingerprint())) {
                    return Optional.of(found);
                }
                differences.add("the data have changed: %s has another content than the cell was judged on".formatted(trial.cell().data()));
            } catch (GliaException missing) {
                differences.add("the data cannot be found: " + missing.getMessage());
            }
            return Optional.empty();
        }

        /// The rows of the record, if they are what they were; they are made anew to see whether that is still how data are split.
        private Optional<Fold> fold(Dataset table) {
            var wanted = trial.cell().fold();
            var kept = Optional.of(wanted).filter(this::isSame);
            var made = source.flatMap(Source::split).flatMap(words -> made(words, table));
            if (made.isPresent() && !isSame(made.get())) {
                differences.add("the same split makes other rows now");
            }
            var fold = kept.or(() -> made.filter(this::isSame));
            if (fold.isEmpty()) {
                differences.add("the rows of the fold are not known any more");
            }
            return fold;
        }

        private boolean isSame(Fold fold) {
            return Folds.of("", List.of(fold)).fingerprint().equals(trial.splitFingerprint());
        }

        private Optional<Fold> made(String words, Dataset table) {
            try {
                var wanted = trial.cell().fold();
                var folds = Resampling.parse(words).folds(table, source.orElseThrow().seed());
                // the study that brings the data may have split them otherwise than the one that the trial is of
                return folds.definition().equals(trial.split()) ? folds.all().stream()
                        .filter(fold -> fold.repeat() == wanted.repeat() && fold.number() == wanted.number()).findFirst() : Optional.empty();
            } catch (GliaException unknown) {
                return Optional.empty(); // a split that was made elsewhere
            }
        }

        private OptionalInt changed(Outcome outcome) {
            if (answers.isEmpty() || !(outcome instanceof Outcome.Done done) || done.prediction().isEmpty()) {
                return OptionalInt.empty();
            }
            var before = answers.get().table();
            var after = done.prediction().get().table();
            if (before.fingerprint().equals(after.fingerprint())) {
                return OptionalInt.of(0);
            }
            return OptionalInt.of(before.rows() != after.rows() ? after.rows() : (int) IntStream.range(0, after.rows())
                    .filter(row -> !one(before, row).fingerprint().equals(one(after, row).fingerprint())).count());
        }

        private static Dataset one(Dataset table, int row) {
            return table.rows(new int[] {row});
        }
    }

    /// Whether it ends as it did: with the very same answers, or the same failure.
    public boolean isIdentical() {
        return changed.isPresent() ? changed.getAsInt() == 0 : now.isPresent() && switch (now.get()) {
            case Outcome.Failed failed -> record.outcome() instanceof Outcome.Failed before
                    && before.phase().equals(failed.phase()) && before.message().equals(failed.message());
            case Outcome.Skipped skipped -> skipped.equals(record.outcome());
            default -> false;
        };
    }
}

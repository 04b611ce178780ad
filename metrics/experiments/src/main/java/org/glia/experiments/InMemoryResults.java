package org.glia.experiments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

import org.glia.api.Score;
import org.glia.api.model.Prediction;
import org.glia.api.problem.GliaException;
import org.glia.runtime.Outcome;
import org.osgi.service.component.annotations.Component;

/// Results that last as long as the process.
@Component(service = ResultsStore.class)
public final class InMemoryResults implements ResultsStore {

    private static final class Kept {
        private final Study study;
        private final Instant entered = Instant.now();
        private final SequencedSet<Yardstick> measures = new LinkedHashSet<>();
        private final List<Trial> trials = new ArrayList<>();

        private Kept(Study study) {
            this.study = study;
        }
    }

    private final SequencedMap<String, Kept> studies = new LinkedHashMap<>();
    private final Map<String, CellResult> results = new LinkedHashMap<>();
    private final Map<String, Prediction> predictions = new HashMap<>();

    @Override
    public synchronized void enter(Study study, Plan plan) {
        var kept = studies.computeIfAbsent(study.id(), any -> new Kept(study));
        kept.measures.addAll(plan.measures());
        plan.trials().stream().filter(trial -> kept.trials.stream().noneMatch(known -> known.key().equals(trial.key())
                && known.cell().data().equals(trial.cell().data()))).forEach(kept.trials::add);
    }

    @Override
    public synchronized Optional<CellResult> find(Trial trial) {
        return Optional.ofNullable(results.get(trial.key())).map(result -> result.outcome() instanceof Outcome.Done done
                ? result.as(trial).with(done.withScores(asked(trial, done.scores()))) : result.as(trial));
    }

    private static Map<String, Score> asked(Trial trial, Map<String, Score> known) {
        var asked = new LinkedHashMap<String, Score>();
        trial.cell().measures().stream().filter(known::containsKey).forEach(name -> asked.put(name, known.get(name)));
        return asked;
    }

    @Override
    public synchronized boolean claim(Trial trial, boolean again) {
        return again || !results.containsKey(trial.key());
    }

    @Override
    public void release(Trial trial) {
        // nobody else could have taken it
    }

    @Override
    public synchronized void commit(CellResult result) {
        var key = result.trial().key();
        if (result.outcome() instanceof Outcome.Done done) {
            done.prediction().ifPresent(answers -> predictions.put(key, answers));
            var scores = new LinkedHashMap<String, Score>();
            if (done.prediction().isEmpty() && results.get(key) instanceof CellResult known && known.outcome() instanceof Outcome.Done before) {
                scores.putAll(before.scores());
            }
            scores.putAll(done.scores());
            results.put(key, result.with(done.withoutPrediction().withScores(scores)));
        } else {
            results.put(key, result);
        }
    }

    @Override
    public synchronized Optional<Prediction> prediction(String key) {
        return Optional.ofNullable(predictions.get(key));
    }

    @Override
    public synchronized List<Entry> studies() {
        return studies.reversed().values().stream().map(kept -> {
            var cells = cells(kept);
            int open = (int) cells.stream().filter(cell -> cell.outcome() instanceof Outcome.Cancelled).count();
            return new Entry(kept.study, kept.entered, Tally.of(cells), open);
        }).toList();
    }

    private List<CellResult> cells(Kept kept) {
        return kept.trials.stream().map(trial -> find(trial).orElseGet(() ->
                new CellResult(trial, new Outcome.Cancelled(), kept.entered, Environment.current()))).toList();
    }

    @Override
    public synchronized Results results(String id) {
        var kept = only(studies, id, "study");
        return new Results(kept.study, List.copyOf(kept.measures), cells(kept));
    }

    @Override
    public synchronized CellResult result(String key) {
        return only(results, key, "result");
    }

    private static <T> T only(Map<String, T> all, String beginning, String what) {
        var found = all.keySet().stream().filter(key -> key.startsWith(beginning)).toList();
        if (found.size() != 1) {
            throw new GliaException("%s begins with `%s`".formatted(found.isEmpty() ? "no " + what : "more than one " + what, beginning));
        }
        return all.get(found.getFirst());
    }

    @Override
    public synchronized int delete(String id) {
        studies.remove(only(studies, id, "study").study.id());
        int before = results.size();
        results.keySet().removeIf(key -> studies.values().stream().flatMap(kept -> kept.trials.stream())
                .noneMatch(trial -> trial.key().equals(key)));
        predictions.keySet().retainAll(results.keySet());
        return before - results.size();
    }

    @Override
    public void close() {
        // it goes with the process
    }
}

package org.glia.api.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;

/// An estimator's model together with all that is needed to use it safely later: the schema it was fitted on, where it
/// came from, what happened meanwhile. Immutable, safe for use by many threads at once.
///
/// Rows to predict are aligned first: columns are found by name in any order, nominal levels by their texts; targets
/// are hidden; what does not fit is refused with a sentence.
///
/// @param <M> the author's model
public final class Trained<M extends Model> {

    private final Provenance provenance;
    private final Schema schema;
    private final Scope scope;
    private final Map<String, double[]> classFrequencies;
    private final History history;
    private final List<String> warnings;
    private final M model;
    /// Built at the first use and never saved; a race builds two equal ones.
    private volatile Optional<Predictor> predictor = Optional.empty();
    private volatile Optional<Transformer> transformer = Optional.empty();

    /// What the model works on.
    ///
    /// @param accepts what it can take, with the settings it was fitted with
    /// @param columns the columns that a pipeline step was asked to work on; empty means all that it accepts
    public record Scope(Set<Accepts> accepts, List<String> columns) {

        public Scope {
            accepts = Set.copyOf(accepts);
            columns = List.copyOf(columns);
        }
    }

    /// @param provenance       where the model came from
    /// @param schema           the columns that the algorithm saw, targets included
    /// @param scope            what it takes
    /// @param classFrequencies for each nominal target, the weight of the training rows of each level
    /// @param history          what the fit recorded
    /// @param warnings         what the fit warned of
    /// @param model            what it learnt
    public Trained(Provenance provenance, Schema schema, Scope scope, Map<String, double[]> classFrequencies,
                   History history, List<String> warnings, M model) {
        this.provenance = provenance;
        this.schema = schema;
        this.scope = scope;
        this.classFrequencies = Map.copyOf(classFrequencies);
        this.history = history;
        this.warnings = List.copyOf(warnings);
        this.model = model;
    }

    public Provenance provenance() {
        return provenance;
    }

    /// The columns that the algorithm saw in training, targets included.
    public Schema schema() {
        return schema;
    }

    public Scope scope() {
        return scope;
    }

    /// For each nominal target, the weight of the training rows of each level, in the order of the levels.
    public Map<String, double[]> classFrequencies() {
        return classFrequencies;
    }

    public History history() {
        return history;
    }

    public List<String> warnings() {
        return warnings;
    }

    public M model() {
        return model;
    }

    /// Answers for rows that have the training features, whatever else they have.
    ///
    /// @throws DataException if a feature is missing or does not fit
    /// @throws GliaException if the model does not predict
    public Prediction predict(Dataset rows) {
        var ready = predictor.orElseGet(() -> model.predictor(schema));
        predictor = Optional.of(ready);
        return ready.predict(model instanceof Pipeline ? rows : Alignment.align(this, rows));
    }

    /// The rows with their features transformed; targets, weights and columns outside the scope are carried along. A
    /// validation set that goes with the rows is transformed too.
    ///
    /// @throws DataException if a feature is missing or does not fit
    /// @throws GliaException if the model does not transform
    public Dataset transform(Dataset rows) {
        var ready = transformer.orElseGet(() -> model.transformer(schema));
        transformer = Optional.of(ready);
        if (model instanceof Pipeline || model instanceof Untouched) {
            return ready.transform(rows); // no columns of its own to align
        }
        var output = Alignment.merge(this, rows, ready.transform(Alignment.align(this, rows)));
        return rows.validation().map(more -> output.withValidation(transform(more))).orElse(output);
    }

    /// As [#transform(Dataset)], for features whose transformed form is known already: those of the training rows.
    public Dataset transformed(Dataset rows, Dataset output) {
        var merged = Alignment.merge(this, rows, output);
        return rows.validation().map(more -> merged.withValidation(transform(more))).orElse(merged);
    }

    /// Rows as this model's fit would have seen them, to learn on from: the training features, the targets coded as they were in
    /// training, and weights if there are some.
    ///
    /// @throws DataException if a feature or a target is missing or does not fit, or a target has a new level
    public Dataset labelled(Dataset rows) {
        return Alignment.alignLabelled(this, rows);
    }

    /// This model as what became of an earlier one that learnt on: with the rows, frequencies, history and warnings of both.
    public Trained<M> after(Trained<M> earlier) {
        var frequencies = new HashMap<>(earlier.classFrequencies);
        classFrequencies.forEach((target, weights) -> frequencies.merge(target, weights, Trained::sum));
        var all = new ArrayList<>(earlier.warnings);
        warnings.stream().filter(warning -> !all.contains(warning)).forEach(all::add);
        return new Trained<>(provenance.after(earlier.provenance), earlier.schema, earlier.scope, frequencies,
                earlier.history.then(history), all, model);
    }

    private static double[] sum(double[] left, double[] right) {
        var sum = left.clone();
        Arrays.setAll(sum, i -> left[i] + right[i]);
        return sum;
    }

    /// A neutral look at the model, empty where it has no such side. The history is a view of every model.
    public <V> Optional<V> view(Class<V> type) {
        return model.view(type, schema).or(() -> View.of(type, history));
    }

    @Override
    public String toString() {
        return "%s fitted on %s (%d rows)".formatted(provenance.recipe(), provenance.data(), provenance.rows());
    }
}

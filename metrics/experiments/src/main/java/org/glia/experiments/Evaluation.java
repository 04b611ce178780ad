package org.glia.experiments;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.MeasureOffer;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.glia.api.model.Table;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;

/// How good a trained model is on certain rows.
///
/// @param recipe     the model's recipe
/// @param data       the name of the data set
/// @param rows       how many rows were predicted
/// @param task       the question that the model answers
/// @param measures   what was measured
/// @param scores     one for each measure
/// @param tables     what stands behind the values, for people (the confusion matrix)
/// @param prediction the answers
public record Evaluation(String recipe, String data, int rows, Task task, List<Yardstick> measures, List<Score> scores,
                         List<Table> tables, Prediction prediction) {

    public Evaluation {
        measures = List.copyOf(measures);
        scores = List.copyOf(scores);
        tables = List.copyOf(tables);
    }

    /// Predicts the rows and judges the answers. What the model learnt as its target is the target here too, whatever role
    /// the column has in `rows`; columns that are no features of the model take no part.
    ///
    /// @param measures names; empty for the standard ones of the model's question, with the tables of all that there are
    /// @throws RecipeException if a measure does not exist
    /// @throws DataException   if the rows lack the model's target, or do not suit the model
    public static Evaluation of(Catalog catalog, Trained<?> model, Dataset rows, List<String> measures) {
        var task = model.provenance().task();
        var yardsticks = measures.isEmpty() ? Yardstick.standard(task, catalog) : Yardstick.named(measures, catalog);
        if (yardsticks.isEmpty()) {
            throw new DataException("no installed measure judges %s; name measures that do"
                    .formatted(task.name().toLowerCase()));
        }
        var truth = truth(model, rows);
        var prediction = model.predict(truth);
        var scores = yardsticks.stream()
                .map(one -> catalog.score(one.name(), truth, prediction)).toList();
        var tables = new ArrayList<Table>();
        var explaining = measures.isEmpty() ? all(task, catalog)
                : yardsticks.stream().map(one -> catalog.measure(one.name())).toList();
        explaining.forEach(offer -> catalog.open(offer).table(truth, prediction).ifPresent(tables::add));
        return new Evaluation(model.provenance().recipe().toString(), rows.name(), rows.rows(), task, yardsticks, scores,
                tables, prediction);
    }

    private static List<MeasureOffer> all(Task task, Catalog catalog) {
        return catalog.measures().stream().filter(offer -> offer.tasks().contains(task)).toList();
    }

    private static Dataset truth(Trained<?> model, Dataset rows) {
        var targets = model.schema().targets().stream().map(Field::name).toList();
        var names = rows.schema().names();
        for (var target : targets) {
            if (!names.contains(target) && model.provenance().task().isSupervised()) {
                throw new DataException("the model predicts `%s`, and %s has no such column to compare with%s"
                        .formatted(target, rows.name(), Suggestion.didYouMean(target, names)));
            }
        }
        var present = targets.stream().filter(names::contains).toList();
        var truth = present.isEmpty() ? rows : rows.withTarget(present.toArray(String[]::new));
        var learnt = model.schema().features().stream().map(Field::name).toList();
        var others = truth.schema().features().stream().map(Field::name).filter(name -> !learnt.contains(name)).toList();
        return others.isEmpty() ? truth : truth.withRole(Role.IGNORED, others);
    }
}

package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.glia.api.Catalog;
import org.glia.api.Score;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private final Catalog catalog = Toys.catalog();

    private Trained<?> fit(String recipe) {
        return catalog.fit(Recipe.parse(recipe), Toys.levels("training", 60), Run.local(0));
    }

    @Test
    void aModelIsJudgedByTheStandardMeasuresOfItsQuestion() {
        var rows = Toys.levels("training", 60);
        var evaluation = Evaluation.of(catalog, fit("nearest"), rows, List.of());
        assertEquals("nearest", evaluation.recipe());
        assertEquals("training", evaluation.data());
        assertEquals(60, evaluation.rows());
        assertEquals(Task.CLASSIFICATION, evaluation.task());
        assertEquals(List.of("accuracy", "balanced-accuracy", "auc", "log-loss"),
                evaluation.measures().stream().map(Yardstick::name).toList());
        assertEquals(Score.of(1), evaluation.scores().getFirst(), "each row is nearest to itself");
        assertEquals(60, evaluation.prediction().rows());
    }

    @Test
    void tablesStandBehindTheValues() {
        var unnamed = Evaluation.of(catalog, fit("constant"), Toys.levels("training", 60), List.of());
        assertEquals(List.of("levels", "confusion matrix"), unnamed.tables().stream().map(table -> table.title()).toList());
        var named = Evaluation.of(catalog, fit("constant"), Toys.levels("training", 60), List.of("confusion", "log-loss"));
        assertEquals(List.of("confusion matrix"), named.tables().stream().map(table -> table.title()).toList());
        assertEquals(Score.undefined("the prediction has no probabilities"), named.scores().get(1));
    }

    @Test
    void theTargetOfTheModelIsTheTargetHere() {
        var rows = Toys.levels("new", 30).withRole(Role.FEATURE, "y").withTarget("b");
        var evaluation = Evaluation.of(catalog, fit("constant"), rows, List.of("accuracy"));
        assertEquals(Evaluation.of(catalog, fit("constant"), Toys.levels("new", 30), List.of("accuracy")).scores(), evaluation.scores());
    }

    @Test
    void columnsThatTheModelDoesNotKnowTakeNoPart() {
        var levels = Levels.of("u");
        var rows = Toys.levels("new", 30).with(Field.nominal("more", levels), new NominalColumn(levels, new int[30]));
        var evaluation = Evaluation.of(catalog, fit("middle"), rows, List.of());
        assertEquals(Task.CLUSTERING, evaluation.task());
        assertEquals(Evaluation.of(catalog, fit("middle"), Toys.levels("new", 30), List.of()).scores(), evaluation.scores());
        assertEquals(Score.Value.class, evaluation.scores().getFirst().getClass());
    }

    @Test
    void withoutTheTargetThereIsNothingToCompareWith() {
        var rows = Toys.levels("new", 30).columns(List.of("a", "b"));
        assertEquals("the model predicts `y`, and new has no such column to compare with", assertThrows(DataException.class,
                () -> Evaluation.of(catalog, fit("nearest"), rows, List.of())).getMessage());
        assertEquals(1, Evaluation.of(catalog, fit("middle"), rows, List.of()).scores().size(), "clusters need none");
    }

    @Test
    void whatNobodyJudgesIsSaid() {
        assertEquals("no installed measure judges anomaly; name measures that do", assertThrows(DataException.class,
                () -> Evaluation.of(catalog, fit("oddity"), Toys.levels("new", 30), List.of())).getMessage());
        assertEquals("there is no measure `acuracy`; did you mean `accuracy`?", assertThrows(RecipeException.class,
                () -> Evaluation.of(catalog, fit("nearest"), Toys.levels("new", 30), List.of("acuracy"))).getMessage());
    }
}

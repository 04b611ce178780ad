package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;
import org.junit.jupiter.api.Test;

class ExperimentFileTest {

    private static String problems(String text) {
        return assertThrows(GliaException.class, () -> ExperimentFile.parse(text)).getMessage();
    }

    @Test
    void everyFieldIsRead() {
        var file = ExperimentFile.parse("""
                // what does well on flowers?
                {
                  "title": "flowers",
                  "data": ["iris", {"name": "mine", "origin": "blobs n=5", "fingerprint": "00"}], # two
                  "recipes": ["majority", "standardize | logistic c=10"],
                  "every": true,
                  "split": "kfold k=3 repeats=2",
                  "measures": ["accuracy", "auc"],
                  "seed": 7,
                  "timeout": "90s", "memory": "512m", "budget": "1h", "retry": true
                }
                """);
        assertEquals("flowers", file.title());
        assertEquals(new ExperimentFile.Table("iris", Optional.empty(), Optional.empty(), 4), file.data().getFirst());
        assertEquals(new ExperimentFile.Table("blobs n=5", Optional.of("mine"), Optional.of("00"), 4), file.data().getLast());
        assertEquals(List.of(Recipe.parse("majority"), Recipe.parse("standardize | logistic c=10")), file.recipes());
        assertTrue(file.every());
        assertEquals(Optional.of(new Resampling.CrossValidation(3, 2)), file.resampling());
        assertEquals(List.of("accuracy", "auc"), file.measures());
        assertEquals(7, file.seed());
        assertEquals(Optional.of(Duration.ofSeconds(90)), file.conditions().bounds().time());
        assertEquals(OptionalLong.of(512L << 20), file.conditions().bounds().memory());
        assertEquals(Optional.of(Duration.ofHours(1)), file.conditions().budget());
        assertTrue(file.conditions().retry());
    }

    @Test
    void whatIsNotSaidIsStandard() {
        var file = ExperimentFile.parse("{\"data\": [\"iris\"], \"every\": true}");
        assertEquals("", file.title());
        assertTrue(file.recipes().isEmpty() && file.measures().isEmpty() && file.resampling().isEmpty());
        assertEquals(Conditions.standard(), file.conditions());
    }

    @Test
    void theDefinitionOfAnExperimentIsAFile() {
        var data = Toys.levels("data", 20).withOrigin("levels n=20");
        var experiment = Experiment.of(List.of(data), List.of(Toys.recipes("nearest", "constant level=1")))
                .withMeasures("accuracy").withSeed(3).withResampling(new Resampling.Holdout(0.25));
        var file = ExperimentFile.parse(experiment.definition());
        var tables = file.data().stream().map(table -> table.named(Toys.levels("other", 20).withName("data").withOrigin("levels n=20")));
        assertThrows(DataException.class, tables::toList, "the rows of `other` are others");
        assertEquals(file, ExperimentFile.parse(experiment.definition()));
        var told = ExperimentFile.parse(ExperimentFile.text(experiment.withTitle("lines\n\"two\"").study()));
        assertEquals("lines\n\"two\"", told.title());
        assertEquals(file.recipes(), told.recipes());
        assertEquals(file.resampling(), told.resampling());
        assertEquals(experiment.definition(), file.experiment(List.of(file.data().getFirst().named(data)), Resampling.standard()).definition());
    }

    @Test
    void allProblemsAreToldWithTheirLines() {
        assertEquals("""
                line 2: `data` must be a list: [...]
                line 3: there is no split `kfolds`; did you mean `kfold`; there are `kfold k=10 repeats=1`, `holdout test=0.3`, `time k=5` and `training`
                  kfolds k=3
                  ^^^^^^
                line 4: `timeout` must be text in quotes
                line 5: an experiment has no `tiemout`; did you mean `timeout`?
                line 7: a step is missing after `|`
                  standardize |
                              ^
                line 8: `seed` must be a whole number; it is 1.5
                line 8: `retry` must be true or false
                line 9: `memory` is given twice; leave one""", problems("""
                {
                  "data": "iris",
                  "split": "kfolds k=3",
                  "timeout": 60,
                  "tiemout": ["60s"],
                  "recipes": ["majority",
                    "standardize |"],
                  "seed": 1.5, "retry": "yes", "memory": "64m",
                  "memory": "32m"
                }"""));
    }

    @Test
    void badAmountsAreTold() {
        var text = problems("{\"data\": [\"iris\"], \"recipes\": [\"a\"],\n\"memory\": \"1m\", \"budget\": \"soon\"}");
        assertTrue(text.contains("line 2: the memory that a cell may take must be 16 MB or more"), text);
        assertTrue(text.contains("line 2: `soon` is no time"), text);
    }

    @Test
    void whatMustBeThereIsAskedFor() {
        assertTrue(problems("{}").contains("needs data: \"data\": [\"iris\"]"));
        assertTrue(problems("{}").contains("needs recipes: \"recipes\": ["));
        assertTrue(problems("{\"data\": [], \"recipes\": [\"a\"]}").contains("needs data"));
        assertTrue(problems("{\"data\": [\"iris\"], \"recipes\": []}").contains("needs a recipe"));
        assertTrue(problems("{\"data\": [\n{\"name\": \"x\"}], \"every\": true}").startsWith("line 2: a data set needs an `origin`"));
    }

    @Test
    void whatIsNoJsonIsToldWithItsLine() {
        assertEquals("line 1: an experiment is one object: { \"data\": [...], \"recipes\": [...] }", problems("[1]"));
        assertEquals("line 1: the file ends before the experiment does", problems(""));
        assertEquals("line 2: the file ends before the experiment does", problems("{\"data\":\n[\"iris\""));
        assertTrue(problems("{\n\"data\" [\"iris\"]}").startsWith("line 2: this is no JSON"));
        assertTrue(problems("{\"data\": [\"iris\"], \"every\": true}\n{}").startsWith("line 2: nothing may follow"));
        assertTrue(problems("{\"data\": [\"iris\",], \"every\": true}").contains("a comma may be too many"));
        assertFalse(problems("not json at all").isEmpty());
    }

    @Test
    void aFingerprintHoldsTheDataToTheirContent() {
        var data = Toys.levels("data", 10);
        var table = new ExperimentFile.Table("levels", Optional.of("mine"), Optional.of(data.fingerprint()), 3);
        assertEquals("mine", table.named(data).name());
        assertTrue(assertThrows(DataException.class, () -> table.named(Toys.levels("data", 11))).getMessage()
                .startsWith("line 3: `levels` brings other data"));
    }
}

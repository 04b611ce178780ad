package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;

class OrdinalTest {

    @Test
    void levelsBecomeTheNumbersThatScikitLearnGivesThem() {
        var words = Oracle.read("words.train").nominal();
        var trained = new Ordinal().with("unseen=-1").fit(words);
        Oracle.read("ordinal.train").assertFeatures(trained.transform(words), 0);
        Oracle.read("ordinal.new").assertFeatures(trained.transform(Oracle.read("words.new").nominal()), 0);
    }

    @Test
    void theOrderIsThatOfTheLevels() {
        var words = Oracle.read("words.train").nominal(Levels.of("male", "female"), Levels.of("Torgersen", "Dream", "Biscoe"),
                Levels.ordered("s", "m", "l", "xl"));
        var trained = new Ordinal().with("unseen=-1").fit(words);
        Oracle.read("ordinal-given-order.train").assertFeatures(trained.transform(words), 0);
        Oracle.read("ordinal-given-order.new").assertFeatures(trained.transform(Oracle.read("words.new").nominal()), 0);
    }

    @Test
    void missingStaysMissingAndColumnsKeepTheirPlace() {
        var data = Dataset.builder("d").numeric("x", 1, 2).nominal("s", "a", "").numeric("y", 3, 4).build();
        var output = new Ordinal().with("").fit(data).transform(data);
        assertEquals(List.of("x", "s", "y"), output.schema().names());
        assertEquals(Kind.NUMERIC, output.schema().field(1).kind());
        assertEquals(0, output.numeric("s").value(0));
        assertTrue(output.numeric("s").isMissing(1));
    }

    @Test
    void unseenLevelsAreRefusedByNameOrBecomeMissing() {
        var train = Dataset.builder("d").nominal("s", "a", "b").build();
        var fresh = Dataset.builder("n").nominal("s", "b", "c").build();
        var refusal = assertThrows(DataException.class, () -> new Ordinal().with("").fit(train).transform(fresh));
        assertTrue(refusal.getMessage().contains("`s` has the level `c` in row 2"), refusal.getMessage());
        var output = new Ordinal().with("unseen=missing").fit(train).transform(fresh).numeric("s");
        assertEquals(1, output.value(0));
        assertTrue(output.isMissing(1));
    }
}

package org.glia.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneHotTest {

    private static final Dataset WORDS = Oracle.read("words.train").nominal();

    @ParameterizedTest
    @CsvSource({"onehot,unseen=ignore", "onehot-drop-first,drop=first unseen=ignore",
        "onehot-drop-if-binary,drop=binary unseen=ignore", "onehot-min-frequency-2,minFrequency=2 unseen=other",
        "onehot-min-frequency-2,minFrequency=20% unseen=other", "onehot,unseen=ignore sparse=true",
        "onehot-drop-first,drop=first unseen=ignore sparse=true"})
    void rowsBecomeWhatScikitLearnMakesOfThem(String oracle, String settings) {
        var trained = new OneHot().with(settings).fit(WORDS);
        var expected = Oracle.read(oracle + ".train");
        var output = trained.transform(WORDS);
        expected.assertFeatures(output, 0);
        assertEquals(expected.names().stream().map(name -> name.replace("infrequent_sklearn", "other").replace('_', '=')).toList(),
                output.schema().featureNames());
        Oracle.read(oracle + ".new").assertFeatures(trained.transform(Oracle.read("words.new").nominal()), 0);
    }

    @Test
    void columnsSayWhereTheyComeFrom() {
        var output = new OneHot().with("").fit(WORDS).transform(WORDS);
        assertEquals(List.of("island"), output.schema().find("island=Dream").orElseThrow().origin());
    }

    @Test
    void aMissingCellIsALevelIfTrainingHadAny() {
        var data = Dataset.builder("d").nominal("s", "a", "", "b").build();
        var output = new OneHot().with("").fit(data).transform(data);
        assertEquals(List.of("s=a", "s=b", "s=?"), output.schema().names());
        assertArrayEquals(new double[] {0, 0, 1}, output.features().row(1));
    }

    @Test
    void aMissingCellThatTrainingDidNotHaveIsAllZeros() {
        var train = Dataset.builder("d").nominal("s", "a", "b").build();
        var gap = Dataset.builder("n").nominal("s", "a", "").build();
        for (var settings : List.of("", "missing=zero", "missing=level unseen=other")) {
            assertArrayEquals(new double[] {0, 0}, new OneHot().with(settings).fit(train).transform(gap).features().row(1));
        }
    }

    @Test
    void missingCellsCanBeAllZeros() {
        var data = Dataset.builder("d").nominal("s", "a", "", "b").build();
        assertArrayEquals(new double[] {0, 0}, new OneHot().with("missing=zero").fit(data).transform(data).features().row(1));
    }

    @Test
    void missingCellsAreRefusedWhereThatIsAskedFor() {
        var data = Dataset.builder("d").nominal("s", "a", "", "b").build();
        assertThrows(DataException.class, () -> new OneHot().with("missing=error").fit(data));
    }

    @Test
    void anUnseenLevelIsRefusedByName() {
        var refusal = assertThrows(DataException.class,
                () -> new OneHot().with("").fit(WORDS).transform(Oracle.read("words.new").nominal()));
        assertTrue(refusal.getMessage().contains("column `sex` has the level `other` in row 3"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("unseen=ignore"), refusal.getMessage());
    }

    @Test
    void levelsWithoutTrainingRowsGetAColumnToo() {
        var data = Dataset.builder("d").nominal("s", Levels.of("a", "b", "c"), "b", "c").build();
        assertEquals(List.of("s=a", "s=b", "s=c"), new OneHot().with("").fit(data).transform(data).schema().names());
    }

    @Test
    void theFirstLevelThatOccursIsDropped() {
        var data = Dataset.builder("d").nominal("s", Levels.of("a", "b", "c"), "b", "c").build();
        assertEquals(List.of("s=a", "s=c"), new OneHot().with("drop=first").fit(data).transform(data).schema().names());
    }

    @Test
    void theMostFrequentLevelsKeepTheirColumns() {
        var data = Dataset.builder("d").nominal("s", "a", "b", "b", "c", "c", "c", "d").build();
        var output = new OneHot().with("maxLevels=3").fit(data).transform(data);
        assertEquals(List.of("s=b", "s=c", "s=other"), output.schema().names());
        assertArrayEquals(new double[] {0, 0, 1}, output.features().row(6));
        assertEquals(4, new OneHot().with("maxLevels=4").fit(data).transform(data).schema().size());
    }

    @Test
    void frequenciesAreWeighted() {
        var data = Dataset.builder("d").nominal("s", "a", "b", "b").numeric("w", 5, 1, 1).role(Role.WEIGHT, "w").build();
        var output = new OneHot().with("minFrequency=3").fit(data).transform(data);
        assertEquals(List.of("s=a", "s=other"), output.schema().featureNames());
    }

    @Test
    void aLevelThatIsCalledOtherTakesTheRareOnesIn() {
        var data = Dataset.builder("d").nominal("s", "other", "other", "rare").build();
        var output = new OneHot().with("minFrequency=2").fit(data).transform(data);
        assertEquals(List.of("s=other"), output.schema().names());
        assertArrayEquals(new double[] {1, 1, 1}, output.features().toArray());
    }

    @Test
    void aVariableOfOneLevelVanishesWhenItsFirstLevelIsDropped() {
        var data = Dataset.builder("d").nominal("s", "a", "a").numeric("x", 1, 2).build();
        for (var sparse : List.of("true", "false")) {
            var output = new OneHot().with("drop=first sparse=" + sparse).fit(data).transform(data);
            assertEquals(List.of("x"), output.schema().names());
        }
    }

    @Test
    void manyLevelsMakeOneSparseBlockForEachVariable() {
        var names = IntStream.range(0, 300).mapToObj(i -> "level" + i).toArray(String[]::new);
        var data = Dataset.builder("d").nominal("city", names).numeric("x", new double[300]).build();
        var output = new OneHot().with("").fit(data).transform(data);
        assertEquals(List.of("city", "x"), output.schema().names());
        assertEquals(Kind.BLOCK, output.schema().field(0).kind());
        assertEquals("city=level0", output.schema().field(0).parts().getFirst());
        assertTrue(output.features().isSparse());
        var dense = new OneHot().with("sparse=false").fit(data).transform(data);
        assertFalse(dense.features().isSparse());
        assertArrayEquals(dense.columns(field -> !field.name().equals("x")).features().toArray(),
                output.columns(List.of("city")).features().toArray());
    }
}

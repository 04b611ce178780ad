package org.glia.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.datasets.builtin.AirPassengers;
import org.glia.datasets.builtin.BreastCancer;
import org.glia.datasets.builtin.CostumePrice;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Diamonds;
import org.glia.datasets.builtin.Digits;
import org.glia.datasets.builtin.Faithful;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.builtin.KarateClub;
import org.glia.datasets.builtin.MarvelHeroes;
import org.glia.datasets.builtin.Penguins;
import org.glia.datasets.builtin.Weather;
import org.glia.datasets.builtin.Wine;
import org.glia.datasets.files.Arff;
import org.glia.datasets.files.Csv;
import org.glia.datasets.files.Libsvm;
import org.glia.datasets.generators.Blobs;
import org.glia.datasets.generators.Circles;
import org.glia.datasets.generators.ClassificationProblem;
import org.glia.datasets.generators.Friedman1;
import org.glia.datasets.generators.HeroLogo;
import org.glia.datasets.generators.LinearProblem;
import org.glia.datasets.generators.Moons;
import org.glia.datasets.generators.SwissRoll;
import org.glia.datasets.generators.TwoScales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourcesTest {

    static Stream<DataSource<?>> all() {
        return Stream.of(new Csv(), new Arff(), new Libsvm(), new Iris(), new Wine(), new BreastCancer(),
                new Diabetes(), new Digits(),
                new Penguins(), new Diamonds(), new Faithful(), new AirPassengers(), new KarateClub(), new MarvelHeroes(),
                new CostumePrice(), new Weather(), new Blobs(), new Moons(), new Circles(), new SwissRoll(), new LinearProblem(),
                new ClassificationProblem(), new Friedman1(), new TwoScales(), new HeroLogo());
    }

    @Test
    void namesAreDistinctAndKept() {
        assertEquals(List.of("csv", "arff", "libsvm", "iris", "wine", "breast-cancer", "diabetes", "digits",
                "penguins", "diamonds",
                "faithful", "air-passengers", "karate-club", "marvel-heroes", "costume-price", "weather", "blobs", "moons",
                        "circles", "swiss-roll",
                "linear-problem", "classification-problem", "friedman1", "two-scales", "hero-logo"),
                all().map(source -> DataSource.source(source.getClass()).name()).toList());
    }

    @Test
    void noTwoReadersClaimOneExtension() {
        var extensions = all().flatMap(source -> Stream.of(DataSource.source(source.getClass()).extensions())).toList();
        assertEquals(extensions.stream().distinct().toList(), extensions);
    }

    @ParameterizedTest
    @MethodSource("all")
    void settingsHaveDefaultsThatAreReadBackFromTheirText(DataSource<?> source) {
        requireRoundTrip(source);
    }

    private static <S extends Record> void requireRoundTrip(DataSource<S> source) {
        var type = DataSource.settings(source);
        assertEquals(type.defaults(), type.read(type.write(type.defaults())));
        assertTrue(type.keys().stream().noneMatch(key -> key.help().isBlank()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySourceSaysWhatItIsAndWhereItComesFrom(DataSource<?> source) {
        Source annotation = DataSource.source(source.getClass());
        assertFalse(annotation.title().isBlank());
        assertFalse(annotation.references().isBlank());
    }
}

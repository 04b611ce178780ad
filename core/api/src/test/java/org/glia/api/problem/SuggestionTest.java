package org.glia.api.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> NAMES = List.of("kmeans", "kmedoids", "linear", "logistic", "ridge", "standardize",
            "maxIterations", "k", "tolerance");

    @ParameterizedTest
    @CsvSource({
        "kmean, kmeans", // one letter forgotten
        "kmaens, kmeans", // two neighbours swapped: one slip, not two
        "KMeans, kmeans", // case does not count
        "K, k",
        "stand, standardize", // a prefix, however far
        "log, logistic",
        "max-iterations, maxIterations",
        "max_iter, maxIterations",
        "tolerence, tolerance",
        "rigde, ridge",
        "linearregression, linear", // the name is a prefix of the word
    })
    void slipsAndPrefixesFindTheName(String word, String name) {
        assertEquals(Optional.of(name), Suggestion.nearest(word, NAMES));
    }

    @ParameterizedTest
    @CsvSource({"nosuch", "forest", "c", "q", "xy", "''"})
    void whatIsFarFromEveryNameFindsNothing(String word) {
        assertEquals(Optional.empty(), Suggestion.nearest(word, NAMES));
    }

    @Test
    void ofEquallyNearNamesTheAlphabeticallyFirstIsTaken() {
        assertEquals(Optional.of("abcx"), Suggestion.nearest("abcd", List.of("abcz", "abcy", "abcx")));
    }

    @Test
    void oneSlipIsNearerThanAPrefixAndAShortCompletionNearerThanALongOne() {
        assertEquals(Optional.of("gama"), Suggestion.nearest("gamm", List.of("gammaLimit", "gama")));
        assertEquals(Optional.of("gammaMax"), Suggestion.nearest("gamma", List.of("gammaMaximum", "gammaMax")));
    }

    @Test
    void theSentenceEndsWithTheQuestionOrNotAtAll() {
        assertEquals("; did you mean `ridge`?", Suggestion.didYouMean("rdige", Set.of("ridge", "linear")));
        assertEquals("", Suggestion.didYouMean("forest", Set.of("ridge", "linear")));
        assertEquals("", Suggestion.didYouMean("forest", List.of()));
    }
}

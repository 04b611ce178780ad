package org.glia.experiments.statistics;

import java.util.Arrays;

import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;

/// The ways to compare recipes.
public enum StatisticalTest {

    /// What the design asks for.
    AUTO("auto", "the test that suits the design"),
    CORRECTED_T("corrected-t", "corrected resampled t-test"),
    BAYESIAN_T("bayesian-t", "Bayesian correlated t-test"),
    WILCOXON("wilcoxon", "Wilcoxon signed-rank test"),
    SIGN("sign", "sign test"),
    BAYESIAN_SIGNED_RANK("bayesian-signed-rank", "Bayesian signed-rank test"),
    FRIEDMAN("friedman", "Friedman test"),
    MCNEMAR("mcnemar", "McNemar's test");

    private final String word;
    private final String title;

    StatisticalTest(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// What users write.
    public String word() {
        return word;
    }

    /// The field's name for it.
    public String title() {
        return title;
    }

    boolean isOverDataSets() {
        return switch (this) {
            case WILCOXON, SIGN, BAYESIAN_SIGNED_RANK, FRIEDMAN -> true;
            case AUTO, CORRECTED_T, BAYESIAN_T, MCNEMAR -> false;
        };
    }

    /// @throws DataException if no test is called so; the message names all
    public static StatisticalTest of(String word) {
        return Arrays.stream(values()).filter(test -> test.word.equals(word)).findFirst().orElseThrow(() -> {
            var words = Arrays.stream(values()).map(StatisticalTest::word).toList();
            return new DataException("no test is called `%s`%s".formatted(word, Suggestion.nearest(word, words).isPresent()
                    ? Suggestion.didYouMean(word, words) : "; there are " + Words.listed(words)));
        });
    }
}

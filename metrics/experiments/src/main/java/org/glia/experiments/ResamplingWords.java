package org.glia.experiments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Argument;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Step;

/// Reads how data are split: a word and its numbers.
final class ResamplingWords {

    private static final String KNOWN = "`kfold k=10 repeats=1`, `holdout test=0.3`, `time k=5` and `training`";

    private final Step step;
    private final Map<String, Argument> left = new HashMap<>();

    private ResamplingWords(Step step) {
        this.step = step;
        step.arguments().forEach(argument -> left.put(argument.key(), argument));
    }

    static Resampling parse(String words) {
        var recipe = Recipe.parse(words);
        if (recipe.steps().size() > 1) {
            throw recipe.last().place().exception("a split is one word with its numbers; there are " + KNOWN);
        }
        return new ResamplingWords(recipe.last()).resampling();
    }

    private Resampling resampling() {
        var made = switch (step.name()) {
            case "kfold" -> new Resampling.CrossValidation(number("k", 10, Integer::valueOf), number("repeats", 1, Integer::valueOf));
            case "holdout" -> new Resampling.Holdout(number("test", 0.3, Double::valueOf));
            case "time" -> new Resampling.ByTime(number("k", 5, Integer::valueOf));
            case "training" -> new Resampling.Training();
            default -> throw step.place().exception("there is no split `%s`%s; there are %s".formatted(step.name(),
                    Suggestion.didYouMean(step.name(), List.of("kfold", "holdout", "time", "training")).replaceFirst("\\?$", ""), KNOWN));
        };
        if (!left.isEmpty()) {
            throw left.values().iterator().next().place().exception("`%s` has no %s; there are %s".formatted(step.name(),
                    left.keySet().stream().sorted().map(key -> "`" + key + "`").collect(Collectors.joining(", ")), KNOWN));
        }
        return made;
    }

    private <N> N number(String key, N otherwise, Function<String, N> read) {
        var argument = left.remove(key);
        if (argument == null) {
            return otherwise;
        }
        try {
            return argument.value().text().map(read).orElseThrow(NumberFormatException::new);
        } catch (NumberFormatException e) {
            throw new RecipeException(List.of(argument.place().problem("`%s` is no number for `%s` of a split"
                    .formatted(argument.value(), key))), argument.place().source());
        }
    }
}

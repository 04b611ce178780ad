package org.glia.benchmarks.workloads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Step;

/// A task that contestants are compared at, declared once for all of them: the step's settings are those that everybody
/// gets, by whatever name and scale a library has for them.
///
/// @param name     how commands and tables call it
/// @param question what is asked
/// @param data     the data set
/// @param prepare  the steps that are done beforehand, once for all and not timed; empty if there are none
/// @param step     what is timed, as the last step of our recipe
/// @param measures what the answers are judged by, after whose rows: `test rmse`, `train log-loss`
/// @param peers    what a contestant needs beyond that, by its name: `smile` may be told `method=lloyd`
record Workload(String name, Question question, String data, String prepare, String step, List<String> measures,
                Map<String, Map<String, String>> peers) {

    /// @throws IllegalArgumentException if a measure does not begin with the rows that it judges
    Workload {
        measures = List.copyOf(measures);
        peers = Map.copyOf(peers);
        for (var measure : measures) {
            if (!measure.startsWith("train ") && !measure.startsWith("test ")) {
                throw new IllegalArgumentException("say whether `%s` judges rows of training or test".formatted(measure));
            }
        }
    }

    Step parsed() {
        return Recipe.parse(step).last();
    }

    /// The name of the algorithm.
    String algorithm() {
        return parsed().algorithm();
    }

    /// What a contestant must have: the algorithm, which for the logistic regression with absolute values in its penalty is another.
    String asked() {
        boolean absolute = algorithm().equals("logistic") && !settings("").getOrDefault("l1Ratio", "0").equals("0");
        return algorithm() + (absolute ? "-l1" : "");
    }

    /// The settings, and what this contestant needs beyond them.
    Map<String, String> settings(String contestant) {
        var settings = new LinkedHashMap<String, String>();
        parsed().arguments().forEach(argument -> put(settings, argument.key(), argument.value().toString()));
        settings.putAll(peers.getOrDefault(contestant, Map.of()));
        return settings;
    }

    /// A choice with settings of its own, `kernel=[rbf gamma=0.5]`, is `kernel=rbf` and `kernel.gamma=0.5`.
    private static void put(Map<String, String> settings, String key, String value) {
        if (!value.startsWith("[") || value.indexOf(']') < value.length() - 1) {
            settings.put(key, value);
            return;
        }
        var words = value.substring(1, value.length() - 1).split(" ");
        settings.put(key, words[0]);
        for (int i = 1; i < words.length; i++) {
            settings.put(key + "." + words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
        }
    }

    /// All that happens to the rows, as one recipe.
    String recipe() {
        return prepare.isEmpty() ? step : prepare + " | " + step;
    }

    Workload with(String contestant, String key, String value) {
        var all = new LinkedHashMap<>(peers);
        var settings = new LinkedHashMap<>(peers.getOrDefault(contestant, Map.of()));
        settings.put(key, value);
        all.put(contestant, settings);
        return new Workload(name, question, data, prepare, step, measures, all);
    }
}

package org.glia.experiments;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Recipe;
import org.glia.runtime.Bounds;

/// Reads an experiment's file, and goes on after a problem, so that all of them are told at once.
final class ExperimentFileReader {

    /// Hands out one character at a time, so that its line is that of the token that was read last.
    private static final class Lines extends Reader {

        private final StringReader text;
        private int line = 1;

        Lines(String text) {
            this.text = new StringReader(text);
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            int count = text.read(buffer, from, Math.min(1, length));
            line += count == 1 && buffer[from] == '\n' ? 1 : 0;
            return count;
        }

        @Override
        public void close() {
            text.close();
        }
    }

    private static final String END = "the file ends before the experiment does";

    private final Lines lines;
    private final JsonReader json;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Consumer<String>> fields = new LinkedHashMap<>();

    private String title = "";
    private final List<ExperimentFile.Table> data = new ArrayList<>();
    private final List<Recipe> recipes = new ArrayList<>();
    private boolean every;
    private Optional<Resampling> resampling = Optional.empty();
    private final List<String> measures = new ArrayList<>();
    private long seed;
    private Optional<Duration> timeout = Optional.empty();
    private OptionalLong memory = OptionalLong.empty();
    private Optional<Duration> budget = Optional.empty();
    private boolean retry;

    ExperimentFileReader(String text) {
        lines = new Lines(text);
        json = new JsonReader(lines);
        json.setStrictness(Strictness.LENIENT);
        fields.put("title", key -> text(key).ifPresent(said -> title = said));
        fields.put("data", key -> each(key, () -> table().ifPresent(data::add)));
        fields.put("recipes", key -> each(key, () -> read(text(key), Recipe::parse).ifPresent(recipes::add)));
        fields.put("every", key -> truth(key).ifPresent(said -> every = said));
        fields.put("split", key -> resampling = read(text(key), Resampling::parse));
        fields.put("measures", key -> each(key, () -> text(key).ifPresent(measures::add)));
        fields.put("seed", key -> whole(key).ifPresent(said -> seed = said));
        fields.put("timeout", key -> timeout = read(text(key), Amounts::duration));
        fields.put("memory", key -> read(text(key), ExperimentFileReader::memory).ifPresent(said -> memory = OptionalLong.of(said)));
        fields.put("budget", key -> budget = read(text(key), Amounts::duration));
        fields.put("retry", key -> truth(key).ifPresent(said -> retry = said));
    }

    private static long memory(String text) {
        return new Bounds(Optional.empty(), OptionalLong.of(Amounts.bytes(text))).memory().getAsLong();
    }

    ExperimentFile file() {
        try {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                problem("an experiment is one object: { \"data\": [...], \"recipes\": [...] }");
            } else {
                var said = object(fields, "an experiment");
                if (!said.contains("data")) {
                    problems.add("an experiment needs data: \"data\": [\"iris\"]");
                }
                if (!said.contains("recipes") && !said.contains("every")) {
                    problems.add("an experiment needs recipes: \"recipes\": [\"standardize | logistic\"], or \"every\": true");
                }
                if (json.peek() != JsonToken.END_DOCUMENT) {
                    problem("nothing may follow the experiment");
                }
            }
        } catch (EOFException e) {
            problem(END);
        } catch (IOException | IllegalStateException e) {
            problem(e.getCause() instanceof EOFException ? END
                    : "this is no JSON: a comma, a colon, a quote or a bracket is missing, or too many");
        }
        if (problems.isEmpty() && data.isEmpty()) {
            problems.add("an experiment needs data: \"data\": [\"iris\"]");
        }
        if (problems.isEmpty() && recipes.isEmpty() && !every) {
            problems.add("an experiment needs a recipe, or \"every\": true");
        }
        if (!problems.isEmpty()) {
            throw new GliaException(String.join("\n", problems));
        }
        return new ExperimentFile(title, data, recipes, every, resampling, measures, seed, timeout, memory, budget, retry);
    }

    private void problem(String message) {
        problem(lines.line, message);
    }

    private void problem(int line, String message) {
        problems.add("line %d: %s".formatted(line, message));
    }

    /// Reads the fields of an object.
    ///
    /// @return which fields there were
    private Set<String> object(Map<String, Consumer<String>> known, String what) throws IOException {
        var said = new HashSet<String>();
        json.beginObject();
        while (json.hasNext()) {
            var key = json.nextName();
            if (!said.add(key)) {
                problem("`%s` is given twice; leave one".formatted(key));
                json.skipValue();
            } else if (known.containsKey(key)) {
                known.get(key).accept(key);
            } else {
                problem("%s has no `%s`%s".formatted(what, key, Suggestion.nearest(key, known.keySet())
                        .map(near -> "; did you mean `" + near + "`?").orElse("; it has " + String.join(", ", known.keySet()))));
                json.skipValue();
            }
        }
        json.endObject();
        return said;
    }

    /// What may fail while a value is read.
    @FunctionalInterface
    private interface Part {
        void read() throws IOException;
    }

    private void each(String key, Part part) {
        token(key, JsonToken.BEGIN_ARRAY, "a list: [...]", () -> {
            json.beginArray();
            while (json.hasNext()) {
                part.read();
            }
            json.endArray();
        });
    }

    private Optional<ExperimentFile.Table> table() throws IOException {
        int line = lines.line;
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            return text("data").map(words -> new ExperimentFile.Table(words, Optional.empty(), Optional.empty(), lines.line));
        }
        var said = new HashMap<String, String>();
        var known = new LinkedHashMap<String, Consumer<String>>();
        for (var field : List.of("name", "origin", "fingerprint")) {
            known.put(field, key -> text(key).ifPresent(value -> said.put(key, value)));
        }
        object(known, "a data set");
        if (!said.containsKey("origin")) {
            problem(line, "a data set needs an `origin`, the words that bring it: \"origin\": \"blobs n=500\"");
            return Optional.empty();
        }
        return Optional.of(new ExperimentFile.Table(said.get("origin"), Optional.ofNullable(said.get("name")),
                Optional.ofNullable(said.get("fingerprint")), line));
    }

    private Optional<String> text(String key) {
        var said = new ArrayList<String>();
        token(key, JsonToken.STRING, "text in quotes", () -> said.add(json.nextString()));
        return said.stream().findFirst();
    }

    private Optional<Boolean> truth(String key) {
        var said = new ArrayList<Boolean>();
        token(key, JsonToken.BOOLEAN, "true or false", () -> said.add(json.nextBoolean()));
        return said.stream().findFirst();
    }

    private Optional<Long> whole(String key) {
        var said = new ArrayList<Long>();
        int line = lines.line;
        token(key, JsonToken.NUMBER, "a whole number", () -> {
            var number = json.nextString();
            try {
                said.add(Long.parseLong(number));
            } catch (NumberFormatException e) {
                problem(line, "`%s` must be a whole number; it is %s".formatted(key, number));
            }
        });
        return said.stream().findFirst();
    }

    /// Reads a value of one kind; one of another kind is a problem.
    private void token(String key, JsonToken wanted, String kind, Part part) {
        try {
            int line = lines.line;
            if (json.peek() == wanted) {
                part.read();
            } else {
                problem(line, "`%s` must be %s%s".formatted(key, kind,
                        json.peek() == JsonToken.NULL ? "; a comma may be too many" : ""));
                json.skipValue();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Optional<T> read(Optional<String> text, Function<String, T> reading) {
        try {
            return text.map(reading);
        } catch (RecipeException e) {
            problem(e.pointed());
        } catch (GliaException e) {
            problem(e.getMessage());
        }
        return Optional.empty();
    }
}

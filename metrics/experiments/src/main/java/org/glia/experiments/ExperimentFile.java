package org.glia.experiments;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.recipe.Recipe;
import org.glia.runtime.Bounds;

/// An experiment as a file says it: JSON with the fields of [Experiment#definition], those of [Conditions], and comments.
///
/// ```
/// {
///   "title": "flowers",                        // for people; after its recipes and data unless said
///   "data": ["iris", "blobs n=500 seed=7"],    // what `load` takes; or {"name": ..., "origin": ..., "fingerprint": ...}
///   "recipes": ["majority", "standardize | logistic"],
///   "every": false,                            // every installed algorithm that suits the data besides
///   "split": "kfold k=10 repeats=3",           // or holdout test=0.3, time k=5, training
///   "measures": ["accuracy"],                  // the first decides; the standard ones unless said
///   "seed": 0,
///   "timeout": "60s", "memory": "512m",        // what each cell may take
///   "budget": "1h",                            // after which no further cell begins
///   "retry": false                             // cells that failed or timed out are done again
/// }
/// ```
///
/// Only `data`, and one of `recipes` and `every`, must be there.
///
/// @param title      empty unless said
/// @param data       what brings the tables
/// @param recipes    may be empty where `every` is true
/// @param every      whether every installed algorithm takes part
/// @param resampling how the tables are split, if it is said
/// @param measures   empty for the standard ones
/// @param seed       0 unless said
/// @param timeout    what each cell may take
/// @param memory     what each cell may take, in bytes
/// @param budget     wall time for the whole
/// @param retry      whether failures are done again
public record ExperimentFile(String title, List<Table> data, List<Recipe> recipes, boolean every, Optional<Resampling> resampling,
                             List<String> measures, long seed, Optional<Duration> timeout, OptionalLong memory,
                             Optional<Duration> budget, boolean retry) {

    public ExperimentFile {
        data = List.copyOf(data);
        recipes = List.copyOf(recipes);
        measures = List.copyOf(measures);
    }

    /// What brings a table.
    ///
    /// @param words       what `load` takes
    /// @param name        what it is called here, if it is said
    /// @param fingerprint that of its content, if it is said: then it must be the very same table
    /// @param line        where in the file it stands
    public record Table(String words, Optional<String> name, Optional<String> fingerprint, int line) {

        /// The table under its name.
        ///
        /// @throws DataException if the fingerprint is that of another content
        public Dataset named(Dataset found) {
            if (fingerprint.filter(wanted -> !wanted.equals(found.fingerprint())).isPresent()) {
                throw new DataException(("line %d: `%s` brings other data than those of this fingerprint; take the fingerprint away "
                        + "if they may have changed").formatted(line, words));
            }
            return name.map(found::withName).orElse(found);
        }
    }

    /// Reads a file's text.
    ///
    /// @throws GliaException if it is no such file; the message names all problems, each with its line
    public static ExperimentFile parse(String text) {
        return new ExperimentFileReader(text).file();
    }

    /// A study's title and definition as the text of a file, indented.
    public static String text(Study study) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject().name("title").value(study.title());
            if (JsonParser.parseString(study.definition()) instanceof JsonObject definition) {
                for (var field : definition.entrySet()) {
                    json.name(field.getKey());
                    write(field.getValue(), json);
                }
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory is always written", e);
        }
        return text + "\n";
    }

    private static void write(JsonElement element, JsonWriter json) throws IOException {
        switch (element) {
            case JsonObject object -> {
                json.beginObject();
                for (var field : object.entrySet()) {
                    json.name(field.getKey());
                    write(field.getValue(), json);
                }
                json.endObject();
            }
            case JsonArray list -> {
                json.beginArray();
                for (var one : list) {
                    write(one, json);
                }
                json.endArray();
            }
            default -> json.jsonValue(element.toString());
        }
    }

    /// What is asked.
    ///
    /// @param tables    those of `data`, in their order
    /// @param otherwise how they are split if the file says nothing
    public Experiment experiment(List<Dataset> tables, Resampling otherwise) {
        return new Experiment(title, tables, recipes, every, resampling.orElse(otherwise), measures, seed);
    }

    /// How it is carried out.
    public Conditions conditions() {
        return new Conditions(new Bounds(timeout, memory), budget, retry);
    }
}

package org.glia.api.recipe;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;

/// How people write an estimator, everywhere: one step, or several that the data pass through in turn.
///
/// ```
/// recipe   := step ('|' step)*               standardize | pca components=2 | svc kernel=[rbf gamma=0.5] c=10
/// step     := name (key '=' value)*          bagging base=[standardize | cart maxDepth=4] size=50
/// name     := letter (letter | digit | '-' | '_' | '.')* ('@' plug-in)?
/// key      := as a name without plug-in; dots lead into a value: kernel.gamma=0.5
/// value    := item | item (',' item)+ | '[]'  a list of one is its item; [] is the empty list
/// item     := scalar | entry | '[' recipe ']' layers=[dense units=256],[dropout rate=.2]
/// entry    := scalar ':' scalar               monotone=age:+1,income:-1
///           | scalar ':' '[' recipe ']'
/// scalar   := word | quoted
/// word     := characters but spaces and | [ ] = { } , " '
/// quoted   := '"' text '"' | "'" text "'"     escapes: \\ \" \' \n \t \r and \ u with four hexadecimal digits
///
/// in a recipe space, which only `tune` and `validationcurve` take, also
/// item     := range | '{' item (',' item)* '}'   c={1,10,100}, kernel={linear,[rbf gamma=0.01..10:log]}
/// entry    := scalar ':' range | scalar ':' '{' item (',' item)* '}'
/// range    := number '..' number ':log'?         k=2..20
/// ```
///
/// Spaces and line ends may stand between any two of these, except within an entry, and not at all within a word. What a
/// value means is for the settings of the step to say: `1`, `-3`, `1e-4`, `.2`, `20%`, `true`, `plus-plus` and
/// `"two words"` are all scalars here. Text that would read as something else (spaces, special characters, a `:`, a range)
/// needs quotes.
///
/// `toString()` prints what the recipe holds, with quotes and spaces only where they are needed, and `parse` reads it back
/// as an equal recipe. The text with defaults resolved and keys in order, which identifies a recipe, comes from
/// [SettingsType#write].
///
/// @param steps one or more, the last one being what the recipe is for
public record Recipe(List<Step> steps) {

    /// @throws RecipeException if there is no step, or a range is in one
    public Recipe {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new RecipeException(RecipeParser.EMPTY);
        }
        var problems = steps.stream().flatMap(step -> step.spaceProblems().stream()).toList();
        if (!problems.isEmpty()) {
            throw new RecipeException(problems, steps.getFirst().place().source());
        }
    }

    /// Reads a recipe.
    ///
    /// @throws RecipeException with all problems of the text and their places
    public static Recipe parse(String text) {
        return new Recipe(RecipeParser.steps(text, false));
    }

    /// A recipe of one step without arguments.
    ///
    /// @throws RecipeException if the name is no name
    public static Recipe of(String name) {
        return new Recipe(List.of(new Step(name, List.of())));
    }

    /// A recipe of one step, from settings as [Value#of] takes them, in the order of the map.
    ///
    /// @throws GliaException if the name is no name, a key no key, or a setting cannot be written in a recipe
    public static Recipe of(String name, Map<String, ?> settings) {
        var arguments = settings.entrySet().stream().map(e -> new Argument(e.getKey(), Value.of(e.getValue()))).toList();
        return new Recipe(List.of(new Step(name, arguments)));
    }

    /// A recipe of several steps.
    ///
    /// @throws RecipeException if there is no step, or a range is in one
    public static Recipe of(Step... steps) {
        return new Recipe(List.of(steps));
    }

    /// Whether there is more than one step.
    public boolean isPipeline() {
        return steps.size() > 1;
    }

    /// The last step: what the recipe is for; all before it prepare the data.
    public Step last() {
        return steps.getLast();
    }

    /// This recipe followed by another.
    public Recipe then(Recipe next) {
        return new Recipe(Stream.concat(steps.stream(), next.steps.stream()).toList());
    }

    static String text(List<Step> steps) {
        return steps.stream().map(Step::toString).collect(Collectors.joining(" | "));
    }

    /// The recipe's text; [#parse] reads it back as an equal recipe.
    @Override
    public String toString() {
        return text(steps);
    }
}

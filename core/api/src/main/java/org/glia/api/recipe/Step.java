package org.glia.api.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;

/// One step of a recipe: the name of an algorithm (or of a choice) and its arguments.
///
/// @param name `svc`, or `svc@org.example.svm` for the one of a certain plug-in
/// @param arguments in the order in which they were written; no key twice
/// @param place where the name was written
public record Step(String name, List<Argument> arguments, Place place) {

    /// @throws RecipeException if the name is no name or a key is given twice
    public Step {
        arguments = List.copyOf(arguments);
        if (!Syntax.isName(name)) {
            throw place.exception(Syntax.noName(name));
        }
        var keys = new HashSet<String>();
        for (var argument : arguments) {
            if (!keys.add(argument.key())) {
                throw argument.place().exception(Syntax.twice(argument.key()));
            }
        }
    }

    /// A step that was not written anywhere.
    ///
    /// @throws RecipeException if the name is no name or a key is given twice
    public Step(String name, List<Argument> arguments) {
        this(name, arguments, Place.UNKNOWN);
    }

    /// The name without the plug-in.
    public String algorithm() {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    /// The symbolic name of the plug-in that the name asks for, if it does.
    public Optional<String> plugin() {
        int at = name.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(name.substring(at + 1));
    }

    /// The value of a key, if given.
    public Optional<Value> value(String key) {
        return argument(key).map(Argument::value);
    }

    /// The argument of a key, if given.
    public Optional<Argument> argument(String key) {
        return arguments.stream().filter(a -> a.key().equals(key)).findFirst();
    }

    /// This step without the argument of a key.
    public Step without(String key) {
        return new Step(name, arguments.stream().filter(a -> !a.key().equals(key)).toList(), place);
    }

    /// This step with a key set, in its old position or at the end.
    public Step with(String key, Value value) {
        var set = new Argument(key, value);
        if (argument(key).isEmpty()) {
            return new Step(name, Stream.concat(arguments.stream(), Stream.of(set)).toList(), place);
        }
        return new Step(name, arguments.stream().map(a -> a.key().equals(key) ? set : a).toList(), place);
    }

    /// This step with other arguments.
    public Step withArguments(List<Argument> others) {
        return new Step(name, others, place);
    }

    /// All problems of ranges in this step, which only a [RecipeSpace] may hold.
    List<Problem> spaceProblems() {
        var problems = new ArrayList<Problem>();
        arguments.forEach(a -> a.value().addSpaceProblems(problems));
        return problems;
    }

    /// As it is written in a recipe.
    @Override
    public String toString() {
        var text = new StringBuilder(name);
        arguments.forEach(a -> text.append(' ').append(a));
        return text.toString();
    }
}

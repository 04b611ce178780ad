package org.glia.tck;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Key;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.recipe.SettingsType;
import org.glia.api.recipe.Step;

/// How settings are written and read.
final class SettingsRules {

    private static final String SLIP = "q";
    /// Of shorter names a slip leaves too little to recognize them by.
    private static final int SHORTEST_SUGGESTED = 3;

    private SettingsRules() {
    }

    /// The settings under test, the defaults, and each word of each choice alone.
    static void roundTrip(Candidate candidate) {
        var type = candidate.type().settings();
        roundTrip(type, candidate.settings());
        roundTrip(type, "");
        for (var key : type.keys()) {
            for (var word : key.choices()) {
                roundTrip(type, "%s=%s".formatted(key.name(), word));
            }
        }
        var recipe = candidate.configured().recipe();
        var again = Attempt.of("reading the canonical recipe `%s`".formatted(recipe), () -> candidate.catalog()
                .configure(Recipe.parse(recipe.toString())).recipe());
        Violation.unless(again.toString().equals(recipe.toString()),
                "the canonical recipe `%s` should be canonical itself, and reads as `%s`", recipe, again);
    }

    private static <S extends Record> void roundTrip(SettingsType<S> type, String text) {
        S settings;
        try {
            settings = type.read(text);
        } catch (RecipeException combination) {
            return; // a word that asks for other settings too
        }
        var written = Attempt.of("writing the settings `%s`".formatted(text),
                () -> new Step("x", type.write(settings)));
        var again = Attempt.of("reading `%s`, which `%s` was written as,".formatted(written, text),
                () -> type.read(Recipe.parse(written.toString()).last()));
        Violation.unless(again.equals(settings),
                "`%s` is written as `%s`, which reads as other settings: %s should be equal to %s", text, written,
                again, settings);
    }

    static void unknown(Candidate candidate) {
        var names = candidate.type().settings().keys().stream().map(Key::name).toList();
        var nearest = names.stream().max(Comparator.comparingInt(String::length)).orElse("nosuchsetting");
        var unknown = nearest + SLIP;
        while (names.contains(unknown)) {
            unknown += SLIP;
        }
        var refused = refused(candidate, unknown + "=1");
        var expected = names.contains(nearest) && nearest.length() >= SHORTEST_SUGGESTED ? nearest : unknown;
        Violation.unless(refused.getMessage().contains("`" + expected + "`"),
                "the refusal of `%s=1` should name `%s`, and says \"%s\"", unknown, expected, refused.getMessage());
    }

    static void bounds(Candidate candidate) {
        for (var wrong : outside(candidate.type().settings().defaults().getClass(), "")) {
            var refused = refused(candidate, wrong.text());
            Violation.unless(refused.getMessage().contains("`" + wrong.key() + "`"),
                    "the refusal of `%s` should name `%s`, and says \"%s\"", wrong.text(), wrong.key(),
                    refused.getMessage());
        }
    }

    private static GliaException refused(Candidate candidate, String settings) {
        return Attempt.refused(RecipeException.class, "the setting `%s`".formatted(settings),
                () -> candidate.estimator().with(settings));
    }

    /// An assignment of a number outside of its bounds.
    ///
    /// @param key  the setting's name, as messages give it
    /// @param text as a recipe writes it
    record Outside(String key, String text) {
    }

    /// For each bound of each number, also in nested records and in choices, an assignment that lies outside.
    static List<Outside> outside(Class<?> settings, String prefix) {
        var all = new ArrayList<Outside>();
        for (var component : settings.getRecordComponents()) {
            var name = prefix + component.getName();
            var setting = component.getAnnotation(Setting.class);
            var type = component.getType();
            if (setting == null) {
                all.addAll(outside(type, component.isAnnotationPresent(Group.class) ? prefix : name + "."));
            } else if (isNumber(component)) {
                DoubleStream.concat(below(component, setting).stream(), above(component, setting).stream())
                        .forEach(number -> all.add(new Outside(name, name + "=" + text(component, number))));
            } else if (type.isSealed() && type.isInterface()) {
                alternatives(type).forEach(choice -> all.addAll(outside(name, choice)));
            }
        }
        return all;
    }

    /// Of a choice: `kernel=[rbf gamma=-1]`.
    private static List<Outside> outside(String name, Class<?> choice) {
        boolean bare = Arrays.stream(choice.getDeclaredConstructors()).noneMatch(one -> one.getParameterCount() == 0);
        return bare ? List.of() : outside(choice, "").stream().map(inner -> new Outside(name + "." + inner.key(),
                "%s=[%s %s]".formatted(name, word(choice), inner.text()))).toList();
    }

    private static List<Class<?>> alternatives(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(type) : alternatives(type).stream()).toList();
    }

    /// `PlusPlus` is written `plus-plus`.
    private static String word(Class<?> choice) {
        return choice.getSimpleName().replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(RecordComponent component) {
        var type = component.getType();
        return isWhole(component) || type == double.class || type == float.class || type == OptionalDouble.class;
    }

    private static boolean isWhole(RecordComponent component) {
        var type = component.getType();
        return type == int.class || type == long.class || type == OptionalInt.class || type == OptionalLong.class;
    }

    private static OptionalDouble below(RecordComponent component, Setting setting) {
        if (!Double.isFinite(setting.min())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(setting.minExclusive() ? setting.min() : isWhole(component) ? setting.min() - 1
                : setting.min() - Math.max(1e-6, Math.abs(setting.min()) * 1e-6));
    }

    private static OptionalDouble above(RecordComponent component, Setting setting) {
        if (!Double.isFinite(setting.max())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(setting.maxExclusive() ? setting.max() : isWhole(component) ? setting.max() + 1
                : setting.max() + Math.max(1e-6, Math.abs(setting.max()) * 1e-6));
    }

    private static String text(RecordComponent component, double number) {
        return isWhole(component) ? Long.toString((long) number) : Double.toString(number);
    }
}

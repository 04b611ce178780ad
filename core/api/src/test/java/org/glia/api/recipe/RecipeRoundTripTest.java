package org.glia.api.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// For every recipe that can be built, `parse(toString())` is the same recipe.
class RecipeRoundTripTest {

    @Test
    void everyRecipeSpaceReadsBackFromItsText() {
        var random = new Random(20250911);
        int spaces = 0;
        for (int i = 0; i < 5_000; i++) {
            var built = new RecipeSpace(new Generator(random, true).steps(0));
            assertEquals(built, RecipeSpace.parse(built.toString()), built.toString());
            spaces += built.isRecipe() ? 0 : 1;
        }
        assertTrue(spaces > 1_000, "ranges were generated in " + spaces);
    }

    @Test
    void everyRecipeReadsBackFromItsTextAndPrintsTheSameAgain() {
        var random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            var built = new Recipe(new Generator(random, false).steps(0));
            var again = Recipe.parse(built.toString());
            assertEquals(built, again, built.toString());
            assertEquals(built.hashCode(), again.hashCode());
            assertEquals(built.toString(), again.toString());
        }
    }

    private record Generator(Random random, boolean ranges) {

        private static final String LETTERS = "abcxyzABZ\u00e9\u4e2d";
        private static final String IN_NAMES = LETTERS + "019-_.";
        private static final String ANY = IN_NAMES + " |[]{}=,:\"'\\\t\n@%+*/<>()$#u0\u0001\u00a0\u2028";
        private static final List<String> TRICKY = List.of("none", "", "1..2", "1..2:log", "-1e-3...5", "..", "1..", ":", "a:",
                ":a", "[]", "{}", "true", "\\", "\\n", "\\u0041", "\"", "'", "a b", "\uD835\uDC00", "NaN", "infinity", "20%");

        List<Step> steps(int depth) {
            return Stream.generate(() -> step(depth)).limit(random.nextInt(1, 4)).toList();
        }

        private Step step(int depth) {
            var name = name() + (random.nextInt(8) == 0 ? "@org.example.x-" + random.nextInt(9) : "");
            var keys = new HashSet<String>();
            var arguments = new ArrayList<Argument>();
            for (int i = random.nextInt(4); i > 0; i--) {
                var key = random.nextInt(4) == 0 ? key() + "." + key() : key();
                if (keys.add(key)) {
                    arguments.add(new Argument(key, value(depth)));
                }
            }
            return new Step(name, arguments);
        }

        private String name() {
            return text(LETTERS, 1) + text(IN_NAMES, random.nextInt(5));
        }

        private String key() {
            return text(LETTERS, 1) + text(LETTERS + "09-_", random.nextInt(3));
        }

        private Value value(int depth) {
            return switch (random.nextInt(5)) {
                case 0 -> Value.Items.of(many(() -> item(depth, true), random.nextInt(4)));
                default -> item(depth, true);
            };
        }

        private Value item(int depth, boolean alternatives) {
            return switch (random.nextInt(ranges ? 9 : 6)) {
                case 0, 1 -> scalar();
                case 2 -> new Value.Scalar(Syntax.number(number()));
                case 3 -> new Value.Entry(scalar().word(), single(depth, alternatives), Place.UNKNOWN);
                case 6 -> range();
                case 7 -> alternatives
                        ? new Value.AnyOf(many(() -> item(depth, false), random.nextInt(1, 4))) : scalar();
                default -> single(depth, alternatives);
            };
        }

        /// What may stand behind the colon of an entry.
        private Value single(int depth, boolean alternatives) {
            return switch (random.nextInt(ranges ? 5 : 3)) {
                case 0 -> depth < 3 ? new Value.Nested(steps(depth + 1)) : scalar();
                case 3 -> range();
                case 4 -> alternatives
                        ? new Value.AnyOf(many(() -> item(depth, false), random.nextInt(1, 4))) : scalar();
                default -> scalar();
            };
        }

        private Value.Scalar scalar() {
            var text = random.nextInt(3) == 0 ? TRICKY.get(random.nextInt(TRICKY.size()))
                    : text(random.nextBoolean() ? ANY : IN_NAMES, random.nextInt(1, 8));
            return new Value.Scalar(text, random.nextBoolean(), Place.UNKNOWN);
        }

        private Value.Range range() {
            double low = random.nextBoolean() ? Math.abs(number()) + 1e-300 : number();
            double high = low + Math.max(Math.abs(low) * 1e-3, random.nextInt(1, 100));
            return new Value.Range(low, high, low > 0 && random.nextBoolean());
        }

        private double number() {
            return switch (random.nextInt(3)) {
                case 0 -> random.nextInt(-1000, 1000);
                case 1 -> random.nextGaussian();
                default -> random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
            };
        }

        private List<Value> many(Supplier<Value> source, int count) {
            return Stream.generate(source).limit(count).toList();
        }

        private String text(String characters, int length) {
            var text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            return text.toString();
        }
    }
}

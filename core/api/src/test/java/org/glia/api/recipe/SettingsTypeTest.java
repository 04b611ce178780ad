package org.glia.api.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTypeTest {

    enum Seeding { PLUS_PLUS, RANDOM }

    record Clustering(
            @Setting(value = "number of clusters", min = 1, tune = "2..20") int k,
            @Setting("how the first centroids are chosen") Seeding seeding,
            @Setting(value = "most iterations", min = 1) int maxIterations,
            @Setting(value = "stop when nothing moves more", min = 0) double tolerance) {
        Clustering() {
            this(8, Seeding.PLUS_PLUS, 300, 1e-4);
        }
    }

    private static final SettingsType<Clustering> CLUSTERING = SettingsType.of(Clustering.class);

    /// Reads a step, writes the settings, checks that they read back as equal ones, and gives their text.
    private static <S extends Record> String canonical(SettingsType<S> type, String step) {
        var settings = type.read(Recipe.parse(step).last());
        var written = type.write(settings);
        assertEquals(settings, type.read(written));
        var text = new Step("x", written).toString();
        assertEquals(settings, type.read(Recipe.parse(text).last()));
        return text.substring(1).strip();
    }

    private static List<String> problems(SettingsType<?> type, String step) {
        var wrong = assertThrows(RecipeException.class, () -> type.read(Recipe.parse(step).last()));
        assertEquals(step, wrong.source());
        return wrong.problems().stream().map(Problem::message).toList();
    }

    private static String problem(SettingsType<?> type, String step) {
        var problems = problems(type, step);
        assertEquals(1, problems.size(), problems.toString());
        return problems.getFirst();
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertEquals(new Clustering(), CLUSTERING.defaults());
        assertEquals(new Clustering(), CLUSTERING.read(List.of()));
        assertEquals(new Clustering(3, Seeding.RANDOM, 300, 1e-4), CLUSTERING.read("k=3 seeding=random"));
    }

    @Test
    void theCanonicalTextNamesEverySettingInTheOrderOfDeclaration() {
        assertEquals("k=3 seeding=plus-plus maxIterations=300 tolerance=0.001",
                canonical(CLUSTERING, "kmeans tolerance=1E-3 seeding=Plus_Plus k=3.0"));
    }

    @Test
    void keysAreKnownAsPlainText() {
        assertEquals(List.of(
                new Key("k", "whole number", "number of clusters", "8", Optional.of("at least 1"), List.of(), Map.of(),
                        Optional.of(new Value.Range(2, 20, false))),
                new Key("seeding", "word", "how the first centroids are chosen", "plus-plus", Optional.empty(),
                        List.of("plus-plus", "random"), Map.of(), Optional.empty()),
                new Key("maxIterations", "whole number", "most iterations", "300", Optional.of("at least 1"), List.of(),
                        Map.of(), Optional.empty()),
                new Key("tolerance", "number", "stop when nothing moves more", "1e-4", Optional.of("at least 0"), List.of(),
                        Map.of(), Optional.empty())), CLUSTERING.keys());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "k=-3          # `k` must be at least 1 (number of clusters); it was -3",
        "k=2.5         # `k` must be a whole number, at least 1 (number of clusters); it was 2.5",
        "k=abc         # `k` must be a whole number, at least 1 (number of clusters); it was `abc`",
        "k=1,2         # `k` must be a whole number, at least 1 (number of clusters); it was `1,2`",
        "k=[a]         # `k` must be a whole number, at least 1 (number of clusters); it was `[a]`",
        "k=99999999999 # `k` must be at most 2147483647 (number of clusters); it was 99999999999",
        "k=1e999999999 # `k` must be at most 2147483647 (number of clusters); it was 1e999999999",
        "k=-1e40       # `k` must be at least 1 (number of clusters); it was -1e40",
        "k=1e-999999999 # `k` must be a whole number, at least 1 (number of clusters); it was 1e-999999999",
        "k=none        # `k` must be a whole number, at least 1 (number of clusters); it was `none`",
        "k=0x10        # `k` must be a whole number, at least 1 (number of clusters); it was `0x10`",
        "seeding=plusplu # `seeding` must be `plus-plus` or `random` (how the first centroids are chosen); it was `plusplu`; did you mean `plus-plus`?",
        "seeding=first # `seeding` must be `plus-plus` or `random` (how the first centroids are chosen); it was `first`",
        "tolerance=NaN # `tolerance` must be a number, at least 0 (stop when nothing moves more); it was `NaN`",
        "tolerance=infinity # `tolerance` must be a finite number, at least 0 (stop when nothing moves more); it was `infinity`",
        "tolerance=1e999 # `tolerance` must be a finite number, at least 0 (stop when nothing moves more); it was 1e999",
        "tolerance=-1% # `tolerance` must be at least 0 (stop when nothing moves more); it was `-1%`",
        "tolerance=1d  # `tolerance` must be a number, at least 0 (stop when nothing moves more); it was `1d`",
        "clusters=3    # `kmeans` has no setting `clusters`; there are `k`, `seeding`, `maxIterations` and `tolerance`",
        "maxIteration=3 # `kmeans` has no setting `maxIteration`; did you mean `maxIterations`?",
        "k.x=3         # `kmeans` has no setting `k.x`; there are `k`, `seeding`, `maxIterations` and `tolerance`",
    })
    void aBadValueOrKeyIsNamedWithWhatIsValid(String argument, String message) {
        assertEquals(message, problem(CLUSTERING, "kmeans " + argument));
    }

    @Test
    void allProblemsAreToldTogetherInTheOrderOfTheText() {
        var wrong = assertThrows(RecipeException.class, () ->
                CLUSTERING.read(Recipe.parse("kmeans tolerance=-1 seeding=rnd kk=2 k=0").last()));
        assertEquals("""
                `tolerance` must be at least 0 (stop when nothing moves more); it was -1
                  kmeans tolerance=-1 seeding=rnd kk=2 k=0
                                   ^^
                `seeding` must be `plus-plus` or `random` (how the first centroids are chosen); it was `rnd`
                  kmeans tolerance=-1 seeding=rnd kk=2 k=0
                                              ^^^
                `kmeans` has no setting `kk`; there are `k`, `seeding`, `maxIterations` and `tolerance`
                  kmeans tolerance=-1 seeding=rnd kk=2 k=0
                                                  ^^
                `k` must be at least 1 (number of clusters); it was 0
                  kmeans tolerance=-1 seeding=rnd kk=2 k=0
                                                         ^""", wrong.pointed());
    }

    @Test
    void argumentsWithoutAStepAreReadTheSameWay() {
        assertEquals("there is no setting `kmax`; there are `k`, `seeding`, `maxIterations` and `tolerance`",
                assertThrows(RecipeException.class, () -> CLUSTERING.read("kmax=3")).getMessage());
        var made = List.of(new Argument("k", Value.of(0)), new Argument("k", Value.of(1)));
        var wrong = assertThrows(RecipeException.class, () -> CLUSTERING.read(made));
        assertEquals("`k` is given twice; leave one\n`k` must be at least 1 (number of clusters); it was 0",
                wrong.getMessage());
        assertEquals(wrong.getMessage(), wrong.pointed());
    }

    @Test
    void aRangeIsForTuningOnly() {
        assertEquals("`2..20` is a range, which only `tune` and `validationcurve` take; give one value, or put it into quotes if it is text",
                assertThrows(RecipeException.class, () ->
                        CLUSTERING.read(List.of(new Argument("k", Value.parse("2..20"))))).getMessage());
    }

    record None() {
    }

    @Test
    void anAlgorithmMayHaveNoSettings() {
        var none = SettingsType.of(None.class);
        assertEquals(List.of(), none.keys());
        assertEquals("", canonical(none, "majority"));
        assertEquals("`majority` has no setting `k`; it has none", problem(none, "majority k=1"));
    }

    @Nested
    class Types {

        record All(
                @Setting("a long") long big,
                @Setting(value = "a float", max = 0.5) float single,
                @Setting(value = "a double", min = 0, minExclusive = true, max = Double.POSITIVE_INFINITY) double limit,
                @Setting("a boolean") boolean flag,
                @Setting("a text") String text,
                @Setting("a file") Path file,
                @Setting("a recipe") Recipe base) {
            All() {
                this(0L, 0.1f, 1, false, "", Path.of("."), Recipe.of("cart"));
            }
        }

        private final SettingsType<All> all = SettingsType.of(All.class);

        @Test
        void eachTypeHasItsCanonicalText() {
            assertEquals("big=0 single=0.1 limit=1 flag=false text=\"\" file=. base=[cart]", canonical(all, "a"));
            assertEquals("big=9223372036854775807 single=0.5 limit=infinity flag=true text=\"a:b\" file=../x.csv "
                            + "base=[scale | svc c=2]",
                    canonical(all, "a big=9223372036854775807 single=50% limit=Inf flag=TRUE text=a:b file=../x.csv "
                            + "base=[scale|svc c=2]"));
            assertEquals(Path.of("C:\\data"), all.read("file=C:\\data").file());
        }

        @Test
        void aRecipeThatIsOnlyANameNeedsNoBrackets() {
            assertEquals(Recipe.of("knn@org.example.x"), all.read("base=knn@org.example.x").base());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '#', value = {
            "big=9223372036854775808 # `big` must be at most 9223372036854775807 (a long); it was 9223372036854775808",
            "big=-9223372036854775809 # `big` must be at least -9223372036854775808 (a long); it was -9223372036854775809",
            "single=0.51    # `single` must be at most 0.5 (a float); it was 0.51",
            "limit=0        # `limit` must be above 0 (a double); it was 0",
            "limit=-inf     # `limit` must be a finite number or `infinity`, above 0 (a double); it was `-inf`",
            "limit=big      # `limit` must be a number or `infinity`, above 0 (a double); it was `big`",
            "flag=yes       # `flag` must be `true` or `false` (a boolean); it was `yes`",
            "flag=tru       # `flag` must be `true` or `false` (a boolean); it was `tru`; did you mean `true`?",
            "text=a,b       # `text` must be text (a text); it was `a,b`; put it into quotes if it is one text",
            "text=[a]       # `text` must be text (a text); it was `[a]`",
            "file=\"a\\u0000\" # `file` must be the path of a file (a file); it was `\"a\\u0000\"`",
            "base=3         # `base` must be a recipe in brackets, as in [name key=value] (a recipe); it was 3",
            "base=[a],[b]   # `base` must be a recipe in brackets, as in [name key=value] (a recipe); it was `[a],[b]`",
        })
        void eachTypeSaysWhatItTakes(String argument, String message) {
            assertEquals(message, problem(all, "a " + argument));
        }

        @Test
        void theTypesHaveNames() {
            assertEquals("whole number, number, number or `infinity`, true or false, text, file, recipe",
                    all.keys().stream().map(Key::type).collect(Collectors.joining(", ")));
            assertEquals(List.of("true", "false"), all.keys().get(3).choices());
            assertEquals(Optional.of("above 0"), all.keys().get(2).range());
        }

        @Test
        void longValuesAreShortenedInMessages() {
            assertEquals("`flag` must be `true` or `false` (a boolean); it was `" + "x".repeat(57) + "...`",
                    problem(all, "a flag=" + "x".repeat(1000)));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -0.0, 1, 0.1, 1e-300, 1e300, Double.MIN_VALUE, Double.MAX_VALUE, 1.0 / 3, 123456789.125})
        void everyDoubleReadsBackExactly(double x) {
            record Real(@Setting("x") double x) {
                Real() {
                    this(0);
                }
            }
            var real = SettingsType.of(Real.class);
            assertEquals(new Real(x), real.read(real.write(new Real(x))));
        }

        @ParameterizedTest
        @ValueSource(floats = {0.1f, 1.0f / 3, Float.MIN_VALUE, Float.MAX_VALUE, 16777217f})
        void everyFloatReadsBackExactly(float x) {
            record Single(@Setting("x") float x) {
                Single() {
                    this(0);
                }
            }
            var single = SettingsType.of(Single.class);
            assertEquals(new Single(x), single.read(single.write(new Single(x))));
            assertEquals("`x` must be a finite number (x); it was 1e39", problem(single, "s x=1e39"));
        }

        @Test
        void percentagesAreExactDecimals() {
            assertEquals(0.07, all.read("limit=7%").limit());
            assertEquals("`limit` must be a number or `infinity`, above 0 (a double); it was `%`", problem(all, "a limit=%"));
        }
    }

    @Nested
    class Many {

        record Lists(
                @Setting(value = "units per layer", min = 1) List<Integer> hidden,
                @Setting("features") List<String> columns,
                @Setting("members") List<Recipe> members,
                @Setting(value = "direction of each column", min = -1, max = 1) Map<String, Integer> monotone,
                @Setting("recipe of each column") Map<String, Recipe> perColumn,
                @Setting("how often each seeding is tried") List<Seeding> seedings) {
            Lists() {
                this(List.of(100), List.of(), List.of(), Map.of(), Map.of(), List.of(Seeding.RANDOM));
            }
        }

        private final SettingsType<Lists> lists = SettingsType.of(Lists.class);

        @Test
        void listsAndMapsAreWrittenWithCommas() {
            assertEquals("hidden=100 columns=[] members=[] monotone=[] perColumn=[] seedings=random", canonical(lists, "a"));
            assertEquals("hidden=64,32 columns=\"a b\",none members=[cart],[svc c=1] monotone=age:1,income:-1 "
                            + "perColumn=sex:[onehot] seedings=random,plus-plus",
                    canonical(lists, "a hidden=64,32 columns=\"a b\",none members=cart,[svc c=1] "
                            + "monotone=income:-1,age:+1 perColumn=sex:onehot seedings=random,plus_plus"));
            assertEquals("hidden=[] columns=x members=[a] monotone=\"a b\":0 perColumn=[] seedings=[]",
                    canonical(lists, "a hidden=[] columns=x members=[a] monotone=\"a b\":0 seedings=[]"));
        }

        @Test
        void nestedRecipesAreWrittenAsWhoKnowsTheirNamesWritesThem() {
            var settings = lists.read("members=[cart],[svc c=1] perColumn=x:onehot");
            assertEquals("members=[CART],[SVC] monotone=[] perColumn=x:[ONEHOT]",
                    lists.write(settings, recipe -> Recipe.of(recipe.last().name().toUpperCase(Locale.ROOT))).subList(2, 5)
                            .stream().map(Argument::toString).collect(Collectors.joining(" ")));
        }

        @Test
        void namesOfColumnsMayBeAnyText() {
            var settings = new Lists(List.of(1), List.of("none", "", "1..2", "a:b", "x,y"), List.of(),
                    Map.of("a:b", 1, "", 0, "none", -1), Map.of(), List.of());
            assertEquals(settings, lists.read(lists.write(settings)));
            assertEquals(settings, lists.read(new Step("x", lists.write(settings)).toString().substring(1)));
        }

        @Test
        void equalMapsHaveTheSameTextHoweverTheyWereMade() {
            var backwards = new LinkedHashMap<String, Integer>();
            backwards.put("b", 1);
            backwards.put("a", 0);
            var settings = new Lists(List.of(), List.of(), List.of(), backwards, Map.of(), List.of());
            assertEquals("monotone=a:0,b:1", lists.write(settings).get(3).toString());
            assertEquals(List.of("b", "a"), List.copyOf(lists.read("monotone=b:1,a:0").monotone().keySet()));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '#', value = {
            "hidden=64,0     # each value of `hidden` must be at least 1 (units per layer); one was 0",
            "hidden=a        # each value of `hidden` must be a whole number, at least 1 (units per layer); one was `a`",
            "monotone=age:2  # `monotone` of `age` must be between -1 and 1 (direction of each column); it was 2",
            "monotone=age    # `monotone` must be name:value pairs, each value a whole number, between -1 and 1 (direction of each column); it was `age`",
            "monotone=a:1,a:0 # `monotone` names `a` twice; leave one",
            "seedings=rando  # each value of `seedings` must be `plus-plus` or `random` (how often each seeding is tried); one was `rando`; did you mean `random`?",
        })
        void aBadElementIsNamed(String argument, String message) {
            assertEquals(message, problem(lists, "a " + argument));
        }

        @Test
        void allBadElementsAreTold() {
            assertEquals(3, problems(lists, "a hidden=0,1,-1 monotone=a:3").size());
        }

        @Test
        void theirKeysSayWhatTheyAreOf() {
            assertEquals(List.of("list of whole numbers", "list of texts", "list of recipes", "map to whole numbers",
                    "map to recipes", "list of words"), lists.keys().stream().map(Key::type).toList());
            assertTrue(lists.keys().stream().allMatch(Key::takesMany));
            assertTrue(CLUSTERING.keys().stream().noneMatch(Key::takesMany));
            assertEquals(Optional.of("at least 1"), lists.keys().getFirst().range());
            assertEquals(List.of("plus-plus", "random"), lists.keys().getLast().choices());
        }
    }

    @Nested
    class Optionals {

        record Maybe(
                @Setting(value = "depth", min = 1) OptionalInt depth,
                @Setting("seed") OptionalLong seed,
                @Setting(value = "rate", min = 0, max = 1, maxExclusive = true) OptionalDouble rate,
                @Setting(value = "rows", min = 1) Optional<Integer> rows,
                @Setting("name") Optional<String> name,
                @Setting("seeding") Optional<Seeding> seeding,
                @Setting("base") Optional<Recipe> base,
                @Setting("kernel") Optional<Kernel> kernel) {
            Maybe() {
                this(OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty());
            }
        }

        private final SettingsType<Maybe> maybe = SettingsType.of(Maybe.class);

        @Test
        void whatIsAbsentIsWrittenNone() {
            assertEquals("depth=none seed=none rate=none rows=none name=none seeding=none base=none kernel=none",
                    canonical(maybe, "a"));
            assertEquals(new Maybe(), maybe.read("depth=None rows=none"));
            assertEquals("depth=3 seed=-1 rate=0.5 rows=2 name=\"x y\" seeding=random base=[cart] kernel=[rbf gamma=2]",
                    canonical(maybe, "a depth=3 seed=-1 rate=.5 rows=2 name='x y' seeding=random base=cart "
                            + "kernel=[rbf gamma=2]"));
        }

        @Test
        void theTextNoneIsWrittenInQuotes() {
            assertEquals(Optional.of("none"), maybe.read("name=\"none\"").name());
            assertTrue(canonical(maybe, "a name=\"none\"").contains("name=\"none\""));
            assertEquals(Optional.of("NONE"), maybe.read("name=\"NONE\"").name());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '#', value = {
            "depth=0       # `depth` must be `none` or a whole number, at least 1 (depth); it was 0",
            "rate=1        # `rate` must be `none` or a number, at least 0 and below 1 (rate); it was 1",
            "rate=non      # `rate` must be `none` or a number, at least 0 and below 1 (rate); it was `non`; did you mean `none`?",
            "seeding=rando # `seeding` must be `none` or `plus-plus` or `random` (seeding); it was `rando`; did you mean `random`?",
            "kernel=[rbf gamma=-1] # `kernel.gamma` must be above 0 (width); it was -1",
        })
        void whatIsPresentIsChecked(String argument, String message) {
            assertEquals(message, problem(maybe, "a " + argument));
        }

        @Test
        void noneIsAmongTheChoices() {
            var keys = maybe.keys();
            assertEquals("optional whole number", keys.getFirst().type());
            assertEquals(List.of("none"), keys.getFirst().choices());
            assertEquals(List.of("plus-plus", "random", "none"), keys.get(5).choices());
            assertEquals(Optional.of("at least 0 and below 1"), keys.get(2).range());
        }
    }

    sealed interface Gamma {
        record Scale() implements Gamma { }

        record Auto() implements Gamma { }

        record Value(@Setting(value = "the width itself", min = 0, minExclusive = true) double value) implements Gamma { }
    }

    sealed interface Kernel {
        record Linear() implements Kernel { }

        record Rbf(@Setting("width") Gamma gamma) implements Kernel {
            Rbf() {
                this(new Gamma.Scale());
            }
        }

        record Polynomial(@Setting(value = "degree", min = 1) int degree, @Setting("offset") double offset)
                implements Kernel {
            Polynomial() {
                this(3, 0);
            }
        }

        record Sum(@Setting("summands") List<Kernel> of) implements Kernel { }
    }

    sealed interface Layer {
        record Dense(@Setting(value = "units of the layer", min = 1) int units,
                     @Setting("activation") Activation activation) implements Layer { }

        record Dropout(@Setting(value = "share dropped", min = 0, max = 1) double rate,
                       @Setting("whole columns") boolean spatial) implements Layer {
            Dropout() {
                this(0.5, false);
            }
        }

        record Flatten() implements Layer { }
    }

    enum Activation { RELU, TANH }

    @Nested
    class Choices {

        record Machine(
                @Setting(value = "cost", min = 0, minExclusive = true) double c,
                @Setting("similarity") Kernel kernel,
                @Setting("layers") List<Layer> layers,
                @Setting("width") Gamma gamma,
                @Setting("kernel of each column") Map<String, Kernel> per) {
            Machine() {
                this(1, new Kernel.Rbf(), List.of(), new Gamma.Auto(), Map.of());
            }
        }

        private final SettingsType<Machine> machine = SettingsType.of(Machine.class);

        private Kernel kernel(String arguments) {
            var settings = machine.read(arguments);
            assertEquals(settings, machine.read(machine.write(settings)));
            return settings.kernel();
        }

        @Test
        void aChoiceIsWrittenByNameWithItsSettingsInBrackets() {
            assertEquals("c=1 kernel=[rbf gamma=scale] layers=[] gamma=auto per=[]", canonical(machine, "a"));
            assertEquals("c=1 kernel=[polynomial degree=2 offset=0] layers=[dense units=256 activation=relu],"
                    + "[dropout rate=0.2 spatial=false],flatten gamma=0.5 per=x:linear",
                    canonical(machine, "a kernel=[polynomial degree=2] layers=[dense activation=relu units=256],"
                            + "[dropout rate=.2],flatten gamma=.5 per=x:linear"));
        }

        @Test
        void aNameAloneTakesTheDefaultsOfThatChoice() {
            assertEquals(new Kernel.Linear(), kernel("kernel=linear"));
            assertEquals(new Kernel.Linear(), kernel("kernel=[linear]"));
            assertEquals(new Kernel.Polynomial(3, 0), kernel("kernel=POLYNOMIAL"));
        }

        @Test
        void aChoiceOfOneValueIsWrittenBare() {
            assertEquals(new Gamma.Value(0.5), machine.read("gamma=0.5").gamma());
            assertEquals(new Gamma.Value(0.5), machine.read("gamma=[value value=0.5]").gamma());
            assertEquals(new Gamma.Scale(), machine.read("gamma=scale").gamma());
            assertEquals(new Kernel.Rbf(new Gamma.Value(2)), kernel("kernel=[rbf gamma=2]"));
        }

        @Test
        void dottedKeysReachIntoTheGivenOrTheDefaultChoice() {
            assertEquals(new Kernel.Rbf(new Gamma.Value(0.5)), kernel("kernel.gamma=0.5"));
            assertEquals(new Kernel.Polynomial(2, 0), kernel("kernel.degree=2 kernel=polynomial"));
            assertEquals(new Kernel.Polynomial(2, 1), kernel("kernel=[polynomial degree=2] kernel.offset=1"));
        }

        @Test
        void aChoiceMayContainItself() {
            assertEquals(new Kernel.Sum(List.of(new Kernel.Linear(), new Kernel.Sum(List.of()))),
                    kernel("kernel=[sum of=linear,[sum of=[]]]"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '#', value = {
            "kernel=rbff      # `kernel` must be `linear`, `rbf`, `polynomial` or `sum` (similarity); it was `rbff`; did you mean `rbf`?",
            "kernel=[rbff]    # `kernel` must be `linear`, `rbf`, `polynomial` or `sum` (similarity); it was `[rbff]`; did you mean `rbf`?",
            "kernel=[a | b]   # `kernel` must be `linear`, `rbf`, `polynomial` or `sum` (similarity); it was `[a | b]`",
            "kernel=[rbf gama=1] # `rbf` has no setting `gama`; did you mean `gamma`?",
            "kernel.gama=1    # `rbf` has no setting `gama`; did you mean `gamma`?",
            "kernel.degree=1  # `degree` is a setting of `polynomial`, not of `rbf`; write [polynomial degree=...]",
            "kernel=[polynomial degree=0] # `kernel.degree` must be at least 1 (degree); it was 0",
            "kernel=[rbf gamma=1] kernel.gamma=2 # `kernel.gamma` is given twice; leave one",
            "kernel=[linear x=1] # `linear` has no setting `x`; it has none",
            "kernel=[sum]     # `sum` needs `kernel.of` (summands)",
            "gamma=-1         # `gamma` must be above 0 (width); it was -1",
            "gamma=scal       # `gamma` must be `scale`, `auto` or a number, above 0 (width); it was `scal`; did you mean `scale`?",
            "gamma=value      # `gamma` must be `scale`, `auto` or a number, above 0 (width); it was `value`",
            "layers=dense     # `dense` needs `layers.units` (units of the layer)",
            "layers=[dense units=1 rate=3 activation=relu] # `rate` is a setting of `dropout`, not of `dense`; write [dropout rate=...]",
            "layers=relu      # each value of `layers` must be `dense`, `dropout` or `flatten` (layers); one was `relu`",
            "per=x:lin        # `per` of `x` must be `linear`, `rbf`, `polynomial` or `sum` (kernel of each column); it was `lin`; did you mean `linear`?",
        })
        void aWrongChoiceIsToldWithTheValidOnes(String argument, String message) {
            assertEquals(message, problems(machine, "a " + argument).getFirst());
        }

        @Test
        void theKeysHoldTheSettingsOfTheChoices() {
            var kernel = machine.keys().get(1);
            assertEquals(List.of("linear", "rbf", "polynomial", "sum"), kernel.choices());
            assertEquals("[rbf gamma=scale]", kernel.defaultText());
            assertEquals(List.of("rbf", "polynomial", "sum"), List.copyOf(kernel.inside().keySet()));
            var degree = kernel.inside().get("polynomial").getFirst();
            assertEquals("degree", degree.name());
            assertEquals("3", degree.defaultText());
            var gamma = kernel.inside().get("rbf").getFirst();
            assertEquals("choice or number", gamma.type());
            assertEquals(List.of("scale", "auto"), gamma.choices());
            assertEquals(Optional.of("above 0"), gamma.range());
            assertEquals("", machine.keys().get(2).inside().get("dense").getFirst().defaultText());
        }

        sealed interface Weights {
            record Balanced() implements Weights { }

            record Of(@Setting(value = "weight of each class", min = 0) Map<String, Double> weights) implements Weights { }
        }

        @Test
        void aChoiceMayBeABareMap() {
            record Weighted(@Setting("class weights") Weights weights) {
                Weighted() {
                    this(new Weights.Balanced());
                }
            }
            var weighted = SettingsType.of(Weighted.class);
            assertEquals("weights=no:1,yes:2.5", canonical(weighted, "a weights=yes:2.5,no:1"));
            assertEquals("weights=balanced", canonical(weighted, "a weights=balanced"));
            assertEquals("`weights` must be `balanced` or name:value pairs, each value a number, at least 0 (class weights);"
                    + " it was `yes:-1`", problem(weighted, "a weights=yes:-1"));
            assertEquals("choice or map to numbers", weighted.keys().getFirst().type());
        }

        sealed interface Start {
            record Auto() implements Start { }

            record At(@Setting("where") String at) implements Start { }
        }

        @Test
        void aTextThatIsTheNameOfAnotherChoiceIsWrittenInFull() {
            record Starts(@Setting("start") Start start) {
                Starts() {
                    this(new Start.Auto());
                }
            }
            var starts = SettingsType.of(Starts.class);
            assertEquals("start=here", canonical(starts, "a start=here"));
            assertEquals("start=auto", canonical(starts, "a start=auto"));
            assertEquals("start=[at at=auto]", canonical(starts, "a start=[at at=auto]"));
            assertEquals(new Start.At("auto"), starts.read("start=[at at=auto]").start());
        }

        @Test
        void namesAreWrittenInKebabCase() {
            assertEquals("plus-plus", ShapeBuilder.kebab("PlusPlus"));
            assertEquals("rbf", ShapeBuilder.kebab("RBF"));
            assertEquals("rbf-kernel", ShapeBuilder.kebab("RBFKernel"));
            assertEquals("l1-norm", ShapeBuilder.kebab("L1Norm"));
            assertEquals("l2", ShapeBuilder.kebab("L2"));
        }
    }

    @Nested
    class NestedRecords {

        record Stopping(
                @Setting(value = "most rounds", min = 1) int rounds,
                @Setting(value = "rounds without improvement", min = 1) OptionalInt patience) { }

        record Sampling(@Setting(value = "share of rows", min = 0, max = 1) double rows) { }

        record Boosting(
                @Setting("similarity") Kernel kernel,
                @Group Stopping stopping,
                Sampling sample) {
            Boosting() {
                this(new Kernel.Linear(), new Stopping(100, OptionalInt.empty()), new Sampling(1));
            }

            Boosting {
                if (stopping.patience().isPresent() && stopping.patience().getAsInt() > stopping.rounds()) {
                    throw new IllegalArgumentException("`patience` cannot be more than `rounds`");
                }
            }
        }

        private final SettingsType<Boosting> boosting = SettingsType.of(Boosting.class);

        @Test
        void aGroupHasNoPrefixAndANestedRecordHas() {
            assertEquals(List.of("kernel", "rounds", "patience", "sample.rows"),
                    boosting.keys().stream().map(Key::name).toList());
            assertEquals("kernel=linear rounds=5 patience=none sample.rows=0.5",
                    canonical(boosting, "a sample.rows=0.5 rounds=5"));
        }

        @Test
        void whatSpansComponentsIsCheckedByTheConstructor() {
            var wrong = assertThrows(RecipeException.class,
                    () -> boosting.read(Recipe.parse("scale | boost rounds=5 patience=6").last()));
            assertEquals("""
                    `patience` cannot be more than `rounds`
                      scale | boost rounds=5 patience=6
                              ^^^^^""", wrong.pointed());
        }

        @Test
        void theConstructorIsNotAskedWhileAValueIsWrong() {
            assertEquals(List.of("`patience` must be `none` or a whole number, at least 1 (rounds without improvement);"
                    + " it was 0", "`sample.rows` must be between 0 and 1 (share of rows); it was 2"),
                    problems(boosting, "boost patience=0 sample.rows=2"));
        }

        @Test
        void unknownKeysAreComparedWithTheFullNames() {
            assertEquals("`boost` has no setting `sample.row`; did you mean `sample.rows`?",
                    problem(boosting, "boost sample.row=1"));
            assertEquals("`boost` has no setting `stopping.rounds`; there are `kernel`, `rounds`, `patience` and"
                    + " `sample.rows`", problem(boosting, "boost stopping.rounds=1"));
        }
    }
}

package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.AlgorithmOffer;
import org.glia.api.Catalog;
import org.glia.api.Incremental;
import org.glia.api.MeasureOffer;
import org.glia.api.Offer;
import org.glia.api.SourceOffer;
import org.glia.api.data.Accepts;
import org.glia.api.data.Task;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Key;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `describe NAME`
final class Describe implements Verb {

    private static final Part<Excerpt> NAME = Part.of("NAME", Kind.ALGORITHM,
            "an algorithm, a data source or a measure");

    private static final Syntax SYNTAX = Syntax.of("describe", "tells all about an algorithm, a data source or a measure", NAME)
            .example("describe kmeans", "describe csv");

    /// Data for examples, by the task that they show best; an algorithm takes the first that is installed and suits it.
    private static final Map<Task, List<String>> SHOWPIECES = Map.of(Task.CLASSIFICATION, List.of("iris", "weather"),
            Task.REGRESSION, List.of("diabetes"), Task.CLUSTERING, List.of("iris"), Task.TRANSFORMATION, List.of("iris", "penguins"),
            Task.ANOMALY, List.of("faithful"), Task.DENSITY, List.of("faithful"));

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var name = said.get(NAME);
        return desk.look(catalog -> page(name, catalog));
    }

    private static Page page(Excerpt name, Catalog catalog) {
        var offers = Stream.<Offer>concat(catalog.algorithms().stream(),
                Stream.concat(catalog.sources().stream(), catalog.measures().stream())).toList();
        var wanted = name.unquoted();
        var found = offers.stream().filter(offer -> offer.name().equals(wanted) || offer.address().equals(wanted)).toList();
        if (found.isEmpty()) {
            throw name.problem("nothing is called `%s`%s".formatted(wanted, Suggestion.nearest(wanted,
                    offers.stream().map(Offer::name).collect(Collectors.toSet()))
                    .map(near -> "; did you mean `" + near + "`?")
                    .orElse("; `algorithms`, `datasets` and `measures` list what there is")));
        }
        var blocks = new ArrayList<Block>();
        found.forEach(offer -> blocks.addAll(switch (offer) {
            case AlgorithmOffer algorithm -> algorithm(algorithm, catalog);
            case SourceOffer source -> source(source);
            case MeasureOffer measure -> measure(measure);
        }));
        return new Page(blocks);
    }

    private static List<Block> algorithm(AlgorithmOffer offer, Catalog catalog) {
        var facts = new ArrayList<Block.Fact>();
        facts.add(new Block.Fact(offer.name(), offer.title()));
        add(facts, "tasks", Algorithms.tasks(offer));
        add(facts, "takes", words(offer.accepts()));
        add(facts, "removes", words(offer.removes()));
        add(facts, "adds", words(offer.adds()));
        add(facts, "seed", offer.random() ? "makes a difference" : "makes no difference");
        if (catalog.open(offer) instanceof Incremental<?, ?>) {
            add(facts, "goes on", "from more rows, by `learn`");
        }
        add(facts, "views", String.join(", ", offer.views()));
        addOrigin(facts, offer, offer.references());
        var blocks = new ArrayList<Block>(List.of(new Block.Facts(facts)));
        blocks.addAll(settings("settings", offer.settings()));
        blocks.add(new Block.Facts(List.of(new Block.Fact("example", example(offer, catalog)))));
        return blocks;
    }

    private static List<Block> source(SourceOffer offer) {
        var facts = new ArrayList<Block.Fact>();
        facts.add(new Block.Fact(offer.name(), offer.title()));
        add(facts, "reads files ending in", String.join(", ", offer.extensions().stream().sorted().toList()));
        addOrigin(facts, offer, offer.references());
        var blocks = new ArrayList<Block>(List.of(new Block.Facts(facts)));
        blocks.addAll(settings("settings", offer.settings()));
        var first = offer.settings().stream().filter(key -> !key.defaultText().isEmpty()).findFirst()
                .map(key -> " " + key.name() + "=" + key.defaultText()).orElse("");
        blocks.add(new Block.Facts(List.of(new Block.Fact("example", offer.readsFiles()
                ? "load FILE." + offer.extensions().stream().sorted().findFirst().orElse("") + first + " target=COLUMN as mine"
                : "load " + offer.name() + first + " as mine"))));
        return blocks;
    }

    private static List<Block> measure(MeasureOffer offer) {
        var facts = new ArrayList<Block.Fact>();
        facts.add(new Block.Fact(offer.name(), offer.title()));
        add(facts, "tasks", Measures.tasks(offer));
        add(facts, "better", offer.greaterIsBetter() ? "larger" : "smaller");
        add(facts, "shown", offer.standard() ? "when nobody names any measure" : "when it is named after `by`");
        addOrigin(facts, offer, offer.references());
        return List.of(new Block.Facts(facts));
    }

    private static void add(List<Block.Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Block.Fact(name, value));
        }
    }

    private static void addOrigin(List<Block.Fact> facts, Offer offer, String references) {
        add(facts, "references", references);
        add(facts, "plug-in", (offer.plugin().name() + " " + offer.plugin().version()).strip());
    }

    private static String words(Set<Accepts> accepted) {
        return accepted.stream().sorted().map(Accepts::words).collect(Collectors.joining(", "));
    }

    /// A table of the settings, and one for each choice that has settings of its own.
    private static List<Block> settings(String title, List<Key> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var grid = Grid.of("setting", "takes", "default", "meaning").title(title);
        keys.forEach(key -> grid.row(Cell.of(key.name()), Cell.of(takes(key)), Cell.of(key.defaultText()), Cell.of(key.help())));
        var blocks = new ArrayList<Block>(List.of(grid.build()));
        for (var key : keys) {
            key.inside().forEach((choice, inner) ->
                    blocks.addAll(settings("settings of %s=[%s ...]".formatted(key.name(), choice), inner)));
        }
        return blocks;
    }

    /// The type with the range, or the words.
    static String takes(Key key) {
        var choices = String.join(", ", key.choices());
        return key.type() + key.range().map(range -> ", " + range).orElse("")
                + (choices.isEmpty() || key.type().equals("true or false") ? "" : ": " + choices);
    }

    private static String example(AlgorithmOffer offer, Catalog catalog) {
        var installed = catalog.sources().stream().map(Offer::name).collect(Collectors.toSet());
        var data = offer.tasks().stream().sorted().flatMap(task -> SHOWPIECES.getOrDefault(task, List.of()).stream())
                .filter(name -> installed.contains(name) && suits(offer, name, catalog)).findFirst().orElse("DATA");
        var setting = offer.settings().stream().filter(key -> !key.defaultText().isEmpty()).findFirst()
                .map(key -> " " + key.name() + "=" + key.defaultText()).orElse("");
        return "fit " + offer.name() + setting + " on " + data;
    }

    /// A recipe within its settings may name an algorithm that is not installed: then nothing suits it.
    private static boolean suits(AlgorithmOffer offer, String data, Catalog catalog) {
        try {
            catalog.configure(offer.name()).check(catalog.load(data));
            return true;
        } catch (GliaException e) {
            return false;
        }
    }
}

package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Rerun;
import org.glia.experiments.Results;
import org.glia.experiments.statistics.Comparison;
import org.glia.experiments.statistics.Design;
import org.glia.experiments.statistics.Options;
import org.glia.experiments.statistics.RankDiagram;
import org.glia.shell.page.Block;
import org.glia.shell.page.Block.Fact;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;

/// Says whether differences between recipes are more than chance.
final class Comparisons {

    /// So many conclusions are shown under leaderboards.
    private static final int SHORT = 4;

    private final Results results;
    private final Function<CellResult, Optional<boolean[]>> rights;

    /// @param data finds a data set by its name; asked only where answers are compared row by row
    Comparisons(Results results, Function<String, Optional<Dataset>> data, Desk desk) {
        this.results = results;
        boolean single = results.cells().stream().map(cell -> cell.trial().cell().fold()).allMatch(fold -> fold.repeat() == 0 && fold.number() == 0);
        this.rights = single ? Results.rights(desk.store(), data) : cell -> Optional.empty();
    }

    /// Finds the data of results by the words that brought them then.
    static Function<String, Optional<Dataset>> data(Results results, Desk desk, Desk.Bench bench) {
        Map<String, Optional<Dataset>> found = new HashMap<>();
        return name -> found.computeIfAbsent(name, any -> results.cells().stream().filter(cell -> cell.trial().cell().data().equals(name))
                .findFirst().flatMap(cell -> Rerun.source(cell.trial(), desk.store())).flatMap(source -> {
                    try {
                        return Optional.of(Load.bring(source.words(), desk, bench));
                    } catch (GliaException gone) {
                        return Optional.empty();
                    }
                }));
    }

    /// What there is to compare by a measure; by the decisive one if none is named.
    List<Design> designs(Optional<String> measure) {
        return results.designs(measure, rights);
    }

    /// All comparisons that the design allows.
    List<Comparison> standard() {
        try {
            return designs(Optional.empty()).stream().flatMap(design -> {
                try {
                    return Stream.of(Comparison.of(design, Options.standard()));
                } catch (GliaException unsuitable) {
                    return Stream.empty();
                }
            }).toList();
        } catch (GliaException unpaired) {
            return List.of();
        }
    }

    /// The test, why it was chosen, and what it says first of all; nothing where there is one recipe only.
    List<Block> brief() {
        try {
            return designs(Optional.empty()).stream().map(this::brief).toList();
        } catch (GliaException unpaired) {
            return List.of(untested(unpaired));
        }
    }

    private Block brief(Design design) {
        try {
            return new Block.Facts(brief(Comparison.of(design, Options.standard())));
        } catch (GliaException unsuitable) {
            return untested(unsuitable);
        }
    }

    private static Block untested(GliaException problem) {
        return new Block.Facts(List.of(new Fact("compared", "no test: " + problem.getMessage())));
    }

    private List<Fact> brief(Comparison comparison) {
        var facts = new ArrayList<>(List.of(new Fact("compared", comparison.title()), new Fact("why so", comparison.reason())));
        var conclusions = comparison.conclusions();
        conclusions.stream().limit(SHORT).forEach(conclusion -> facts.add(new Fact(facts.size() == 2 ? "found" : "", conclusion)));
        facts.add(new Fact("", "%s`results compare %s` tells all".formatted(conclusions.size() <= SHORT ? ""
                : "and %d more; ".formatted(conclusions.size() - SHORT), results.study().id())));
        return facts;
    }

    /// All that a comparison has to say.
    static List<Block> whole(Comparison comparison) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Facts(List.of(new Fact("compared", comparison.title()), new Fact("why so", comparison.reason()))));
        comparison.tables().forEach(table -> blocks.add(Models.grid(table, "", Integer.MAX_VALUE)));
        comparison.diagram().ifPresent(diagram -> blocks.add(ranks(diagram)));
        blocks.add(new Block.Facts(told("found", comparison.conclusions())));
        if (!comparison.treatment().isEmpty()) {
            blocks.add(new Block.Facts(told("how", comparison.treatment())));
        }
        return blocks;
    }

    private static List<Fact> told(String name, List<String> sentences) {
        var facts = new ArrayList<Fact>();
        sentences.forEach(sentence -> facts.add(new Fact(facts.isEmpty() ? name : "", sentence)));
        return facts;
    }

    /// Recipes by their average rank; those that share a bar do not differ significantly.
    private static Grid ranks(RankDiagram diagram) {
        var headings = new ArrayList<>(List.of("recipe", "average rank"));
        diagram.groups().forEach(group -> headings.add(""));
        var grid = Grid.of(headings).title(String.format(Locale.ROOT, "critical difference %.3f (%s, alpha %s); who shares a bar does not differ",
                diagram.criticalDifference(), diagram.procedure(), diagram.alpha()));
        for (var place : diagram.places()) {
            var row = new ArrayList<>(List.of(Cell.of(place.recipe()), Cell.of(place.averageRank())));
            diagram.groups().forEach(group -> row.add(Cell.of(group.recipes().contains(place.recipe()) ? "|" : "")));
            grid.row(row);
        }
        return grid.build();
    }
}

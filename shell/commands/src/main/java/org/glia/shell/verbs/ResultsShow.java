package org.glia.shell.verbs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Amounts;
import org.glia.experiments.CellResult;
import org.glia.experiments.ExperimentFile;
import org.glia.experiments.Results;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Outcome;
import org.glia.runtime.file.WholeFile;
import org.glia.shell.page.Block;
import org.glia.shell.page.Block.Fact;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `results show ID [[as] FORM] [to FILE]`
final class ResultsShow implements Verb {

    private static final Part<Excerpt> ID = Part.of("ID", Kind.RESULT, "the first digits of the id of a study or of a cell, or `last` for the study that `results list` has first");
    private static final Part<Form> FORM = Part.of("FORM", Kind.of(Form.class),
            "cells, failures or definition of a study; history or predictions of a cell").maybeAfter("as").optional();
    private static final Part<Path> FILE = Part.of("FILE", Kind.FILE, "a file for the form").after("to").optional();

    private static final Syntax SYNTAX = Syntax.of("results show", "shows what a study has found, or all about one of its cells", ID, FORM,
            FILE)
            .remark("Of a study: its leaderboards; `cells`, each with its id; `failures`, with what went wrong; `definition`, which is a "
                    + "file for `experiment run`. Of a cell: scores, times, memory, warnings, what went wrong with its trace, and what "
                    + "it was made with; `history`, the lines that the fit recorded; `predictions`, its answers for the test rows.")
            .example("results show last", "results show 3fa2", "results show 3fa2 cells", "results show 3fa2 failures", "results show 3fa2 definition to flowers.json",
                    "results show 9c41d0 predictions to answers.csv");

    private static final int PREVIEW = 40;

    /// What is shown instead of the whole.
    private enum Form { CELLS, FAILURES, DEFINITION, HISTORY, PREDICTIONS }

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var id = said.get(ID);
        var form = said.find(FORM);
        var file = said.find(FILE);
        boolean ofCell = form.filter(wanted -> wanted == Form.HISTORY || wanted == Form.PREDICTIONS).isPresent();
        boolean ofStudy = form.isPresent() && !ofCell;
        if (file.isPresent() && !ofCell && form.filter(Form.DEFINITION::equals).isEmpty()) {
            throw new GliaException("only `definition`, `history` and `predictions` are written `to` a file here; `results export %s to %s` writes a study"
                    .formatted(id.unquoted(), file.get()));
        }
        if (ofStudy || !ofCell && Studies.isStudy(id, desk)) {
            var study = Studies.study(id, desk);
            return form.isEmpty() ? study(study) : switch (form.get()) {
                case CELLS -> Page.of(cells(study));
                case FAILURES -> failures(study);
                default -> definition(study, file, desk);
            };
        }
        var cell = Studies.cell(id, desk);
        if (form.isEmpty()) {
            return Page.of(cell(cell).toArray(Block[]::new));
        }
        return rows(form.get() == Form.HISTORY ? history(cell) : predictions(cell, desk), file, desk);
    }

    private static Page study(Results results) {
        var study = results.study();
        var blocks = new ArrayList<Block>();
        var facts = new ArrayList<>(List.of(
                new Fact("study", study.id()),
                new Fact("kind", study.kind()),
                new Fact("title", study.title()),
                new Fact("result", Studies.counted(Studies.tally(results), 0))));
        if (study.title().startsWith(study.kind() + " ")) {
            facts.add(new Fact("again", "saying its title again shows what it showed, and fits nothing twice"));
        } else if (results.isCancelled() && study.kind().equals("experiment")) {
            facts.add(new Fact("to go on", "`results show %s definition to FILE.json`, and then `experiment run FILE.json`".formatted(study.id())));
        }
        blocks.add(new Block.Facts(facts));
        try {
            blocks.addAll(Boards.of(results));
            if (!results.designs(Optional.empty(), _ -> Optional.empty()).isEmpty()) {
                blocks.add(new Block.Paragraph("`results compare %s` tells whether the differences are more than chance".formatted(study.id())));
            }
        } catch (GliaException apart) {
            // cells of a curve, or of a search with more and more rows
            blocks.add(new Block.Paragraph("there is no leaderboard: " + apart.getMessage()));
            blocks.add(cells(results));
        }
        return new Page(blocks);
    }

    private static Grid cells(Results results) {
        var measures = results.measures().stream().map(Yardstick::name).toList();
        var headings = new ArrayList<>(List.of("id", "data", "recipe", "fold", "state"));
        headings.addAll(measures);
        headings.add("fit s");
        var grid = Grid.of(headings);
        for (var cell : results.cells()) {
            var row = new ArrayList<>(List.of(Cell.of(Studies.id(cell)), Cell.of(cell.trial().cell().data()),
                    Cell.of(cell.trial().cell().recipe()), Cell.of(Studies.fold(cell)), Cell.of(Studies.state(cell))));
            measures.forEach(measure -> row.add(cell.score(measure).map(ResultsShow::score).orElse(Cell.of(""))));
            row.add(cell.outcome() instanceof Outcome.Done done ? Cell.of(done.fitSeconds()) : Cell.of(""));
            grid.row(row);
        }
        return grid.preview(PREVIEW, "`results export %s to FILE.csv` writes all".formatted(results.study().id())).build();
    }

    private static Cell score(Score score) {
        return score instanceof Score.Value value ? Cell.of(value.value()) : Cell.of("");
    }

    private static Page failures(Results results) {
        var failed = results.cells().stream().filter(cell -> cell.outcome() instanceof Outcome.Failed
                || cell.outcome() instanceof Outcome.TimedOut || cell.outcome() instanceof Outcome.Skipped).toList();
        if (failed.isEmpty()) {
            return Page.say("nothing failed, took too long or was skipped");
        }
        var grid = Grid.of("id", "cell", "state", "phase", "why");
        failed.forEach(cell -> grid.row(Cell.of(Studies.id(cell)), Cell.of(Studies.title(cell)), Cell.of(Studies.state(cell)),
                Cell.of(cell.outcome() instanceof Outcome.Failed why ? why.phase() : ""), Cell.of(reason(cell))));
        return Page.of(grid.build(), new Block.Paragraph("`results show ID` shows the trace of one"));
    }

    private static String reason(CellResult cell) {
        return switch (cell.outcome()) {
            case Outcome.Failed failed -> failed.message();
            case Outcome.TimedOut late -> "longer than " + Amounts.seconds(late.seconds());
            case Outcome.Skipped skipped -> skipped.reason();
            default -> "";
        };
    }

    /// What was asked, with its title, as a file of an experiment where it is one.
    private static Page definition(Results results, Optional<Path> file, Desk desk) {
        var text = ExperimentFile.text(results.study());
        if (file.isEmpty()) {
            return Page.of(new Block.Verbatim(text));
        }
        WholeFile.write(desk.file(file.get()), draft -> Files.writeString(draft, text));
        return Page.say("the definition of %s is written to %s".formatted(results.study().id(), file.get()));
    }

    private static Page rows(Dataset table, Optional<Path> file, Desk desk) {
        if (file.isEmpty()) {
            return Page.of(Columns.rows(table, 0, table.rows(), false).preview(PREVIEW, "`to FILE.csv` writes all").build());
        }
        SeparatedFile.requireKnown(file.get());
        SeparatedFile.write(table, desk.file(file.get()));
        return Page.say("%s written to %s".formatted(Tables.counted(table.rows(), "row"), file.get()));
    }

    private static Dataset history(CellResult cell) {
        if (cell.outcome() instanceof Outcome.Done done) {
            return Show.points(Studies.title(cell), done.history());
        }
        throw new GliaException("%s has no history: it is %s".formatted(Studies.title(cell), Studies.state(cell)));
    }

    private static Dataset predictions(CellResult cell, Desk desk) {
        var answers = desk.store().prediction(cell.trial().key()).orElseThrow(() -> new GliaException("no predictions of %s are kept: it is %s"
                .formatted(Studies.title(cell), Studies.state(cell))));
        var rows = Arrays.stream(cell.trial().cell().fold().test()).mapToDouble(row -> row + 1).toArray();
        return Dataset.builder("predictions").numeric("row", rows).build().beside(answers.table());
    }

    private static List<Block> cell(CellResult cell) {
        var trial = cell.trial();
        var work = trial.cell();
        var blocks = new ArrayList<Block>();
        var facts = new ArrayList<>(List.of(new Fact("cell", trial.key()), new Fact("state", state(cell)), new Fact("recipe", work.recipe())));
        add(facts, "with all settings", trial.canonical().equals(work.recipe()) ? "" : trial.canonical());
        facts.add(new Fact("data", "%s, %s, fingerprint %s".formatted(work.data(), trial.task().name().toLowerCase(Locale.ROOT),
                trial.fingerprint())));
        facts.add(new Fact("split", "%s, %s: fitted on %s, judged on %s".formatted(trial.split(), Studies.fold(cell),
                Tables.counted(work.fold().train().length, "row"), Tables.counted(work.fold().test().length, "row"))));
        facts.add(new Fact("seed", String.valueOf(work.seed())));
        blocks.add(new Block.Facts(facts));
        switch (cell.outcome()) {
            case Outcome.Done done -> blocks.addAll(done(done));
            case Outcome.Failed failed -> {
                blocks.add(new Block.Facts(List.of(new Fact("failed", failed.message()), new Fact("phase", failed.phase()))));
                blocks.add(new Block.Verbatim(failed.trace().stripTrailing()));
            }
            case Outcome.TimedOut _, Outcome.Skipped _ -> blocks.add(new Block.Facts(List.of(new Fact("why", reason(cell)))));
            case Outcome.Cancelled _ -> { }
        }
        blocks.add(provenance(cell));
        return blocks;
    }

    private static String state(CellResult cell) {
        return cell.outcome() instanceof Outcome.Cancelled ? Studies.state(cell)
                : "%s, %s".formatted(Studies.state(cell), ResultsList.local(cell.at()));
    }

    private static List<Block> done(Outcome.Done done) {
        var scores = Grid.of("measure", "value");
        var undefined = new ArrayList<Fact>();
        done.scores().forEach((measure, score) -> {
            scores.row(Cell.of(measure), score instanceof Score.Value value ? Cell.own(value.value()) : Cell.of(""));
            if (score instanceof Score.Undefined why) {
                undefined.add(new Fact(measure, "has no value: " + why.reason()));
            }
        });
        var facts = new ArrayList<>(undefined);
        facts.add(new Fact("fit", seconds(done.fitSeconds())));
        facts.add(new Fact("prediction", seconds(done.predictSeconds())));
        done.peakBytes().ifPresent(bytes -> facts.add(new Fact("peak memory", Amounts.text(bytes))));
        done.warnings().forEach(warning -> facts.add(new Fact("warning", warning)));
        add(facts, "history", done.history().series().stream().map(line -> "%s (%s)".formatted(line.name(),
                Tables.counted(line.values().length, "point"))).collect(Collectors.joining(", ")));
        return List.of(scores.build(), new Block.Facts(facts));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3g s", seconds);
    }

    private static Block.Facts provenance(CellResult cell) {
        var facts = new ArrayList<Fact>();
        plugins(facts, "plug-in", cell.trial().cell().plugins());
        plugins(facts, "platform", cell.trial().platform());
        plugins(facts, "measures from", cell.trial().measures().stream().map(Yardstick::plugin).distinct().toList());
        var place = cell.environment();
        add(facts, "Java", place.java());
        add(facts, "flags", String.join(" ", place.flags()));
        add(facts, "system", place.system());
        add(facts, "processor", place.processor());
        return new Block.Facts(facts);
    }

    private static void plugins(List<Fact> facts, String name, List<Plugin> plugins) {
        plugins.stream().filter(plugin -> !plugin.name().isEmpty()).forEach(plugin -> facts.add(new Fact(name,
                Stream.of(plugin.name(), plugin.version(), plugin.hash()).filter(part -> !part.isEmpty()).collect(Collectors.joining(" ")))));
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }
}

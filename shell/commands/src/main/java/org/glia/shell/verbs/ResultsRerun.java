package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Rerun;
import org.glia.runtime.Outcome;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Part;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `results rerun CELL`
final class ResultsRerun implements Verb {

    private static final Part<Excerpt> CELL = Part.of("CELL", Kind.RESULT, "the first digits of a cell's id");

    private static final Syntax SYNTAX = Syntax.of("results rerun", "repeats a cell from its record, and tells whether it comes out the same",
            CELL)
            .remark("The data are brought by the words that brought them then, and must have the same content. What has changed since is "
                    + "told: plug-ins, Glia, Java, the machine, the data, the split. What is kept stays as it is. `results show STUDY "
                    + "cells` lists the ids of cells.")
            .example("results rerun 9c41d0");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var id = said.get(CELL);
        if (Studies.isStudy(id, desk)) {
            throw id.problem("`%s` is a study; name one of its cells, which `results show %1$s cells` lists".formatted(id.unquoted()));
        }
        var record = Studies.cell(id, desk);
        if (!(record.outcome() instanceof Outcome.Done || record.outcome() instanceof Outcome.Failed)) {
            throw id.problem("%s is %s, so there is nothing to be repeated".formatted(Studies.title(record), Studies.state(record)));
        }
        return desk.work("rerun", 0, bench -> {
            var source = Rerun.source(record.trial(), desk.store());
            Supplier<Dataset> data = () -> Load.bring(source.orElseThrow(() -> new GliaException(
                    "no study tells which words bring %s".formatted(record.trial().cell().data()))).words(), desk, bench)
                    .withName(record.trial().cell().data());
            bench.meter().reached(0, Studies.title(record));
            var again = Rerun.of(record, desk.store().prediction(record.trial().key()), source, data, desk.leases(), desk.engine(),
                    bench.request().cancelled());
            if (again.now().filter(Outcome.Cancelled.class::isInstance).isPresent()) {
                throw new CancelledException("cancelled; nothing was changed");
            }
            return page(again);
        });
    }

    private static Page page(Rerun again) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Facts(List.of(new Block.Fact("cell", Studies.title(again.record())), new Block.Fact("result", verdict(again)))));
        if (again.record().outcome() instanceof Outcome.Done then && again.now().orElse(null) instanceof Outcome.Done now) {
            var grid = Grid.of("", "then", "now");
            now.scores().forEach((measure, score) -> grid.row(Cell.of(measure), value(then.scores().get(measure)), value(score)));
            grid.row(Cell.of("fit, seconds"), Cell.own(then.fitSeconds()), Cell.own(now.fitSeconds()));
            blocks.add(grid.build());
        }
        again.differences().forEach(difference -> blocks.add(new Block.Paragraph(difference)));
        return new Page(blocks);
    }

    private static Cell value(Score score) {
        return score instanceof Score.Value value ? Cell.own(value.value()) : Cell.of("");
    }

    private static String verdict(Rerun again) {
        if (again.now().isEmpty()) {
            return "cannot be repeated";
        }
        var but = again.differences().isEmpty() ? "nothing that is known has changed" : again.differences().size() == 1
                ? "this has changed since" : "these have changed since";
        if (again.changed().isPresent()) {
            int changed = again.changed().getAsInt();
            return changed == 0 ? "the predictions are identical, to the last bit" + (again.differences().isEmpty() ? "" : ", although " + but)
                    : "%s of %d predictions differ; %s".formatted(changed, rows(again.record()), but);
        }
        return again.isIdentical() ? "it fails as it did" + (again.differences().isEmpty() ? "" : ", although " + but)
                : switch (again.now().get()) {
                    case Outcome.Failed failed -> "it fails in the phase %s: %s; it was %s; %s".formatted(failed.phase(), failed.message(),
                            Studies.state(again.record()), but);
                    case Outcome.Done _ when again.record().outcome() instanceof Outcome.Done -> "no predictions are kept to compare with; " + but;
                    default -> "it is worked through now, and was %s; %s".formatted(Studies.state(again.record()), but);
                };
    }

    private static int rows(CellResult record) {
        return record.trial().cell().fold().test().length;
    }
}

package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;

import org.glia.experiments.Leaderboard;
import org.glia.experiments.Results;
import org.glia.experiments.Standing;
import org.glia.experiments.Summary;
import org.glia.experiments.Yardstick;
import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;

/// Leaderboards on a page, with all that their numbers leave out.
final class Boards {

    private Boards() {
    }

    static List<Block> of(Results results) {
        var blocks = new ArrayList<Block>();
        for (var board : results.leaderboards()) {
            blocks.add(grid(board));
            blocks.addAll(Judge.notes(board.notes()));
        }
        return blocks;
    }

    private static Grid grid(Leaderboard board) {
        var headings = new ArrayList<>(List.of("rank", "recipe"));
        board.measures().stream().map(Yardstick::name).forEach(headings::add);
        var grid = Grid.of(headings).title(Judge.title(board));
        board.standings().forEach(standing -> grid.row(row(standing)));
        return grid.build();
    }

    private static List<Cell> row(Standing standing) {
        var cells = new ArrayList<Cell>();
        cells.add(standing.rank().isPresent() ? Cell.of(standing.rank().getAsInt()) : Cell.of(""));
        cells.add(Cell.of(standing.recipe()));
        standing.summaries().stream().map(Boards::cell).forEach(cells::add);
        return cells;
    }

    private static Cell cell(Summary summary) {
        return summary.mean().isEmpty() ? Cell.of("") : new Cell.Spread(summary.mean().getAsDouble(), summary.deviation());
    }
}

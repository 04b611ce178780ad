package org.glia.shell.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a command answers: data that scripts can use, and that [Typesetter] makes into text. It holds no object of a plug-in.
///
/// @param blocks from top to bottom
public record Page(List<Block> blocks) {

    public Page {
        blocks = List.copyOf(blocks);
    }

    public static Page of(Block... blocks) {
        return new Page(List.of(blocks));
    }

    public static Page say(String sentence) {
        return of(new Block.Paragraph(sentence));
    }

    public static Page none() {
        return new Page(List.of());
    }

    /// The rows of all tables, by their headings: numbers as numbers, the rest as text, without the empty cells. For
    /// scripts: `each ((datasets) rows) { echo $it }`.
    public List<Map<String, Object>> getRows() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var block : blocks) {
            if (block instanceof Grid grid) {
                grid.rows().forEach(row -> rows.add(row(grid.columns(), row)));
            }
        }
        return rows;
    }

    private static Map<String, Object> row(List<String> columns, List<Cell> cells) {
        var row = new LinkedHashMap<String, Object>();
        for (int c = 0; c < columns.size(); c++) {
            switch (cells.get(c)) {
                case Cell.Text text -> row.put(columns.get(c), text.text());
                case Cell.Whole whole -> row.put(columns.get(c), whole.value());
                case Cell.Real real -> row.put(columns.get(c), real.value());
                case Cell.Own own -> row.put(columns.get(c), own.value());
                case Cell.Spread spread -> row.put(columns.get(c), spread.mean());
                case Cell.Blank _ -> { }
            }
        }
        return row;
    }

    /// The text as it goes into pipes and files: as wide as it needs to be.
    @Override
    public String toString() {
        return new Typesetter(Medium.pipe()).set(this);
    }
}

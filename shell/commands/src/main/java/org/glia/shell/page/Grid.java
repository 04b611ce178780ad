package org.glia.shell.page;

import java.util.ArrayList;
import java.util.List;

/// A table.
///
/// @param title   what it shows; empty if that is clear
/// @param columns the headings, left to right
/// @param rows    the cells, one for each heading
/// @param preview how many rows are enough on a terminal; all of them are shown where output is piped
/// @param more    how to see the others
public record Grid(String title, List<String> columns, List<List<Cell>> rows, int preview, String more) implements Block {

    /// @throws IllegalArgumentException if a row has not one cell for each heading
    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("%d cells for %d columns".formatted(row.size(), columns.size()));
            }
        }
    }

    public static Builder of(String... columns) {
        return new Builder(List.of(columns));
    }

    public static Builder of(List<String> columns) {
        return new Builder(columns);
    }

    /// Collects rows.
    public static final class Builder {

        private final List<String> columns;
        private final List<List<Cell>> rows = new ArrayList<>();
        private String title = "";
        private int preview = Integer.MAX_VALUE;
        private String more = "";

        private Builder(List<String> columns) {
            this.columns = columns;
        }

        public Builder title(String text) {
            title = text;
            return this;
        }

        public Builder row(List<Cell> cells) {
            rows.add(List.copyOf(cells));
            return this;
        }

        public Builder row(Cell... cells) {
            return row(List.of(cells));
        }

        public Builder row(String... cells) {
            return row(List.of(cells).stream().map(Cell::of).toList());
        }

        public Builder preview(int enough, String howToSeeMore) {
            preview = enough;
            more = howToSeeMore;
            return this;
        }

        public Grid build() {
            return new Grid(title, columns, rows, preview, more);
        }
    }
}

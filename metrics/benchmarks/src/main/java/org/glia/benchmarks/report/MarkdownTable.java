package org.glia.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// A table as Markdown has it, its columns aligned for those who read the text itself.
///
/// @param header the columns' names
/// @param rows   as many cells each as the header has
public record MarkdownTable(List<String> header, List<List<String>> rows) {

    /// @throws IllegalArgumentException if a row has another number of cells than the header
    public MarkdownTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        for (var row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row has %d cells, the header %d: %s".formatted(row.size(), header.size(), row));
            }
        }
    }

    @Override
    public String toString() {
        var lines = new ArrayList<List<String>>();
        lines.add(header.stream().map(MarkdownTable::escaped).toList());
        rows.forEach(row -> lines.add(row.stream().map(MarkdownTable::escaped).toList()));
        var widths = new int[header.size()];
        lines.forEach(line -> Arrays.setAll(widths, c -> Math.max(widths[c], Math.max(3, line.get(c).length()))));
        lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).toList());
        var text = new StringBuilder();
        for (var line : lines) {
            text.append('|');
            for (int c = 0; c < widths.length; c++) {
                text.append(' ').append(line.get(c)).append(" ".repeat(widths[c] - line.get(c).length())).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace('\n', ' ');
    }

    /// A number with three digits that count, as people compare speeds and times; `-` if there is none.
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return "%,.0f".formatted(value);
        }
        if (size < 1e-3) {
            return "%.1e".formatted(value);
        }
        return ("%." + (2 - (int) Math.floor(Math.log10(size))) + "f").formatted(value);
    }

    /// The middle one of these, the mean of the middle two where their number is even; NaN of none.
    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}

package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

import org.glia.api.data.NumericColumn;
import org.glia.api.model.Table;

/// A table as text, numbers rounded for people.
///
/// @param title    what it shows
/// @param headings of its columns
/// @param numeric  which columns hold numbers
/// @param rows     a text for each heading
/// @param exact    the same with numbers to the last bit
record Grid(String title, List<String> headings, List<Boolean> numeric, List<List<String>> rows, List<List<String>> exact) {

    private static final double TINY = 1e-4;

    static Grid of(Table table) {
        var data = table.rows();
        var rows = new ArrayList<List<String>>();
        var exact = new ArrayList<List<String>>();
        for (int row = 0; row < data.rows(); row++) {
            rows.add(new ArrayList<>());
            exact.add(new ArrayList<>());
        }
        var numeric = new ArrayList<Boolean>();
        for (int c = 0; c < data.schema().size(); c++) {
            var column = data.column(c);
            boolean whole = column instanceof NumericColumn numbers && Arrays.stream(numbers.values())
                    .allMatch(x -> Double.isNaN(x) || x == Math.rint(x));
            var digits = column instanceof NumericColumn numbers
                    ? Digits.of(Arrays.stream(numbers.values()).filter(Double::isFinite)) : Digits.of(DoubleStream.empty());
            for (int row = 0; row < data.rows(); row++) {
                if (column instanceof NumericColumn numbers) {
                    double x = numbers.value(row);
                    exact.get(row).add(Double.isNaN(x) ? "" : Digits.exact(x));
                    rows.get(row).add(Double.isNaN(x) ? "" : whole && Double.isFinite(x) ? Digits.exact(x)
                            : x != 0 && Math.abs(x) < TINY ? String.format(Locale.ROOT, "%.2e", x) : digits.text(x));
                } else {
                    exact.get(row).add(column.format(row));
                    rows.get(row).add(column.format(row));
                }
            }
            numeric.add(column instanceof NumericColumn);
        }
        return new Grid(table.title(), data.schema().names(), numeric, rows, exact);
    }
}

package org.glia.datasets.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// One reading of a LIBSVM file: the lines, then the labels, then the table.
final class LibsvmTable {

    /// At most so many distinct whole numbers are classes.
    private static final int FEW_LABELS = 20;
    /// From so many on, nobody would take them for classes.
    private static final int MANY_LABELS = 1000;

    private final Input input;
    private final Libsvm.Settings settings;
    private final Run run;

    private final Map<String, Integer> labelCodes = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final Ints labelOfRow = new Ints();
    private final Doubles queries = new Doubles();
    private final Csr elements = new Csr();
    private boolean hasZero;

    private Lines lines;
    private String line = "";
    private int at;

    LibsvmTable(Input input, Libsvm.Settings settings, Run run) {
        this.input = input;
        this.settings = settings;
        this.run = run;
    }

    Dataset read() {
        try (var all = new Lines(input, StandardCharsets.UTF_8, run)) {
            lines = all;
            for (var text = all.next(); text != null; text = all.next()) {
                int comment = text.indexOf('#');
                line = comment < 0 ? text : text.substring(0, comment);
                at = 0;
                skipBlanks();
                if (at < line.length()) {
                    row();
                }
            }
        }
        run.progress(1, "read " + input.name());
        if (labelOfRow.size() == 0) {
            throw new DataException("%s is empty; it should have lines such as `+1 3:0.5 7:1`".formatted(input.name()));
        }
        return table();
    }

    // ---- lines

    private void row() {
        var label = word();
        if (label.indexOf(':') >= 0) {
            throw lines.problem("the label is missing; the line begins with `%s`".formatted(label));
        }
        if (label.indexOf(',') >= 0) {
            throw lines.problem("`%s` are several labels; files with one label a line are read".formatted(label));
        }
        labelOfRow.add(labelCodes.computeIfAbsent(label, unseen -> {
            labels.add(unseen);
            return labels.size() - 1;
        }));
        int last = -1;
        for (int item = 1; at < line.length(); item++) {
            var word = word();
            int colon = word.indexOf(':');
            if (colon < 0) {
                throw lines.problem("item %d is `%s`; items are written index:value".formatted(item, word));
            }
            if (word.startsWith("qid:")) {
                query(word.substring(colon + 1), item);
            } else {
                int index = index(word.substring(0, colon), item);
                if (index <= last) {
                    throw lines.problem("item %d: index %d comes after %d; indices must rise"
                            .formatted(item, index, last));
                }
                last = index;
                elements.add(index, value(word.substring(colon + 1), item));
            }
        }
        elements.endRow();
        if (queries.size() != 0 && queries.size() != labelOfRow.size()) {
            throw lines.problem("some lines have a qid and others have none; all need one, or none");
        }
    }

    private String word() {
        int from = at;
        while (at < line.length() && line.charAt(at) > ' ') {
            at++;
        }
        var word = line.substring(from, at);
        skipBlanks();
        return word;
    }

    private void skipBlanks() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
    }

    private void query(String text, int item) {
        if (item > 1) {
            throw lines.problem("item %d: a qid stands right behind the label".formatted(item));
        }
        try {
            queries.add(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw lines.problem("item %d: the qid `%s` is no whole number".formatted(item, text));
        }
    }

    private int index(String text, int item) {
        int index;
        try {
            index = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw lines.problem("item %d: the index `%s` is no whole number".formatted(item, text));
        }
        if (index < 0 || index == 0 && settings.indices() == Libsvm.Indices.ONE) {
            throw lines.problem("item %d: the index is %d; indices begin at %d".formatted(item, index,
                    settings.indices() == Libsvm.Indices.ONE ? 1 : 0));
        }
        hasZero |= index == 0;
        int most = settings.features().orElse(Integer.MAX_VALUE - 1);
        if (index > most || index == most && base() == 0) {
            throw lines.problem("item %d: the index is %d, but features=%d".formatted(item, index, most));
        }
        return index;
    }

    private double value(String text, int item) {
        double value = Numbers.parse(text, '.');
        if (Double.isNaN(value) && !text.equalsIgnoreCase("nan")) {
            throw lines.problem("item %d: the value `%s` is not a number".formatted(item, text));
        }
        return value;
    }

    /// The first index that features may have.
    private int base() {
        return settings.indices() == Libsvm.Indices.ZERO || hasZero ? 0 : 1;
    }

    // ---- the table

    private Dataset table() {
        int base = base();
        int width = settings.features().orElse(Math.max(0, elements.width() - base));
        if (elements.width() - base > width) {
            throw new DataException("%s has the indices 0 and %d, but features=%d"
                    .formatted(input.name(), elements.width() - 1, width));
        }
        var table = Dataset.builder(input.tableName());
        label(table);
        if (queries.size() > 0) {
            table.numeric("query", queries.toArray()).role(Role.GROUP, "query");
        }
        var parts = IntStream.range(base, base + width).mapToObj(index -> "x" + index).toList();
        table.column(Field.block("features", List.of(width)).withParts(parts),
                new BlockColumn(elements.build(base, width)));
        return table.build();
    }

    private void label(Dataset.Builder table) {
        var values = labels.stream().mapToDouble(text -> Numbers.parse(text, '.')).toArray();
        int text = IntStream.range(0, values.length).filter(l -> Double.isNaN(values[l])).findFirst().orElse(-1);
        if (settings.labels() == Libsvm.Labels.NUMERIC && text >= 0) {
            throw new DataException("%s has the label `%s`, which is not a number, as labels=numeric says"
                    .formatted(input.name(), labels.get(text)));
        }
        if (isNominal(values, text >= 0)) {
            nominal(table, values, text >= 0);
        } else {
            table.numeric("label", IntStream.of(labelOfRow.toArray()).mapToDouble(l -> values[l]).toArray());
        }
        table.target("label");
    }

    private boolean isNominal(double[] values, boolean texts) {
        if (settings.labels() != Libsvm.Labels.AUTO || texts) {
            return settings.labels() != Libsvm.Labels.NUMERIC;
        }
        long distinct = IntStream.range(0, values.length).mapToDouble(l -> values[l]).distinct().count();
        boolean whole = IntStream.range(0, values.length).allMatch(l -> values[l] == Math.rint(values[l]));
        if (whole && distinct > FEW_LABELS && distinct <= MANY_LABELS) {
            run.warn(("%s: the labels are %d distinct whole numbers and were read as numbers; labels=nominal makes "
                    + "them classes").formatted(input.name(), distinct));
        }
        return whole && distinct <= FEW_LABELS;
    }

    /// `+1` and `1.0` are one class.
    private void nominal(Dataset.Builder table, double[] values, boolean texts) {
        var names = IntStream.range(0, values.length).mapToObj(l -> texts ? labels.get(l) : plain(values[l])).toList();
        Comparator<Integer> order = texts ? Comparator.comparing(names::get) : Comparator.comparingDouble(l -> values[l]);
        var levels = Levels.of(IntStream.range(0, values.length).boxed().sorted(order).map(names::get).distinct()
                .toList());
        var codeOf = levels.index();
        table.nominal("label", levels, IntStream.of(labelOfRow.toArray()).map(l -> codeOf.get(names.get(l))).toArray());
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}

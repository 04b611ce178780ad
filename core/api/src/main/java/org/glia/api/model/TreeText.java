package org.glia.api.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes trees. Without recursion, for a tree may be as deep as it has rows.
final class TreeText {

    private static final int DIGITS = 4;
    /// Levels that a node lists; the others are summed up.
    private static final int LISTED = 6;
    private static final double THICKEST = 6;

    private TreeText() {
    }

    private record Visit(int node, int depth, String answer) {
    }

    static String rules(TreeView tree) {
        var text = new StringBuilder();
        var open = new ArrayDeque<Visit>(List.of(new Visit(0, 0, "")));
        while (!open.isEmpty()) {
            var visit = open.pop();
            var node = tree.nodes().get(visit.node());
            text.append("  ".repeat(visit.depth())).append(visit.answer());
            if (node.isLeaf()) {
                text.append("%s (%s)\n".formatted(node.label(), weights(tree, node)));
                continue;
            }
            text.append(node.test()).append("?\n");
            for (int child = node.children().length - 1; child >= 0; child--) {
                open.push(new Visit(node.children()[child], visit.depth() + 1, node.branches().get(child) + " -> "));
            }
        }
        return text.toString();
    }

    /// The weight, and what it is made of if that is not one level.
    private static String weights(TreeView tree, TreeView.Node node) {
        var levels = levels(tree, node);
        return number(node.weight()) + (levels.size() > 1 ? ": " + String.join(", ", levels) : "");
    }

    /// The levels that are there with their weights, the heaviest first where they are too many to list.
    private static List<String> levels(TreeView tree, TreeView.Node node) {
        if (!tree.isClassification()) {
            return List.of();
        }
        var weights = node.distribution();
        var present = new ArrayList<>(IntStream.range(0, weights.length).filter(level -> weights[level] > 0).boxed().toList());
        if (present.size() <= LISTED) {
            return present.stream().map(level -> tree.outputs().get(level) + " " + number(weights[level])).toList();
        }
        Collections.sort(present, (a, b) -> Double.compare(weights[b], weights[a]));
        var listed = new ArrayList<>(present.subList(0, LISTED - 1).stream()
                .map(level -> tree.outputs().get(level) + " " + number(weights[level])).toList());
        var others = present.subList(LISTED - 1, present.size());
        listed.add("%d others %s".formatted(others.size(), number(others.stream().mapToDouble(level -> weights[level]).sum())));
        return listed;
    }

    static String dot(TreeView tree) {
        var text = new StringBuilder("""
                digraph tree {
                  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica"];
                  edge [fontname="Helvetica", arrowhead=none];
                """);
        var means = tree.isClassification() ? new double[0]
                : tree.nodes().stream().mapToDouble(node -> node.distribution()[0]).toArray();
        double low = Arrays.stream(means).min().orElse(0);
        double high = Arrays.stream(means).max().orElse(0);
        double total = tree.nodes().getFirst().weight();
        for (int i = 0; i < tree.nodes().size(); i++) {
            var node = tree.nodes().get(i);
            var lines = new ArrayList<String>();
            lines.add(node.isLeaf() ? node.label() : node.test() + "?");
            var levels = levels(tree, node);
            lines.addAll(levels.size() > 1 ? levels : List.of());
            if (!tree.isClassification() && !node.isLeaf()) {
                lines.add("mean " + number(node.distribution()[0]));
            }
            lines.add("weight " + number(node.weight()));
            text.append("  n%d [label=\"%s\"%s];\n".formatted(i, lines.stream().map(TreeText::escaped).collect(Collectors.joining("\\n")),
                    node.isLeaf() ? ", fillcolor=\"%s\"".formatted(colour(tree, node, low, high)) : ""));
            for (int child = 0; child < node.children().length; child++) {
                double share = total > 0 ? tree.nodes().get(node.children()[child]).weight() / total : 0;
                text.append("  n%d -> n%d [label=\" %s\", penwidth=%s];\n".formatted(i, node.children()[child],
                        escaped(node.branches().get(child)), number(1 + (THICKEST - 1) * share)));
            }
        }
        return text.append("}\n").toString();
    }

    /// Hue, saturation and value, as Graphviz takes them.
    private static String colour(TreeView tree, TreeView.Node node, double low, double high) {
        double hue = 0.6;
        double strength = 0;
        if (tree.isClassification()) {
            var weights = node.distribution();
            int heaviest = 0;
            for (int level = 1; level < weights.length; level++) {
                heaviest = weights[level] > weights[heaviest] ? level : heaviest;
            }
            double sum = Arrays.stream(weights).sum();
            hue = (double) heaviest / weights.length;
            double even = 1.0 / weights.length;
            strength = sum > 0 ? (weights[heaviest] / sum - even) / (1 - even) : 0;
        } else if (high > low) {
            strength = (node.distribution()[0] - low) / (high - low);
        }
        return String.format(Locale.ROOT, "%.3f %.3f 1.000", hue, 0.05 + 0.5 * strength);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        var exact = BigDecimal.valueOf(value);
        int whole = exact.precision() - exact.scale();
        return exact.round(new MathContext(Math.max(DIGITS, whole))).stripTrailingZeros().toPlainString();
    }
}

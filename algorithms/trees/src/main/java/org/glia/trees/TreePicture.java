package org.glia.trees;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Field;
import org.glia.api.data.Schema;
import org.glia.api.model.TreeView;

/// A binary tree in words.
final class TreePicture {

    private static final MathContext DIGITS = new MathContext(7);

    private TreePicture() {
    }

    /// @param gaps which features had missing cells in training: only there it is said which way they go
    static TreeView of(Tree tree, boolean[] gaps, Schema schema) {
        var target = schema.targets().getFirst();
        boolean classes = target.levels().size() > 0;
        var features = fields(schema);
        var names = schema.featureNames();
        var nodes = new ArrayList<TreeView.Node>();
        int k = tree.width();
        for (int node = 0; node < tree.size(); node++) {
            var value = Arrays.copyOfRange(tree.values(), node * k, (node + 1) * k);
            var label = classes ? target.levels().name(largest(value)) : number(value[0]);
            boolean leaf = tree.isLeaf(node);
            var test = leaf ? "" : test(tree, node, features.get(tree.feature()[node]), names.get(tree.feature()[node]),
                    gaps[tree.feature()[node]]);
            nodes.add(new TreeView.Node(test, leaf ? List.of() : List.of("true", "false"),
                    leaf ? new int[0] : new int[] {tree.left(node), tree.right()[node]}, label, value,
                    tree.weights()[node], tree.impurities()[node]));
        }
        return new TreeView(classes ? target.levels().names() : List.of(target.name()), nodes);
    }

    /// The field of each feature, a block's once for each part.
    private static List<Field> fields(Schema schema) {
        var fields = new ArrayList<Field>();
        for (var field : schema.features()) {
            field.partNames().forEach(part -> fields.add(field));
        }
        return fields;
    }

    private static String test(Tree tree, int node, Field field, String name, boolean gap) {
        var missing = gap && tree.missingLeft()[node] ? " or missing" : "";
        if (tree.levels()[node] < 0) {
            double threshold = tree.threshold()[node];
            return threshold == Double.POSITIVE_INFINITY && !tree.missingLeft()[node] && gap ? name + " is not missing"
                    : name + " <= " + number(threshold) + missing;
        }
        var left = new ArrayList<String>();
        for (int level = 0; level < field.levels().size(); level++) {
            if (tree.hasLeft(node, level)) {
                left.add(field.levels().name(level));
            }
        }
        return name + (left.size() == 1 ? " = " + left.getFirst() : " in {" + String.join(", ", left) + "}") + missing;
    }

    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        var rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > 12 ? rounded.toString() : rounded.toPlainString();
    }

    static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}

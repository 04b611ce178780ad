package org.glia.tck;

import java.util.Optional;

import org.glia.api.data.Matrix;
import org.glia.api.model.DataTree;

/// Where two data trees differ first, as a path and both values.
final class TreeDifference {

    private TreeDifference() {
    }

    static Optional<String> between(DataTree a, DataTree b) {
        return a.equals(b) ? Optional.empty() : Optional.of(find("", a, b));
    }

    private static String find(String path, DataTree a, DataTree b) {
        if (a instanceof DataTree.Fields left && b instanceof DataTree.Fields right
                && left.fields().keySet().equals(right.fields().keySet())) {
            for (var name : left.fields().keySet()) {
                if (!left.get(name).equals(right.get(name))) {
                    return find(path.isEmpty() ? name : path + "." + name, left.get(name), right.get(name));
                }
            }
        }
        if (a instanceof DataTree.Items left && b instanceof DataTree.Items right
                && left.items().size() == right.items().size()) {
            for (int i = 0; i < left.items().size(); i++) {
                if (!left.items().get(i).equals(right.items().get(i))) {
                    return find(path + "[" + i + "]", left.items().get(i), right.items().get(i));
                }
            }
        }
        if (a instanceof DataTree.Numbers left && b instanceof DataTree.Numbers right && left.values()
                .rows() == right.values().rows() && left.values().columns() == right.values().columns()) {
            return numbers(path, left.values(), right.values());
        }
        if (a instanceof DataTree.Wholes left && b instanceof DataTree.Wholes right
                && left.values().length == right.values().length && left.element().equals(right.element())) {
            for (int i = 0; i < left.values().length; i++) {
                if (left.values()[i] != right.values()[i]) {
                    return different(path + "[" + i + "]", left.values()[i], right.values()[i]);
                }
            }
        }
        return different(path, shown(a), shown(b));
    }

    private static String numbers(String path, Matrix a, Matrix b) {
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                if (Double.compare(a.get(i, j), b.get(i, j)) != 0) {
                    return different(path + (a.rows() == 1 ? "[" + j + "]" : "[" + i + ", " + j + "]"), a.get(i, j),
                            b.get(i, j));
                }
            }
        }
        return different(path, a, b);
    }

    private static String shown(DataTree tree) {
        return switch (tree) {
            case DataTree.Numbers numbers -> numbers.values().rows() + " x " + numbers.values().columns() + " numbers";
            case DataTree.Wholes wholes -> wholes.values().length + " whole numbers";
            case DataTree.Items items -> items.items().size() + " items";
            case DataTree.Fields fields -> "the parts " + fields.fields().keySet();
            case DataTree.Real real -> Double.toString(real.value());
            case DataTree.Whole whole -> Long.toString(whole.value());
            case DataTree.Text text -> text.value();
            case DataTree.Flag flag -> Boolean.toString(flag.value());
            case DataTree.Rows rows -> rows.table().toString();
            case DataTree.Nothing any -> "nothing";
        };
    }

    private static String different(String path, Object a, Object b) {
        return "`%s` is %s in one and %s in the other".formatted(path, a, b);
    }
}

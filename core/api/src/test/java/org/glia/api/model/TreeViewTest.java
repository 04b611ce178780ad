package org.glia.api.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.model.TreeView.Node;
import org.junit.jupiter.api.Test;

class TreeViewTest {

    private static Node leaf(String label, double weight, double... distribution) {
        return new Node("", List.of(), new int[0], label, distribution, weight, 0);
    }

    private static Node split(String test, int[] children, double weight, double... distribution) {
        return new Node(test, List.of("true", "false"), children, "", distribution, weight, 1);
    }

    private static final TreeView IRIS = new TreeView(List.of("setosa", "versicolor", "virginica"), List.of(
            split("petal_length <= 2.45", new int[] {1, 2}, 150, 50, 50, 50), leaf("setosa", 50, 50, 0, 0),
            split("petal_width <= 1.75", new int[] {3, 4}, 100, 0, 50, 50), leaf("versicolor", 54, 0, 49, 5),
            leaf("virginica", 46, 0, 1, 45)));

    @Test
    void rulesAreIndentedQuestionsWithWhatTheyComeTo() {
        assertEquals("""
                petal_length <= 2.45?
                  true -> setosa (50)
                  false -> petal_width <= 1.75?
                    true -> versicolor (54: versicolor 49, virginica 5)
                    false -> virginica (46: versicolor 1, virginica 45)
                """, IRIS.rules());
    }

    @Test
    void manyLevelsAreSummedUp() {
        var letters = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        assertEquals("h (36: h 8, g 7, f 6, e 5, d 4, 3 others 6)\n",
                new TreeView(letters, List.of(leaf("h", 36, 1, 2, 3, 4, 5, 6, 7, 8))).rules());
    }

    @Test
    void treesOfNumbersTellMeans() {
        var tree = new TreeView(List.of("price"), List.of(split("rooms <= 6.5", new int[] {1, 2}, 506, 22.5),
                leaf("19.93", 430, 19.93), leaf("37.24", 76, 37.24)));
        assertEquals("rooms <= 6.5?\n  true -> 19.93 (430)\n  false -> 37.24 (76)\n", tree.rules());
        assertTrue(tree.dot().contains("n0 [label=\"rooms <= 6.5?\\nmean 22.5\\nweight 506\"]"), tree.dot());
        assertTrue(tree.dot().contains("n1 [label=\"19.93\\nweight 430\", fillcolor=\"0.600 0.050 1.000\"]"), tree.dot());
        assertTrue(tree.dot().contains("n2 [label=\"37.24\\nweight 76\", fillcolor=\"0.600 0.550 1.000\"]"), tree.dot());
    }

    @Test
    void drawingsAreDotWithEveryNodeAndEdge() {
        assertEquals("""
                digraph tree {
                  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica"];
                  edge [fontname="Helvetica", arrowhead=none];
                  n0 [label="petal_length <= 2.45?\\nsetosa 50\\nversicolor 50\\nvirginica 50\\nweight 150"];
                  n0 -> n1 [label=" true", penwidth=2.667];
                  n0 -> n2 [label=" false", penwidth=4.333];
                  n1 [label="setosa\\nweight 50", fillcolor="0.000 0.550 1.000"];
                  n2 [label="petal_width <= 1.75?\\nversicolor 50\\nvirginica 50\\nweight 100"];
                  n2 -> n3 [label=" true", penwidth=2.8];
                  n2 -> n4 [label=" false", penwidth=2.533];
                  n3 [label="versicolor\\nversicolor 49\\nvirginica 5\\nweight 54", fillcolor="0.333 0.481 1.000"];
                  n4 [label="virginica\\nversicolor 1\\nvirginica 45\\nweight 46", fillcolor="0.667 0.534 1.000"];
                }
                """, IRIS.dot());
    }

    @Test
    void quotesAndBackslashesAreEscapedInDrawings() {
        var tree = new TreeView(List.of("y"), List.of(leaf("say \"no\\yes\"", 1, 1)));
        assertTrue(tree.dot().contains("label=\"say \\\"no\\\\yes\\\"\\nweight 1\""), tree.dot());
    }

    @Test
    void deepTreesDoNotOverflow() {
        var nodes = new ArrayList<Node>();
        int depth = 3000;
        for (int i = 0; i < depth; i++) {
            nodes.add(split("x <= " + i, new int[] {2 * i + 1, 2 * i + 2}, depth - i, 1));
            nodes.add(leaf("1", 1, 1));
        }
        nodes.add(leaf("2", 1, 2));
        assertEquals(2 * depth + 1, new TreeView(List.of("y"), nodes).rules().lines().count());
    }

    @Test
    void numbersHaveFourDigitsButWholeOnesAll() {
        assertEquals("0.1235", TreeText.number(0.123456));
        assertEquals("123457", TreeText.number(123456.7));
        assertEquals("50", TreeText.number(50));
        assertEquals("0", TreeText.number(0));
    }
}

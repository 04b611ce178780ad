package org.glia.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Weakest-link pruning (Breiman et al. 1984, section 3.3): of all splits the one goes first whose branch lowers the risk
/// least for each of its leaves; what it lowers is the least cost of a leaf for which the tree is worth less than the pruned one.
///
/// @param tree      the smallest subtree for the wanted cost
/// @param alphas    rising: from each of these costs on the tree has so many `leaves` and so much `impurity`; the first is 0
/// @param leaves    of the subtree
/// @param impurity  of the subtree: the mean over the training rows
record CostComplexity(Tree tree, double[] alphas, int[] leaves, double[] impurity) {

    /// Costs that differ by less, as a share of the root's impurity, differ by rounding.
    private static final double NOTHING = 1e-14;

    /// O(nodes x (depth + log nodes)).
    static CostComplexity of(Tree tree, double alpha) {
        return new Links(tree).prune(alpha);
    }

    /// The whole path, with the tree as it is.
    static CostComplexity of(Tree tree) {
        return of(tree, -1);
    }

    private record Link(int node, double alpha) {
    }

    private static final class Links {

        private final Tree tree;
        private final int[] parent;
        private final int[] leaves;
        /// Impurity of the branch below each node, as a share of the whole weight.
        private final double[] risk;
        private final boolean[] gone;
        private final PriorityQueue<Link> links = new PriorityQueue<>(Comparator.comparingDouble(Link::alpha)
                .thenComparing(Link::node, Comparator.reverseOrder()));

        Links(Tree tree) {
            this.tree = tree;
            int n = tree.size();
            parent = new int[n];
            leaves = new int[n];
            risk = new double[n];
            gone = new boolean[n];
            parent[0] = -1;
            for (int node = n - 1; node >= 0; node--) {
                if (tree.isLeaf(node)) {
                    leaves[node] = 1;
                    risk[node] = own(node);
                } else {
                    int left = tree.left(node);
                    int right = tree.right()[node];
                    parent[left] = node;
                    parent[right] = node;
                    leaves[node] = leaves[left] + leaves[right];
                    risk[node] = risk[left] + risk[right];
                }
            }
            for (int node = 0; node < n; node++) {
                if (!tree.isLeaf(node)) {
                    links.add(link(node));
                }
            }
        }

        private double own(int node) {
            return tree.impurities()[node] * tree.weights()[node] / tree.weights()[0];
        }

        private Link link(int node) {
            return new Link(node, Math.max(0, own(node) - risk[node]) / (leaves[node] - 1));
        }

        CostComplexity prune(double alpha) {
            int splits = links.size();
            var alphas = new double[splits + 1];
            var counts = new int[splits + 1];
            var risks = new double[splits + 1];
            counts[0] = leaves[0];
            risks[0] = risk[0];
            int steps = 1;
            var wanted = new boolean[tree.size()];
            double highest = 0;
            while (!links.isEmpty()) {
                var link = links.remove();
                int node = link.node();
                if (gone[node]) {
                    continue;
                }
                // costs only rise while branches below are cut, so an old one may wait until it is the least
                var now = link(node);
                if (now.alpha() > link.alpha()) {
                    links.add(now);
                    continue;
                }
                // rounding must not let the costs fall
                highest = Math.max(highest, link.alpha());
                cut(node);
                if (highest <= alpha) {
                    wanted[node] = true;
                }
                if (highest - alphas[steps - 1] > NOTHING * own(0)) {
                    steps++;
                }
                alphas[steps - 1] = Math.max(alphas[steps - 1], steps == 1 ? 0 : highest);
                counts[steps - 1] = leaves[0];
                risks[steps - 1] = risk[0];
            }
            return new CostComplexity(tree.pruned(wanted), Arrays.copyOf(alphas, steps), Arrays.copyOf(counts, steps),
                    Arrays.copyOf(risks, steps));
        }

        private void cut(int node) {
            markGone(node);
            int fewer = leaves[node] - 1;
            double more = own(node) - risk[node];
            for (int above = node; above >= 0; above = parent[above]) {
                leaves[above] -= fewer;
                risk[above] += more;
            }
        }

        /// Everything below the node.
        private void markGone(int node) {
            int end = node;
            while (!tree.isLeaf(end)) {
                end = tree.right()[end];
            }
            Arrays.fill(gone, node + 1, end + 1, true);
        }
    }
}

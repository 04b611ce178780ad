package org.glia.trees;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;

/// Grows one binary tree, exactly: every border between different values is tried, unless the growth says otherwise.
///
/// ```java
/// var columns = Columns.of(data, run.parallel());                      // once for all trees
/// var grown = new TreeGrower(columns, Criterion.SQUARED, Growth.full(columns.count()).withMaxDepth(3))
///         .grow(new Target.Numbers(gradients), weights, random, run.parallel());
/// grown.leaf()[row];                                                   // the leaf of a training row, -1 where its weight is 0
/// columns.leaf(grown.tree(), row);                                     // the leaf of any row of the columns
/// var stage = grown.tree().withValues(1, leafValues);                  // the caller's own values, one for each node
/// var trees = Trees.of(List.of(stage, ...));                           // many trees in one model, with quick prediction
/// ```
///
/// `SQUARED` chooses the splits that Friedman's improvement `wl wr / (wl + wr) (mean_l - mean_r)^2` chooses, for the
/// two are equal.
///
/// *How it works.* Rows of a node stand together in one array, in their original order. Cells are ranks of values
/// ([CodedColumn]), so that a node's rows come into order by counting, or need no order at all where there are fewer
/// ranks than rows: then sums for each rank are enough. Small nodes sort. Large nodes look at their features on several
/// threads; the result does not depend on how many there are. Features constant in a node stay so below and are not
/// looked at again.
///
/// Missing cells are tried on both sides of each border; where a node has none, they go the way of the greater weight,
/// and so do levels that the node does not have. Splits that gain equally are decided for the feature looked at first
/// (without drawing: the first), and for the lowest border.
final class TreeGrower {

    /// Cells to look at in a node from which on several threads pay.
    private static final long MANY_CELLS = 60_000;

    /// Rows of a node from which on it is worth to ask whether to go on.
    private static final int MANY_ROWS = 2000;

    private final Columns columns;
    private final Criterion criterion;
    private final Growth growth;

    TreeGrower(Columns columns, Criterion criterion, Growth growth) {
        this.columns = columns;
        this.criterion = criterion;
        this.growth = growth;
    }

    /// @param weights one for each row, 0 for rows that are left out
    /// @param random  used only where features or borders are drawn
    Grown grow(Target target, double[] weights, RandomStream random, Parallel parallel) {
        return grow(target, weights, random, parallel, () -> { });
    }

    /// @param checkCancelled is called now and then; throws to end the growing
    Grown grow(Target target, double[] weights, RandomStream random, Parallel parallel, Runnable checkCancelled) {
        return new Growing(target, weights, random, parallel, checkCancelled).grown();
    }

    private final class Growing {

        private final Sample sample;
        private final int width;
        private final RandomStream random;
        private final Parallel parallel;
        private final Runnable checkCancelled;
        private final Information information;
        private final ConcurrentLinkedQueue<SplitSearch> idle = new ConcurrentLinkedQueue<>();
        private final Supplier<SplitSearch> newSearch;
        /// All features; where they are drawn, in the order of the last draws.
        private final int[] features;
        private final boolean draws;
        private final TreeBuilder builder;
        private final Cells cells = new Cells();
        private boolean[] goesLeft = {};
        private final int[] leaf;

        Growing(Target target, double[] weights, RandomStream random, Parallel parallel, Runnable checkCancelled) {
            sample = new Sample(target, weights, criterion == Criterion.ABSOLUTE);
            width = target.width();
            this.random = random;
            this.parallel = parallel;
            this.checkCancelled = checkCancelled;
            information = new Information(criterion == Criterion.ENTROPY && sample.whole ? sample.total : 0);
            newSearch = () -> new SplitSearch(columns, sample, growth, Scan.of(criterion, sample, information));
            features = new int[columns.count()];
            Arrays.setAll(features, f -> f);
            draws = growth.features() < columns.count();
            builder = new TreeBuilder(width);
            leaf = new int[columns.rows()];
            Arrays.fill(leaf, -1);
        }

        Grown grown() {
            var root = node(0, 0, sample.size, new long[(columns.count() >> 6) + 1]);
            if (growth.isBestFirst()) {
                growBestFirst(root);
            } else {
                growDepthFirst(root);
            }
            return builder.finish(leaf);
        }

        /// Left children before right ones.
        private void growDepthFirst(Node root) {
            var open = new ArrayDeque<Node>();
            open.push(root);
            while (!open.isEmpty()) {
                var node = open.pop();
                findSplit(node);
                if (node.split.exists()) {
                    var children = divide(node);
                    open.push(children[1]);
                    open.push(children[0]);
                } else {
                    close(node);
                }
            }
        }

        /// The node whose split gains most is divided next; of equals the oldest.
        private void growBestFirst(Node root) {
            var open = new PriorityQueue<Node>(Comparator.comparingDouble((Node node) -> -node.split.gain)
                    .thenComparingInt(node -> node.id));
            int leaves = 1;
            findSplit(root);
            open.add(root);
            while (!open.isEmpty()) {
                var node = open.remove();
                if (!node.split.exists() || leaves >= growth.maxLeaves()) {
                    close(node);
                    continue;
                }
                leaves++;
                for (var child : divide(node)) {
                    findSplit(child);
                    open.add(child);
                }
            }
        }

        private void close(Node node) {
            for (int i = node.from; i < node.to; i++) {
                leaf[sample.rows[i]] = node.id;
            }
        }

        private Node node(int depth, int from, int to, long[] constant) {
            var node = new Node(builder.size(), depth, from, to, constant);
            if (criterion.isOfClasses()) {
                countClasses(node);
            } else if (criterion == Criterion.SQUARED) {
                takeMean(node);
            } else {
                takeMedian(node);
            }
            builder.add(node);
            return node;
        }

        private void countClasses(Node node) {
            var counts = new double[width];
            for (int i = node.from; i < node.to; i++) {
                counts[sample.classes[i]] += sample.weight(i);
            }
            double total = 0;
            double squares = 0;
            int present = 0;
            for (double count : counts) {
                total += count;
                squares += count * count;
                present += count > 0 ? 1 : 0;
            }
            node.weight = total;
            node.value = counts;
            node.pure = present <= 1;
            node.cost = node.pure ? 0
                    : criterion == Criterion.GINI ? total - squares / total : information.cost(counts, 0, width);
        }

        private void takeMean(Node node) {
            takeTotals(node);
            double squares = 0;
            for (int i = node.from; i < node.to; i++) {
                double distance = sample.numbers[i] - node.mean;
                squares += sample.weight(i) * distance * distance;
            }
            node.value = new double[] {node.mean};
            node.cost = node.pure ? 0 : squares;
        }

        private void takeMedian(Node node) {
            takeTotals(node);
            var numbers = Arrays.copyOfRange(sample.numbers, node.from, node.to);
            double median = sample.weights == null ? Median.of(numbers)
                    : Median.of(numbers, Arrays.copyOfRange(sample.weights, node.from, node.to));
            double distances = 0;
            for (int i = node.from; i < node.to; i++) {
                distances += sample.weight(i) * Math.abs(sample.numbers[i] - median);
            }
            node.value = new double[] {median};
            node.cost = node.pure ? 0 : distances;
        }

        private void takeTotals(Node node) {
            double total = 0;
            double sum = 0;
            double first = sample.numbers[node.from];
            boolean pure = true;
            for (int i = node.from; i < node.to; i++) {
                double w = sample.weight(i);
                total += w;
                sum += w * (sample.numbers[i] - first);
                pure &= sample.numbers[i] == first;
            }
            node.weight = total;
            node.mean = first + sum / total;
            node.pure = pure;
        }

        private void findSplit(Node node) {
            node.split = new Split();
            if (node.rows() >= MANY_ROWS || node.id % 64 == 0) {
                checkCancelled.run();
            }
            if (node.pure || node.depth >= growth.maxDepth() || node.rows() < growth.minSplit()
                    || node.rows() < 2L * growth.minLeaf()) {
                return;
            }
            if (criterion == Criterion.ABSOLUTE) {
                sample.rank(node.from, node.to);
            }
            if (draws) {
                chooseAmongDrawn(node);
            } else {
                look(node, features, 0, features.length);
            }
            double decrease = Math.max(0, node.split.gain) / sample.total;
            if (decrease < growth.minDecrease()) {
                node.split = new Split();
            }
        }

        /// Draws features until as many have been looked at as wanted; if none of them splits the node, one more after
        /// the other.
        private void chooseAmongDrawn(Node node) {
            int drawn = 0;
            while (drawn < features.length && (drawn < growth.features() || !node.split.exists())) {
                int batch = Math.max(1, growth.features() - drawn);
                for (int i = drawn; i < drawn + batch; i++) {
                    int other = i + random.nextInt(features.length - i);
                    int feature = features[other];
                    features[other] = features[i];
                    features[i] = feature;
                }
                look(node, features, drawn, drawn + batch);
                drawn += batch;
            }
        }

        /// Takes the best split on `asked[from]` to `asked[to - 1]`, if it is better than what the node has.
        private void look(Node node, int[] asked, int from, int to) {
            var seeds = new long[growth.random() ? to - from : 0];
            for (int i = 0; i < seeds.length; i++) {
                seeds[i] = random.nextLong();
            }
            if (parallel.threads() > 1 && (long) node.rows() * (to - from) >= MANY_CELLS) {
                lookTogether(node, asked, from, to, seeds);
                return;
            }
            var search = borrow();
            var found = new Split();
            for (int i = from; i < to; i++) {
                int feature = asked[i];
                if (isConstant(node, feature)) {
                    continue;
                }
                if (!search.search(node, feature, seeds.length > 0 ? seeds[i - from] : 0, found)) {
                    setConstant(node, feature);
                } else if (found.exists() && node.split.isBeatenBy(found.gain, node.cost)) {
                    node.split.take(found);
                }
            }
            idle.add(search);
        }

        private void lookTogether(Node node, int[] asked, int from, int to, long[] seeds) {
            var found = new Split[to - from];
            parallel.forEach(to - from, i -> {
                if (!isConstant(node, asked[from + i])) {
                    var search = borrow();
                    var split = new Split();
                    boolean varies = search.search(node, asked[from + i], seeds.length > 0 ? seeds[i] : 0, split);
                    found[i] = varies ? split : null;
                    idle.add(search);
                }
            });
            for (int i = 0; i < found.length; i++) {
                if (found[i] == null) {
                    setConstant(node, asked[from + i]);
                } else if (found[i].exists() && node.split.isBeatenBy(found[i].gain, node.cost)) {
                    node.split.take(found[i]);
                }
            }
        }

        private SplitSearch borrow() {
            var search = idle.poll();
            return search == null ? newSearch.get() : search;
        }

        private boolean isConstant(Node node, int feature) {
            return (node.constant[feature >> 6] >>> (feature & 63) & 1) != 0;
        }

        private void setConstant(Node node, int feature) {
            node.constant[feature >> 6] |= 1L << (feature & 63);
        }

        private Node[] divide(Node node) {
            var split = node.split;
            var column = columns.column(split.feature);
            int size = column.size();
            if (goesLeft.length <= size) {
                goesLeft = new boolean[size + 1];
            }
            for (int code = 0; code < size; code++) {
                goesLeft[code] = split.leftLevels == null ? code <= split.last
                        : (split.leftLevels[code >> 6] >>> (code & 63) & 1) != 0;
            }
            goesLeft[size] = split.missingLeft;
            cells.read(column, sample.rows, node.from, node.to);
            int middle = sample.part(node.from, node.to, cells.codes, goesLeft);
            var left = node(node.depth + 1, node.from, middle, node.constant.clone());
            var right = node(node.depth + 1, middle, node.to, node.constant);
            boolean mostLeft = left.weight >= right.weight;
            if (!split.missingSeen) {
                split.missingLeft = mostLeft;
            }
            double threshold = split.leftLevels != null ? 0 : split.next == size ? Double.POSITIVE_INFINITY
                    : Double.isNaN(split.drawn) ? column.between(split.last, split.next) : split.drawn;
            if (split.leftLevels != null && split.missingLeft) {
                for (int code = 0; code < size; code++) {
                    boolean unseen = (split.seenLevels[code >> 6] >>> (code & 63) & 1) == 0;
                    split.leftLevels[code >> 6] |= unseen ? 1L << (code & 63) : 0;
                }
            }
            builder.split(node, left, right, threshold);
            node.split = null;
            return new Node[] {left, right};
        }
    }
}

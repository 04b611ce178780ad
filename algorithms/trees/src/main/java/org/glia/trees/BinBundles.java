package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;

/// Puts features into columns: those that are never unusual together into one.
final class BinBundles {

    /// A feature is worth bundling if at most this share of the rows is unusual.
    private static final double RARE = 0.5;
    /// Bundles that are tried for a feature.
    private static final int TRIED = 64;

    /// @param features in the bundle
    /// @param taken    rows in which one of them is unusual
    /// @param codes    so far
    private record Bundle(List<Integer> features, long[] taken, int[] codes) {
    }

    private BinBundles() {
    }

    /// @param bins   for each feature the bin of each row; empty for features with one bin only
    /// @param rules  of the features
    /// @param bundle whether features may share columns
    static BinnedRows of(int rows, byte[][] bins, BinRule[] rules, boolean bundle, Parallel parallel) {
        int features = bins.length;
        var columns = new int[features];
        var firsts = new int[features];
        var usual = new int[features];
        var slots = new int[features];
        Arrays.fill(columns, -1);
        Arrays.fill(usual, -1);
        for (int feature = 0; feature < features; feature++) {
            slots[feature] = bundle ? rules[feature].slots() : rules[feature].bins() + 1;
        }
        var bundles = bundle ? bundles(rows, bins, slots, parallel) : List.<Bundle>of();
        var members = new ArrayList<List<Integer>>();
        var shared = new boolean[features];
        for (var each : bundles) {
            each.features().forEach(feature -> shared[feature] = true);
        }
        for (int feature = 0; feature < features; feature++) {
            if (bins[feature].length > 0 && !shared[feature]) {
                members.add(List.of(feature));
            }
        }
        bundles.forEach(each -> members.add(each.features()));
        var codes = new int[members.size()];
        for (int column = 0; column < codes.length; column++) {
            boolean alone = members.get(column).size() == 1;
            codes[column] = alone ? 0 : 1;
            for (int feature : members.get(column)) {
                columns[feature] = column;
                firsts[feature] = codes[column];
                usual[feature] = alone ? -1 : commonest(bins[feature]);
                codes[column] += slots[feature];
            }
        }
        var packed = pack(rows, bins, members, firsts, usual, parallel);
        return new BinnedRows(rows, packed, columns, firsts, usual, slots, codes);
    }

    private static int[][] pack(int rows, byte[][] bins, List<List<Integer>> members, int[] firsts, int[] usual,
                                Parallel parallel) {
        var packed = new int[Math.ceilDiv(members.size(), BinnedRows.GROUP)][];
        parallel.forEach(packed.length, group -> {
            var words = new int[rows];
            int end = Math.min(members.size(), (group + 1) * BinnedRows.GROUP);
            for (int column = group * BinnedRows.GROUP; column < end; column++) {
                int shift = 8 * (column % BinnedRows.GROUP);
                for (int feature : members.get(column)) {
                    var own = bins[feature];
                    int first = firsts[feature];
                    int nothing = usual[feature];
                    for (int row = 0; row < rows; row++) {
                        int bin = own[row] & 0xFF;
                        words[row] |= bin == nothing ? 0 : first + bin << shift;
                    }
                }
            }
            packed[group] = words;
        });
        return packed;
    }

    private static List<Bundle> bundles(int rows, byte[][] bins, int[] slots, Parallel parallel) {
        var marks = parallel.map(bins.length, feature -> bins[feature].length == 0 ? new long[0] : unusual(bins[feature]));
        var counts = new int[bins.length];
        Arrays.setAll(counts, feature -> Arrays.stream(marks.get(feature)).mapToInt(Long::bitCount).sum());
        var order = IntStream.range(0, bins.length).boxed()
                .filter(feature -> bins[feature].length > 0 && counts[feature] <= RARE * rows && slots[feature] < 200)
                .sorted(Comparator.comparingInt((Integer feature) -> -counts[feature])).toList();
        var bundles = new ArrayList<Bundle>();
        for (int feature : order) {
            var own = marks.get(feature);
            var home = bundles.stream().limit(TRIED)
                    .filter(bundle -> bundle.codes()[0] + slots[feature] <= 256 && disjoint(bundle.taken(), own)).findFirst();
            if (home.isPresent()) {
                var bundle = home.get();
                bundle.features().add(feature);
                bundle.codes()[0] += slots[feature];
                for (int word = 0; word < own.length; word++) {
                    bundle.taken()[word] |= own[word];
                }
            } else if (bundles.size() < TRIED) {
                bundles.add(new Bundle(new ArrayList<>(List.of(feature)), own.clone(), new int[] {1 + slots[feature]}));
            }
        }
        bundles.removeIf(bundle -> bundle.features().size() == 1);
        return bundles;
    }

    private static boolean disjoint(long[] a, long[] b) {
        for (int word = 0; word < a.length; word++) {
            if ((a[word] & b[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] unusual(byte[] bins) {
        int usual = commonest(bins);
        var marks = new long[bins.length + 63 >>> 6];
        for (int row = 0; row < bins.length; row++) {
            if ((bins[row] & 0xFF) != usual) {
                marks[row >>> 6] |= 1L << row;
            }
        }
        return marks;
    }

    private static int commonest(byte[] bins) {
        var counts = new int[256];
        for (byte bin : bins) {
            counts[bin & 0xFF]++;
        }
        int best = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            best = counts[bin] > counts[best] ? bin : best;
        }
        return best;
    }
}

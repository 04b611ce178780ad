package org.glia.clustering;

/// Sets of the numbers 0 to n - 1 that are joined step by step (Tarjan 1975, with path halving). The least member of a set stands
/// for it, whatever the order of the joins.
final class DisjointSets {

    private final int[] parents;

    DisjointSets(int n) {
        this.parents = new int[n];
        for (int i = 0; i < n; i++) {
            parents[i] = i;
        }
    }

    /// The least member of i's set.
    int least(int i) {
        while (parents[i] != i) {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }
        return i;
    }

    void join(int i, int j) {
        int a = least(i);
        int b = least(j);
        if (a < b) {
            parents[b] = a;
        } else {
            parents[a] = b;
        }
    }
}

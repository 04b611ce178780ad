package org.glia.selforganizing;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.model.Graph;
import org.glia.compute.dense.Doubles;

/// Which neurons are neighbours, by edges that age. Nodes may be added and taken away. Mutable.
final class Topology {

    private int nodes;
    private int[][] neighbours;
    private int[][] ages;
    private int[] degrees;

    Topology(int nodes) {
        this.nodes = nodes;
        this.neighbours = new int[nodes][4];
        this.ages = new int[nodes][4];
        this.degrees = new int[nodes];
    }

    int nodes() {
        return nodes;
    }

    int degree(int node) {
        return degrees[node];
    }

    /// A neighbour, by its place in no particular order.
    int neighbour(int node, int place) {
        return neighbours[node][place];
    }

    /// A new node without edges, with the next number.
    int add() {
        if (nodes == degrees.length) {
            int room = 2 * nodes + 2;
            neighbours = Arrays.copyOf(neighbours, room);
            ages = Arrays.copyOf(ages, room);
            degrees = Arrays.copyOf(degrees, room);
        }
        neighbours[nodes] = new int[4];
        ages[nodes] = new int[4];
        degrees[nodes] = 0;
        return nodes++;
    }

    /// Takes a node without edges away; the last node gets its number.
    void remove(int node) {
        nodes--;
        if (node == nodes) {
            return;
        }
        neighbours[node] = neighbours[nodes];
        ages[node] = ages[nodes];
        degrees[node] = degrees[nodes];
        for (int i = 0; i < degrees[node]; i++) {
            int other = neighbours[node][i];
            neighbours[other][place(other, nodes)] = node;
        }
    }

    private int place(int node, int neighbour) {
        for (int i = 0; i < degrees[node]; i++) {
            if (neighbours[node][i] == neighbour) {
                return i;
            }
        }
        return -1;
    }

    /// Joins two nodes, or makes their edge new.
    void join(int a, int b) {
        join(a, b, 0);
    }

    void join(int a, int b, int age) {
        half(a, b, age);
        half(b, a, age);
    }

    private void half(int a, int b, int age) {
        int place = place(a, b);
        if (place < 0) {
            place = degrees[a]++;
            if (place == neighbours[a].length) {
                neighbours[a] = Arrays.copyOf(neighbours[a], 2 * place);
                ages[a] = Arrays.copyOf(ages[a], 2 * place);
            }
            neighbours[a][place] = b;
        }
        ages[a][place] = age;
    }

    void part(int a, int b) {
        drop(a, b);
        drop(b, a);
    }

    private void drop(int a, int b) {
        int place = place(a, b);
        if (place >= 0) {
            int last = --degrees[a];
            neighbours[a][place] = neighbours[a][last];
            ages[a][place] = ages[a][last];
        }
    }

    /// Makes all edges of a node older by one.
    void age(int node) {
        for (int i = 0; i < degrees[node]; i++) {
            int other = neighbours[node][i];
            ages[node][i]++;
            ages[other][place(other, node)]++;
        }
    }

    /// Whether a node has an edge that is older than `most`.
    boolean hasOlder(int node, double most) {
        for (int i = 0; i < degrees[node]; i++) {
            if (ages[node][i] > most) {
                return true;
            }
        }
        return false;
    }

    /// Parts a node from the neighbours to which its edge is older than `most`.
    void forget(int node, double most) {
        for (int i = degrees[node] - 1; i >= 0; i--) {
            if (ages[node][i] > most) {
                part(node, neighbours[node][i]);
            }
        }
    }

    /// The edges `{from, to, age}`, each once, by the numbers of their nodes.
    int[][] edges() {
        var edges = IntStream.range(0, nodes).boxed().flatMap(a -> IntStream.range(0, degrees[a])
                .filter(i -> neighbours[a][i] > a).boxed()
                .sorted((i, j) -> Integer.compare(neighbours[a][i], neighbours[a][j]))
                .map(i -> new int[] {a, neighbours[a][i], ages[a][i]})).toList();
        var columns = new int[3][edges.size()];
        for (int edge = 0; edge < edges.size(); edge++) {
            for (int column = 0; column < 3; column++) {
                columns[column][edge] = edges.get(edge)[column];
            }
        }
        return columns;
    }

    /// The connected component of each node, numbered in the order of their first nodes.
    static int[] components(int nodes, int[] from, int[] to) {
        var roots = IntStream.range(0, nodes).toArray();
        for (int edge = 0; edge < from.length; edge++) {
            int a = root(roots, from[edge]);
            int b = root(roots, to[edge]);
            roots[Math.max(a, b)] = Math.min(a, b);
        }
        var components = new int[nodes];
        int count = 0;
        for (int node = 0; node < nodes; node++) {
            int root = root(roots, node);
            components[node] = root == node ? count++ : components[root];
        }
        return components;
    }

    private static int root(int[] roots, int node) {
        int root = node;
        while (roots[root] != root) {
            roots[root] = roots[roots[root]];
            root = roots[root];
        }
        return root;
    }

    /// Neurons as nodes, with the distance of neighbours as the weight of an edge.
    static Graph graph(Codebook codebook, int[] from, int[] to) {
        var points = codebook.weights().toArray();
        int width = codebook.weights().columns();
        var lengths = new double[from.length];
        Arrays.setAll(lengths, edge ->
                Math.sqrt(Doubles.squaredDistance(points, from[edge] * width, points, to[edge] * width, width)));
        var names = IntStream.range(0, codebook.neurons()).mapToObj(Integer::toString).toList();
        return new Graph(names, false, from, to, lengths);
    }
}

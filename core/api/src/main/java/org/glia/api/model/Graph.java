package org.glia.api.model;

import java.util.List;

/// Nodes and weighted edges.
///
/// @param nodes    names of the nodes
/// @param directed whether an edge points from its first node to its second
/// @param from     the first node of each edge, a position in `nodes`
/// @param to       the second node of each edge
/// @param weights  one for each edge
public record Graph(List<String> nodes, boolean directed, int[] from, int[] to, double[] weights) {
}

package org.glia.selforganizing;

import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;

/// The abilities of sixteen comic-book heroes, on scales from 1 to 7.
final class Heroes {

    static final List<String> NAMES = List.of(
            "Iron Man", "Spiderman", "Black Panther", "Wolverine", "Thor", "Dr Strange", "Hulk", "Cpt. America",
            "Mr Fantastic", "Human Torch", "Invisible Woman", "The Thing", "Luke Cage", "She Hulk", "Ms Marvel", "Daredevil");
    private static final double[][] ABILITIES = {
        {6, 6, 5, 6, 6, 4}, {4, 4, 3, 3, 1, 4}, {5, 3, 2, 3, 3, 5}, {2, 4, 2, 4, 1, 7},
        {2, 7, 7, 6, 6, 4}, {4, 2, 7, 2, 6, 6}, {2, 7, 3, 7, 5, 4}, {3, 3, 2, 3, 1, 6},
        {6, 2, 2, 5, 1, 3}, {2, 2, 5, 2, 5, 3}, {3, 2, 3, 6, 5, 3}, {3, 6, 2, 6, 1, 5},
        {3, 4, 2, 5, 1, 4}, {3, 7, 3, 6, 1, 4}, {2, 6, 2, 6, 1, 4}, {3, 3, 2, 2, 4, 5}};

    private Heroes() {
    }

    static Dataset data() {
        return Dataset.builder("marvel-heroes").numeric(List.of("intelligence", "strength", "speed",
                "durability", "energy_projection", "fighting_skills"), Matrix.of(ABILITIES)).build();
    }

    /// The clusters of some heroes.
    static int[] clusters(int[] all, String... names) {
        return Arrays.stream(names).mapToInt(name -> all[NAMES.indexOf(name)]).toArray();
    }
}

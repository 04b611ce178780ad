package org.example.xgboost;

import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Assumptions;

/// The library's native code needs OpenMP, which a machine may lack.
final class Native {

    private Native() {
    }

    static void assumeThere() {
        try {
            new Xgboost().with("numRound=1").fit(Dataset.builder("two").numeric("x", 1, 2).numeric("y", 1, 2).target("y").build());
        } catch (GliaException e) {
            Assumptions.assumeFalse(e.getMessage().contains("native library"), e.getMessage());
            throw e;
        }
    }
}

package org.glia.trees;

import org.glia.api.recipe.Setting;

/// How a grown tree is cut back: a setting of `cart`.
public sealed interface Pruning {

    /// Not at all.
    record None() implements Pruning {
    }

    /// The smallest subtree with the least risk plus `alpha` for each leaf (Breiman et al. 1984, chapter 3).
    record Cost(@Setting(value = "what each leaf costs, in units of impurity", min = 0, tune = "0.0001..0.1:log") double alpha)
            implements Pruning {
        public Cost() {
            this(0.01);
        }
    }

    /// Splits at the bottom whose children's classes do not differ significantly go.
    record ChiSquared(@Setting(value = "splits with a larger p-value go", min = 0, max = 1) double significance)
            implements Pruning {
        public ChiSquared() {
            this(0.05);
        }
    }
}

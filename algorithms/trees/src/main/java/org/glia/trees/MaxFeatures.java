package org.glia.trees;

import org.glia.api.recipe.Setting;

/// How many features, drawn anew, each split chooses from: a setting of trees.
public sealed interface MaxFeatures {

    /// What is customary: for `forest` the square root for classes and a third for numbers (Breiman 2001), for `extratrees` the
    /// square root for classes and all for numbers (Geurts et al. 2006), for a single tree all.
    record Auto() implements MaxFeatures {
    }

    /// All of them.
    record All() implements MaxFeatures {
    }

    /// The square root of their number.
    record Sqrt() implements MaxFeatures {
    }

    /// The binary logarithm of their number.
    record Log2() implements MaxFeatures {
    }

    /// A third of them.
    record Third() implements MaxFeatures {
    }

    /// So many, or all where there are fewer.
    record Number(@Setting(value = "how many features", min = 1) int number) implements MaxFeatures {
    }

    /// A share of them.
    record Share(@Setting(value = "share of the features", min = 0, minExclusive = true, max = 1) double share)
            implements MaxFeatures {
    }

    /// At least 1, at most `all`; halves of features are left out.
    default int of(int all) {
        return Math.clamp(switch (this) {
            case Auto customary -> all;
            case All every -> all;
            case Sqrt root -> (int) Math.sqrt(all);
            case Log2 logarithm -> 31 - Integer.numberOfLeadingZeros(all);
            case Third third -> all / 3;
            case Number given -> given.number();
            case Share part -> (int) (part.share() * all);
        }, 1, all);
    }
}

package org.glia.experiments.tune;

import java.util.OptionalInt;

import org.glia.api.problem.GliaException;

/// How recipes are picked from a space.
public sealed interface Search {

    /// How it is written, with all that decides what is tried: `random trials=50`.
    String words();

    /// What candidates compete with more of from rung to rung.
    sealed interface Resource {

        /// Rows to fit on: parts of the training rows that grow from rung to rung, each within the next one.
        record Rows() implements Resource {
        }

        /// A setting of whole numbers with a range, such as the number of trees.
        ///
        /// @param name its name, or its end: `trees`, `forest.trees`
        record Setting(String name) implements Resource {
        }

        /// `rows`, or the setting.
        default String word() {
            return this instanceof Setting(var name) ? name : "rows";
        }
    }

    /// All combinations of some values of each range and of all alternatives. For few dimensions, and where neighbours are to
    /// be compared.
    ///
    /// @param points how many values of a range, the ends among them; whole numbers as many as there are
    record Grid(int points) implements Search {

        /// More than these are hardly meant.
        static final int MOST = 100_000;

        public Grid {
            requireAtLeast(2, points, "points");
            if (points > MOST) {
                throw new GliaException("`points` of a grid must be at most %d, not %d".formatted(MOST, points));
            }
        }

        @Override
        public String words() {
            return "grid points=" + points;
        }
    }

    /// Points drawn evenly from the ranges, or from their logarithms (Bergstra and Bengio 2012).
    record Random(int trials) implements Search {

        public Random {
            requireAtLeast(1, trials, "trials");
        }

        @Override
        public String words() {
            return "random trials=" + trials;
        }
    }

    /// Random candidates get little of a resource; the best part of them gets more, until few are left (Jamieson and Talwalkar
    /// 2016; the numbers are those of scikit-learn's `HalvingRandomSearchCV`).
    ///
    /// @param trials   how many candidates there are at first
    /// @param eta      each rung keeps the `eta`-th part of the candidates and has `eta` times the resource
    /// @param resource what grows
    /// @param minimum  what the first rung has; as much as lets the last one have nearly all if not said
    record Halving(int trials, int eta, Resource resource, OptionalInt minimum) implements Search {

        public Halving {
            requireAtLeast(1, trials, "trials");
            requireAtLeast(2, eta, "eta");
            minimum.ifPresent(least -> requireAtLeast(1, least, "minimum"));
        }

        @Override
        public String words() {
            return "halving trials=%d eta=%d resource=%s%s".formatted(trials, eta, resource.word(), said(minimum));
        }
    }

    /// Successive halving several times, from many candidates with little to few with all (Li et al. 2018).
    ///
    /// @param minimum the least that a candidate gets; see [Tuning] for what counts where it is not said
    record Hyperband(int eta, Resource resource, OptionalInt minimum) implements Search {

        public Hyperband {
            requireAtLeast(2, eta, "eta");
            minimum.ifPresent(least -> requireAtLeast(1, least, "minimum"));
        }

        @Override
        public String words() {
            return "hyperband eta=%d resource=%s%s".formatted(eta, resource.word(), said(minimum));
        }
    }

    /// Tree-structured Parzen estimators (Bergstra et al. 2011, as Optuna 4 has them): what did well is looked for in its
    /// neighbourhood.
    ///
    /// @param trials       how many recipes are tried
    /// @param startup      how many of them are random, before the model is used
    /// @param batch        how many are proposed at a time; few learn more from each other, many keep more processors busy
    /// @param multivariate whether settings are modelled together, with those of the same alternative; else each for itself
    record Tpe(int trials, int startup, int batch, boolean multivariate) implements Search {

        public Tpe {
            requireAtLeast(1, trials, "trials");
            requireAtLeast(1, startup, "startup");
            requireAtLeast(1, batch, "batch");
        }

        @Override
        public String words() {
            return "tpe trials=%d startup=%d batch=%d multivariate=%s".formatted(trials, startup, batch, multivariate);
        }
    }

    private static String said(OptionalInt minimum) {
        return minimum.isPresent() ? " minimum=" + minimum.getAsInt() : "";
    }

    private static void requireAtLeast(int least, int given, String what) {
        if (given < least) {
            throw new GliaException("`%s` of a search must be at least %d, not %d".formatted(what, least, given));
        }
    }
}

package org.glia.regression;

import org.glia.api.recipe.Setting;

/// How strong the penalty of `lasso` and `elasticnet` is.
public sealed interface Alpha {

    /// As strong as this.
    record Fixed(@Setting(value = "strength of the penalty", min = 0, minExclusive = true, tune = "0.0001..10:log") double alpha)
            implements Alpha {
    }

    /// The strength of the path that predicts best in cross-validation.
    ///
    /// @param folds how many
    /// @param rule  which strength is chosen
    record Cv(@Setting(value = "folds of the cross-validation", min = 2) int folds,
              @Setting("which strength is chosen") Rule rule) implements Alpha {

        public Cv() {
            this(5, Rule.MINIMUM);
        }
    }

    /// Which of the strengths of a path is chosen.
    enum Rule {
        /// The one with the least error.
        MINIMUM,
        /// The largest whose error is within one standard error of the least (Breiman, Friedman, Olshen and Stone 1984).
        ONE_STANDARD_ERROR
    }

    /// The strengths of a regularisation path.
    ///
    /// @param path   whether a path is walked and reported where alpha is a number
    /// @param alphas how many strengths it has
    /// @param eps    the least strength relative to the largest, which leaves no coefficient
    record Path(@Setting("whether a whole path of alphas is reported") boolean path,
                @Setting(value = "alphas of the path", min = 2) int alphas,
                @Setting(value = "least alpha of the path relative to the largest", min = 0, max = 1, minExclusive = true,
                        maxExclusive = true) double eps) {

        public Path() {
            this(false, 100, 1e-3);
        }
    }

    /// When coordinate descent ends.
    ///
    /// @param tolerance the duality gap relative to the objective without coefficients
    /// @param maxSweeps most sweeps for one alpha
    record Stop(@Setting(value = "stop when the duality gap is this share of the objective without coefficients", min = 0)
                double tolerance,
                @Setting(value = "most sweeps over the coefficients for an alpha", min = 1) int maxSweeps) {

        public Stop() {
            this(1e-8, 10000);
        }
    }
}

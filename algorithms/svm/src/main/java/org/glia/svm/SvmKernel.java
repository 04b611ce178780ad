package org.glia.svm;

import org.glia.api.recipe.Setting;

/// A similarity of two rows that is their inner product in some space of features: a setting of kernel machines, and a
/// part of their models, where `gamma` is a number.
public sealed interface SvmKernel {

    /// x.y
    record Linear() implements SvmKernel {
    }

    /// `(gamma x.y + coef0)^degree`
    ///
    /// @param degree the power
    /// @param gamma  factor of the inner product
    /// @param coef0  weight of the lower powers
    record Polynomial(
            @Setting(value = "power", min = 1, max = 64, tune = "2..5") int degree,
            @Setting("factor of the inner product") Gamma gamma,
            @Setting("added before the power is taken: the weight of lower powers") double coef0) implements SvmKernel {

        public Polynomial() {
            this(3, new Gamma.Scale(), 0);
        }
    }

    /// `exp(-gamma |x - y|^2)`
    ///
    /// @param gamma how quickly likeness falls with the squared distance
    record Rbf(@Setting("how quickly likeness falls with the squared distance") Gamma gamma) implements SvmKernel {

        public Rbf() {
            this(new Gamma.Scale());
        }
    }

    /// `tanh(gamma x.y + coef0)`, which is no inner product of any features for most settings: the solver still ends.
    ///
    /// @param gamma factor of the inner product
    /// @param coef0 added to it
    record Sigmoid(
            @Setting("factor of the inner product") Gamma gamma,
            @Setting("added to the product") double coef0) implements SvmKernel {

        public Sigmoid() {
            this(new Gamma.Scale(), 0);
        }
    }

    /// For texts: how many stretches of `length` characters two texts share, each as often as it occurs in one times in the
    /// other (Leslie, Eskin and Noble 2002).
    ///
    /// @param length     characters of a stretch
    /// @param normalised whether to divide by the texts' lengths in the space of stretches
    record Spectrum(
            @Setting(value = "characters of a stretch", min = 1, tune = "2..6") int length,
            @Setting("whether each text counts as equally long") boolean normalised) implements SvmKernel {

        public Spectrum() {
            this(3, true);
        }
    }

    /// For texts: the subsequences of `length` characters that two texts share, with gaps, each weighted by lambda to the
    /// power of the length that it spans in both (Lodhi, Saunders, Shawe-Taylor, Cristianini and Watkins 2002).
    ///
    /// @param length     characters of a subsequence
    /// @param lambda     what each character spanned, gaps included, multiplies the weight by
    /// @param normalised whether to divide by the texts' lengths in the space of subsequences
    record Subsequence(
            @Setting(value = "characters of a subsequence", min = 1, tune = "2..6") int length,
            @Setting(value = "factor for each character spanned, gaps included", min = 0, minExclusive = true, max = 1,
                    tune = "0.1..0.9") double lambda,
            @Setting("whether each text counts as equally long") boolean normalised) implements SvmKernel {

        public Subsequence() {
            this(3, 0.5, true);
        }
    }

    /// A factor of the features' inner product or squared distance.
    sealed interface Gamma {

        /// 1 / (features x variance of all their numbers).
        record Scale() implements Gamma {
        }

        /// 1 / features.
        record Auto() implements Gamma {
        }

        /// A number.
        record Value(@Setting(value = "factor", min = 0, minExclusive = true, tune = "0.0001..10:log") double value)
                implements Gamma {
        }
    }

    /// Whether it compares texts rather than numbers.
    default boolean isOfTexts() {
        return this instanceof Spectrum || this instanceof Subsequence;
    }
}

package org.glia.regression;

import org.glia.api.run.Step;

/// The passes over the rows that linear models are fitted with.
///
/// @param <A> the sums
sealed interface Pass<A> extends Step<Block, A>
        permits ColumnMoments, Block.Keep, Triangulation, Products, Combinations, Residuals, NormalProduct, LevelWeights, LogLoss,
                SquaredLoss {
}

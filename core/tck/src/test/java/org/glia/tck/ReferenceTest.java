package org.glia.tck;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Sound estimators of all shapes pass all checks.
class ReferenceTest {

    @TestFactory
    Stream<DynamicNode> aClassifierThatTakesEverythingPasses() {
        return Conformance.of(new TokenBayes()).settings("", "prior=equal smoothing=0.5").tests();
    }

    @TestFactory
    Stream<DynamicNode> aClassifierOfNumbersPasses() {
        return Conformance.of(new References.NearestMean()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aFeaturelessRegressorPassesButForTheBaseline() {
        return Conformance.of(new References.MeanValue()).deviates(Check.BASELINE, "it is the baseline").tests();
    }

    @TestFactory
    Stream<DynamicNode> aRegressorPasses() {
        return Conformance.of(new References.Ridgelet()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aRandomClusteringPasses() {
        return Conformance.of(new References.FewMeans()).settings("k=3", "k=4 rounds=5").tests();
    }

    @TestFactory
    Stream<DynamicNode> aClusteringThatKnowsItsOwnRowsOnlyPasses() {
        return Conformance.of(new References.Components()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aDensityThatAlsoFindsStrangeRowsPasses() {
        return Conformance.of(new References.Bell()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aScalerPasses() {
        return Conformance.of(new References.Scaler()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aTransformerOfLevelsPasses() {
        return Conformance.of(new References.Indicators()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aTransformerThatKnowsItsOwnRowsOnlyPasses() {
        return Conformance.of(new References.Shadow()).tests();
    }

    @TestFactory
    Stream<DynamicNode> aWrapperOfRecipesPasses() {
        return Conformance.of(new References.Cautious())
                .with(new References.NearestMean(), new References.Scaler(), new TokenBayes())
                .settings("", "base=tokenbayes", "base=[scaler | nearestmean]").tests();
    }
}

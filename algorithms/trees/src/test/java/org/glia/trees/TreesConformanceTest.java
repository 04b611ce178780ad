package org.glia.trees;

import java.util.stream.Stream;

import org.glia.tck.Conformance;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class TreesConformanceTest {

    @TestFactory
    Stream<? extends DynamicNode> cartKeepsTheContract() {
        return Conformance.of(new Cart()).settings("", "criterion=entropy maxLeaves=20 prune=chi-squared",
                "criterion=absolute maxDepth=6", "splitter=random maxFeatures=sqrt minLeaf=2",
                "maxDepth=8 prune=[cost alpha=0.001]").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> forestKeepsTheContract() {
        return Conformance.of(new Forest()).settings("trees=10", "trees=6 importance=permutation maxSamples=0.6 bootstrap=false",
                "trees=4 criterion=absolute maxFeatures=2").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> extratreesKeepsTheContract() {
        return Conformance.of(new ExtraTrees()).settings("trees=12",
                "trees=8 bootstrap=true importance=permutation maxFeatures=0.7").tests();
    }

    @TestFactory
    Stream<? extends DynamicNode> id3KeepsTheContract() {
        return Conformance.of(new Id3()).settings("", "choice=ratio significance=0.1 maxDepth=3",
                "classWeight=balanced minSplit=5").tests();
    }
}

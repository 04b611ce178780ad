package org.glia.svm;

/// How machines that tell two classes apart serve more.
public enum Multiclass {
    /// A machine for each pair of classes; the class that wins most of its pairs is predicted.
    ONE_VS_ONE,
    /// A machine for each class against all others; the largest decision value wins.
    ONE_VS_REST
}

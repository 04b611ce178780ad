package org.glia.api.data;

/// The question that is asked of data. Later versions may add tasks: a `switch` over them needs a `default`.
public enum Task {
    /// Which level does a nominal target have?
    CLASSIFICATION,
    /// Which number does a numeric target have?
    REGRESSION,
    /// Which rows belong together?
    CLUSTERING,
    /// How does the table look after this step? What pipelines are made of.
    TRANSFORMATION,
    /// How strange is a row?
    ANOMALY,
    /// How likely is a row?
    DENSITY,
    /// How does a series go on?
    FORECASTING;

    /// Whether the answer is learnt from targets.
    public boolean isSupervised() {
        return this == CLASSIFICATION || this == REGRESSION || this == FORECASTING;
    }
}

package org.glia.api.data;

/// Says what a column of a prediction holds. Kinds are open words; those below have typed accessors in `Prediction`.
///
/// @param kind   what the numbers or labels are
/// @param target the predicted column, empty for clusterings and the like
/// @param level  the level that a probability or score belongs to, the probability of a quantile, or empty
public record Tag(String kind, String target, String level) {

    /// A predicted number.
    public static final String VALUE = "value";
    /// A predicted level.
    public static final String LABEL = "label";
    /// The probability of a level; those of one target sum to 1.
    public static final String PROBABILITY = "probability";
    /// A decision value of a level, larger is more likely, in no fixed unit.
    public static final String SCORE = "score";
    /// The number of a cluster, -1 for noise.
    public static final String CLUSTER = "cluster";
    /// The degree to which the row belongs to a cluster; those of a row sum to 1.
    public static final String MEMBERSHIP = "membership";
    /// How strange the row is: larger is stranger.
    public static final String ANOMALY = "anomaly";
    /// The natural logarithm of the density at the row.
    public static final String LOG_DENSITY = "logdensity";
    /// The standard deviation of a predicted number.
    public static final String SPREAD = "spread";
    /// A quantile of a predicted number; its probability stands in `level`.
    public static final String QUANTILE = "quantile";

    public static Tag of(String kind) {
        return new Tag(kind, "", "");
    }

    public static Tag of(String kind, String target) {
        return new Tag(kind, target, "");
    }
}

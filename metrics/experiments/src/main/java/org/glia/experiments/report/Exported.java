package org.glia.experiments.report;

/// What an export to MLflow has done.
///
/// @param experiment the name of the experiment in MLflow
/// @param written    how many runs were written, new ones and those that have changed
/// @param unchanged  how many were there already as they are
public record Exported(String experiment, int written, int unchanged) {
}

package org.glia.api.data;

/// What a column is for. Changing a role makes a view, never a copy. Later versions may add roles: a `switch` over
/// them needs a `default`.
public enum Role {
    /// An input of the learner.
    FEATURE,
    /// What is to be predicted.
    TARGET,
    /// Importance of the row: a weight of 2 counts like the row twice. At most one column, numeric, not negative.
    WEIGHT,
    /// Rows of one group never stand on both sides of a split. At most one column.
    GROUP,
    /// The order of the rows in time. At most one column.
    TIME,
    /// A name of the row, kept for people.
    ID,
    /// Carried along and never used.
    IGNORED
}

package org.glia.experiments.tune;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.glia.experiments.Summary;

/// One recipe that was tried.
///
/// @param number    in the order in which they were proposed, from 1
/// @param recipe    with the values that were picked; it can be fitted as it is
/// @param canonical with every setting stated; empty where it was refused
/// @param values    what was picked, one for each of the dimensions of the search; empty where nothing was to be
/// @param resource  with how much of a resource it was judged: rows to fit on, or the value of a setting
/// @param end       what came of it
public record Attempt(int number, String recipe, String canonical, List<String> values, OptionalInt resource, End end) {

    public Attempt {
        values = List.copyOf(values);
    }

    /// The mean over the folds, if there is one.
    public OptionalDouble mean() {
        return end instanceof Judged(var score) ? score.mean() : OptionalDouble.empty();
    }

    /// What comes of a recipe that is tried.
    public sealed interface End {
    }

    /// It was judged in all folds.
    ///
    /// @param score by the measure that decides
    public record Judged(Summary score) implements End {
    }

    /// Its settings were not accepted, or it does not suit the data.
    public record Refused(String reason) implements End {
    }

    /// It failed, took too long, or has no value by the measure, in some fold.
    public record Failed(String reason) implements End {
    }

    /// It was not worked through, by the user's wish or because time was up.
    public record Unfinished() implements End {
    }
}

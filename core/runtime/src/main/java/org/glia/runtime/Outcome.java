package org.glia.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.glia.api.Score;
import org.glia.api.model.History;
import org.glia.api.model.Prediction;

/// How a cell ended.
public sealed interface Outcome {

    /// It was worked through.
    ///
    /// @param scores         one for each measure, in their order
    /// @param prediction     the answers for the test rows; empty where they were put away
    /// @param history        what the fit recorded
    /// @param warnings       what the fit warned of
    /// @param fitSeconds     wall time of the fit
    /// @param predictSeconds wall time of the prediction
    /// @param peakBytes      the most memory that its objects took at a time, with those that nobody needed any more but were not
    ///                       collected yet; known where the cell had a process to itself
    record Done(Map<String, Score> scores, Optional<Prediction> prediction, History history, List<String> warnings,
                double fitSeconds, double predictSeconds, OptionalLong peakBytes) implements Outcome {

        public Done {
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
            warnings = List.copyOf(warnings);
        }

        public Done withScores(Map<String, Score> others) {
            return new Done(others, prediction, history, warnings, fitSeconds, predictSeconds, peakBytes);
        }

        public Done withPrediction(Prediction answers) {
            return new Done(scores, Optional.of(answers), history, warnings, fitSeconds, predictSeconds, peakBytes);
        }

        public Done withPeak(OptionalLong bytes) {
            return new Done(scores, prediction, history, warnings, fitSeconds, predictSeconds, bytes);
        }

        /// Without the answers, which may be large.
        public Done withoutPrediction() {
            return new Done(scores, Optional.empty(), history, warnings, fitSeconds, predictSeconds, peakBytes);
        }
    }

    /// Something went wrong.
    ///
    /// @param phase   `data`, `recipe`, `fit`, `predict` or `measure`; `worker` if its process died
    /// @param message a sentence
    /// @param trace   the stack trace as text
    record Failed(String phase, String message, String trace) implements Outcome {
    }

    /// The recipe does not suit the data.
    ///
    /// @param reason a sentence
    record Skipped(String reason) implements Outcome {
    }

    /// It took longer than it was given.
    ///
    /// @param seconds how long that was
    record TimedOut(double seconds) implements Outcome {
    }

    /// The user ended it.
    record Cancelled() implements Outcome {
    }
}

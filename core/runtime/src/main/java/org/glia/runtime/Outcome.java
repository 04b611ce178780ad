package org.glia.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glia.api.Score;
import org.glia.api.model.History;
import org.glia.api.model.Prediction;

/// How a cell ended.
public sealed interface Outcome {

    /// It was worked through.
    ///
    /// @param scores         one for each measure, in their order
    /// @param prediction     the answers for the test rows
    /// @param history        what the fit recorded
    /// @param warnings       what the fit warned of
    /// @param fitSeconds     wall time of the fit
    /// @param predictSeconds wall time of the prediction
    record Done(Map<String, Score> scores, Prediction prediction, History history, List<String> warnings,
                double fitSeconds, double predictSeconds) implements Outcome {

        public Done {
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
            warnings = List.copyOf(warnings);
        }
    }

    /// Something went wrong.
    ///
    /// @param phase   `data`, `recipe`, `fit` or `predict`
    /// @param message a sentence
    /// @param trace   the stack trace as text
    record Failed(String phase, String message, String trace) implements Outcome {
    }

    /// The recipe does not suit the data.
    ///
    /// @param reason a sentence
    record Skipped(String reason) implements Outcome {
    }

    /// The user ended it.
    record Cancelled() implements Outcome {
    }
}

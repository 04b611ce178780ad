package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.osgi.service.component.annotations.Component;

/// The probability that a row of the positive level scores higher than another, from probabilities, or from decision
/// values where there are none. For more than two levels, the mean over the levels that rows have of each against the
/// rest. Undefined if all rows have one level.
@Component(service = Measure.class)
@Metric(name = "auc", title = "area under the ROC curve", tasks = Task.CLASSIFICATION, standard = true, rank = 30,
        references = "Hanley and McNeil 1982; Fawcett 2006")
public final class Auc implements Measure {

    @Override
    public Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> LevelScores.ranking(truth, prediction).average(Ranking::rocArea, false));
    }
}

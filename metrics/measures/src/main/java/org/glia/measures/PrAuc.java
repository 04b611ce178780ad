package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.osgi.service.component.annotations.Component;

/// The area under the precision-recall curve as average precision: the precision at each score, weighted by how much
/// recall grows there. Says more than AUC where the positive level is rare. For more than two levels, the mean over the
/// levels that rows have of each against the rest. Undefined if no row has the positive level.
@Component(service = Measure.class)
@Metric(name = "pr-auc", title = "average precision", tasks = Task.CLASSIFICATION,
        references = "Davis and Goadrich 2006; Boyd, Eng and Page 2013")
public final class PrAuc implements Measure {

    @Override
    public Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> LevelScores.ranking(truth, prediction).average(Ranking::averagePrecision, false));
    }
}

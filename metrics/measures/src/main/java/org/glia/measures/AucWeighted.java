package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Prediction;
import org.osgi.service.component.annotations.Component;

/// As AUC, but for more than two levels each counts with the weight of its rows.
@Component(service = Measure.class)
@Metric(name = "auc-weighted", title = "area under the ROC curve, levels by their rows", tasks = Task.CLASSIFICATION,
        references = "Hanley and McNeil 1982; Fawcett 2006")
public final class AucWeighted implements Measure {

    @Override
    public Score score(Dataset truth, Prediction prediction) {
        return Judgement.of(() -> LevelScores.ranking(truth, prediction).average(Ranking::rocArea, true));
    }
}

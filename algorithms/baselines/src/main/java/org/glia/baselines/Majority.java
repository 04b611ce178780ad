package org.glia.baselines;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Predicts the most frequent level whatever the features are: what every classifier must beat.
///
/// *What it learns.* The share of each level among the training rows. All rows get these shares as probabilities and the
/// level with the largest one, the first of equals, as label.
///
/// *When to use it.* Beside any other classifier, to see what its accuracy or log-loss is worth. Never for an answer.
///
/// *Complexity.* O(n). *Missing values, nominal columns and everything else* may stand in the features: they are not
/// looked at. *Weights* count.
///
/// *Example.* `crossval majority on iris`
@Component(service = Estimator.class)
@Algorithm(name = "majority", title = "most frequent level", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
            Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN, Accepts.WEIGHTS},
        references = "Holte 1993, where it is called 0R")
public final class Majority implements Estimator<Majority.Settings, MajorityModel> {

    /// There is nothing to set.
    public record Settings() {
    }

    /// @throws DataException if all rows have the weight 0
    @Override
    public MajorityModel fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        NominalColumn target = data.nominalTarget();
        var weights = data.weights();
        var shares = new double[target.levels().size()];
        double total = 0;
        for (int row = 0; row < data.rows(); row++) {
            double weight = weights.isPresent() ? weights.get()[row] : 1;
            shares[target.code(row)] += weight;
            total += weight;
        }
        if (total == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        for (int level = 0; level < shares.length; level++) {
            shares[level] /= total;
        }
        return new MajorityModel(shares);
    }
}

package org.glia.measures;

import org.glia.api.Measure;
import org.glia.api.Metric;
import org.glia.api.data.Task;
import org.osgi.service.component.annotations.Component;

/// The mean recall of the levels that occur in the truth or in the prediction. Undefined if one of them is predicted and
/// no row has it; balanced accuracy looks at the true levels only.
@Component(service = Measure.class)
@Metric(name = "recall-macro", title = "recall, mean of the levels", tasks = Task.CLASSIFICATION)
public final class RecallMacro implements LabelMeasure {

    @Override
    public double of(ConfusionMatrix matrix) {
        return matrix.macro(matrix::recall);
    }
}

package org.glia.api.run;

import java.util.ArrayList;

import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.osgi.annotation.versioning.ProviderType;

/// Fits recipes inside a fit: how wrappers (bagging, stacking, one-vs-rest) use what they wrap.
@ProviderType
public interface Recipes {

    /// Fits a recipe with everything checked, as if it had been asked for directly.
    ///
    /// @param run a child of the wrapper's own run, another one for each fit
    Trained<?> fit(Recipe recipe, Dataset data, Run run);

    /// Predicts every row by a model that was fitted without the row's fold; rows come in the order of `data`.
    ///
    /// @throws DataException if the folds do not test each row exactly once
    default Prediction outOfFold(Recipe recipe, Dataset data, Folds folds, Run run) {
        var position = new int[data.rows()];
        java.util.Arrays.fill(position, -1);
        int tested = 0;
        for (var fold : folds.all()) {
            for (int row : fold.test()) {
                if (position[row] >= 0) {
                    throw new DataException("row %d is in two test folds".formatted(row + 1));
                }
                position[row] = tested++;
            }
        }
        if (tested != data.rows()) {
            throw new DataException("%d of %d rows are in no test fold".formatted(data.rows() - tested, data.rows()));
        }
        var parts = run.parallel().map(folds.all().size(), number -> {
            var fold = folds.all().get(number);
            return fit(recipe, data.rows(fold.train()), run.child("fold " + number)).predict(data.rows(fold.test()));
        });
        var tables = new ArrayList<Dataset>();
        parts.forEach(part -> tables.add(part.table()));
        return new Prediction(Dataset.stack(tables)).rows(position);
    }
}

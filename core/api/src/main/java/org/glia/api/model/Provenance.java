package org.glia.api.model;

import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.recipe.Recipe;

/// How a trained model came to be: enough to make it again.
///
/// @param recipe      what was fitted, in canonical form: every setting stated
/// @param algorithm   the name of the algorithm, `pipeline` for several steps
/// @param format      the version of the algorithm's model data
/// @param plugin      the plug-in that the algorithm, or the last step, came from
/// @param task        the question that was asked
/// @param seed        the seed of the run
/// @param data        the name of the data set
/// @param fingerprint the fingerprint of the training rows as they came into the recipe
/// @param rows        how many rows there were
public record Provenance(Recipe recipe, String algorithm, int format, Plugin plugin, Task task, long seed, String data,
                         String fingerprint, int rows) {

    /// What became of an earlier model that learnt on: the names of both data sets, a fingerprint of both fingerprints, and all rows.
    Provenance after(Provenance earlier) {
        return new Provenance(recipe, algorithm, format, plugin, task, seed, earlier.data + " + " + data,
                Dataset.builder("both").text("fingerprint", earlier.fingerprint, fingerprint).build().fingerprint(),
                Math.addExact(earlier.rows, rows));
    }
}

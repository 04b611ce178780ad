package org.glia.experiments.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Writes `results-N.db.gz`, once for each version N of the schema, when that version is published: what results of that version
/// look like must not change afterwards, so they are not written again.
final class Golden {

    private Golden() {
    }

    /// @param arguments the folder to write to
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var file = folder.resolve("results-%d.db".formatted(Schema.VERSION));
        try (var store = DatabaseResults.at(new Place(file.toString()))) {
            var plan = Samples.plan("golden", Samples.data("d"), 5, "cart", "forest", "stump");
            store.enter(plan.study(), plan);
            var trials = plan.trials().iterator();
            for (var outcome : Samples.outcomes()) {
                store.commit(Samples.result(trials.next(), outcome));
            }
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(file.getFileName() + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }
}

package org.glia.api;

import java.util.Set;

import org.glia.api.data.Task;
import org.glia.api.model.Plugin;

/// What is known of a measure without its classes; the parts are those of [Metric].
public record MeasureOffer(String name, String title, Plugin plugin, Set<Task> tasks, boolean greaterIsBetter,
                           boolean standard, int rank, String references) implements Offer {

    public MeasureOffer {
        tasks = Set.copyOf(tasks);
    }

    /// What is known of this measure.
    public static MeasureOffer of(Measure measure, Plugin plugin) {
        var metric = Measure.metric(measure.getClass());
        return new MeasureOffer(metric.name(), metric.title(), plugin, Set.of(metric.tasks()), metric.greaterIsBetter(),
                metric.standard(), metric.rank(), metric.references());
    }
}

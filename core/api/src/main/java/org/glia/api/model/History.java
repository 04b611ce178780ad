package org.glia.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a fit recorded while it ran, line by line.
public record History(List<Series> series) {

    public History {
        series = List.copyOf(series);
    }

    public static History none() {
        return new History(List.of());
    }

    public Optional<Series> find(String name) {
        return series.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    /// This history and then another: a line that goes on does so behind its last step.
    public History then(History later) {
        var joined = new ArrayList<Series>();
        for (var line : series) {
            joined.add(later.find(line.name()).map(more -> line.then(more)).orElse(line));
        }
        later.series().stream().filter(line -> find(line.name()).isEmpty()).forEach(joined::add);
        return new History(joined);
    }
}

package org.glia.api.model;

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
}

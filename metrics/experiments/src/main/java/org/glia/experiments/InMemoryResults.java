package org.glia.experiments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

/// Results that last as long as the process.
@Component(service = ResultsStore.class)
public final class InMemoryResults implements ResultsStore {

    private final Map<String, CellResult> results = new LinkedHashMap<>();

    @Override
    public synchronized void commit(CellResult result) {
        results.put(result.trial().key(), result);
    }

    @Override
    public synchronized Optional<CellResult> find(String key) {
        return Optional.ofNullable(results.get(key));
    }

    @Override
    public synchronized List<CellResult> all() {
        return List.copyOf(results.values());
    }
}

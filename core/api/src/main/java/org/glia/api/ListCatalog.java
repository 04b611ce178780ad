package org.glia.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glia.api.model.Plugin;

/// A catalog that never changes.
final class ListCatalog implements Catalog {

    private final Map<AlgorithmOffer, Estimator<?, ?>> estimators = new LinkedHashMap<>();
    private final Map<MeasureOffer, Measure> measures = new LinkedHashMap<>();
    private final Map<SourceOffer, DataSource<?>> sources = new LinkedHashMap<>();

    ListCatalog(List<? extends Estimator<?, ?>> estimators, List<? extends Measure> measures,
                List<? extends DataSource<?>> sources) {
        estimators.forEach(one -> this.estimators.put(AlgorithmType.of(one).offer(Plugin.classPath()), one));
        measures.forEach(one -> this.measures.put(MeasureOffer.of(one, Plugin.classPath()), one));
        sources.forEach(one -> this.sources.put(SourceOffer.of(one, Plugin.classPath()), one));
    }

    @Override
    public List<AlgorithmOffer> algorithms() {
        return new ArrayList<>(estimators.keySet());
    }

    @Override
    public List<MeasureOffer> measures() {
        return new ArrayList<>(measures.keySet());
    }

    @Override
    public List<SourceOffer> sources() {
        return new ArrayList<>(sources.keySet());
    }

    @Override
    public Estimator<?, ?> open(AlgorithmOffer offer) {
        return estimators.get(offer);
    }

    @Override
    public Measure open(MeasureOffer offer) {
        return measures.get(offer);
    }

    @Override
    public DataSource<?> open(SourceOffer offer) {
        return sources.get(offer);
    }
}

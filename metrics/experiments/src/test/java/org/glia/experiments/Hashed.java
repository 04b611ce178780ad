package org.glia.experiments;

import java.util.List;

import org.glia.api.AlgorithmOffer;
import org.glia.api.Catalog;
import org.glia.api.DataSource;
import org.glia.api.Estimator;
import org.glia.api.Measure;
import org.glia.api.MeasureOffer;
import org.glia.api.SourceOffer;
import org.glia.api.model.Plugin;

/// A catalog whose services come from a jar of a known hash, so that what is known is not done again.
public class Hashed implements Catalog {

    private final Catalog plain;
    private final String hash;

    public Hashed(Catalog plain, String hash) {
        this.plain = plain;
        this.hash = hash;
    }

    Plugin plugin(String name) {
        return new Plugin("org.example", "1.0", hash);
    }

    @Override
    public List<AlgorithmOffer> algorithms() {
        return plain.algorithms().stream().map(o -> new AlgorithmOffer(o.name(), o.title(), plugin(o.name()), o.tasks(),
                o.accepts(), o.removes(), o.adds(), o.views(), o.random(), o.references(), o.settings())).toList();
    }

    @Override
    public List<MeasureOffer> measures() {
        return plain.measures().stream().map(o -> new MeasureOffer(o.name(), o.title(), plugin(o.name()), o.tasks(),
                o.greaterIsBetter(), o.standard(), o.rank(), o.references())).toList();
    }

    @Override
    public List<SourceOffer> sources() {
        return plain.sources();
    }

    @Override
    public Estimator<?, ?> open(AlgorithmOffer offer) {
        return plain.open(plain.algorithm(offer.name()));
    }

    @Override
    public Measure open(MeasureOffer offer) {
        return plain.open(plain.measure(offer.name()));
    }

    @Override
    public DataSource<?> open(SourceOffer offer) {
        return plain.open(offer);
    }
}

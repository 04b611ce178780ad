package org.glia.runtime;

import java.util.List;

import org.glia.api.AlgorithmOffer;
import org.glia.api.Catalog;
import org.glia.api.DataSource;
import org.glia.api.Estimator;
import org.glia.api.Measure;
import org.glia.api.MeasureOffer;
import org.glia.api.SourceOffer;
import org.glia.api.model.Plugin;
import org.osgi.annotation.versioning.ProviderType;

/// Gives out leases on what is installed now.
@ProviderType
public interface Leases {

    /// Everything that is installed, until the lease is closed.
    Lease lease();

    /// The same, for whoever wants to know what a plug-in is in use for.
    ///
    /// @param work what the lease is taken for, in a few words
    default Lease lease(String work) {
        return lease();
    }

    /// Leases on a catalog that never changes, for plain Java and for tests.
    static Leases of(Catalog catalog) {
        return () -> new Lease() {
            @Override
            public List<AlgorithmOffer> algorithms() {
                return catalog.algorithms();
            }

            @Override
            public List<MeasureOffer> measures() {
                return catalog.measures();
            }

            @Override
            public List<SourceOffer> sources() {
                return catalog.sources();
            }

            @Override
            public Estimator<?, ?> open(AlgorithmOffer offer) {
                return catalog.open(offer);
            }

            @Override
            public Measure open(MeasureOffer offer) {
                return catalog.open(offer);
            }

            @Override
            public DataSource<?> open(SourceOffer offer) {
                return catalog.open(offer);
            }

            @Override
            public List<Plugin> platform() {
                return List.of();
            }

            @Override
            public void close() {
                // Nothing was taken.
            }
        };
    }
}

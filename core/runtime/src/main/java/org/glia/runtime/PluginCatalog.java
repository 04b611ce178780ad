package org.glia.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.glia.api.AlgorithmOffer;
import org.glia.api.AlgorithmType;
import org.glia.api.DataSource;
import org.glia.api.Estimator;
import org.glia.api.Measure;
import org.glia.api.MeasureOffer;
import org.glia.api.Offer;
import org.glia.api.SourceOffer;
import org.glia.api.model.Plugin;
import org.glia.api.problem.GliaException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/// The algorithms, measures and data sources of all bundles, as they come and go. An entry is a reference and text;
/// objects of a plug-in live inside leases only.
@Component(service = {Leases.class, PluginCatalog.class})
public final class PluginCatalog implements Leases {

    /// What decides results beside plug-ins.
    private static final List<String> PLATFORM = List.of("org.glia.api", "org.glia.compute");

    private static final long LOOK_MILLIS = 50;

    private final BundlePlugins plugins = new BundlePlugins();
    private final Shelf<Estimator<?, ?>, AlgorithmOffer> algorithms =
            new Shelf<>(plugins, (estimator, plugin) -> AlgorithmType.of(estimator).offer(plugin));
    private final Shelf<Measure, MeasureOffer> measures = new Shelf<>(plugins, MeasureOffer::of);
    private final Shelf<DataSource<?>, SourceOffer> sources = new Shelf<>(plugins, SourceOffer::of);

    private final Uses uses;
    private final BundleContext context;
    /// Bundles, by number, whose services nobody but their users sees.
    private volatile Set<Long> hidden = Set.of();
    /// Those that are open.
    private final Set<ServiceLease> leases = new LinkedHashSet<>();

    @Activate
    public PluginCatalog(BundleContext context) {
        this.context = context;
        this.uses = new Uses(context);
    }

    @Reference(service = Estimator.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEstimator(ServiceReference<Estimator<?, ?>> reference) {
        algorithms.add(reference);
    }

    void removeEstimator(ServiceReference<Estimator<?, ?>> reference) {
        algorithms.remove(reference);
    }

    @Reference(service = Measure.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMeasure(ServiceReference<Measure> reference) {
        measures.add(reference);
    }

    void removeMeasure(ServiceReference<Measure> reference) {
        measures.remove(reference);
    }

    @Reference(service = DataSource.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(ServiceReference<DataSource<?>> reference) {
        sources.add(reference);
    }

    void removeSource(ServiceReference<DataSource<?>> reference) {
        sources.remove(reference);
    }

    /// The algorithms that are installed now, by name.
    public List<AlgorithmOffer> algorithms() {
        return algorithms.offers(uses, this::isShown);
    }

    /// The measures that are installed now, by name.
    public List<MeasureOffer> measures() {
        return measures.offers(uses, this::isShown);
    }

    /// The data sources that are installed now, by name.
    public List<SourceOffer> sources() {
        return sources.offers(uses, this::isShown);
    }

    /// Services that cannot be used, each with the reason: mistakes of their authors, as sentences.
    public List<String> problems() {
        return problems(this::isShown);
    }

    /// Services of one bundle that cannot be used, each with the reason, whether the bundle is shown or not.
    public List<String> problems(Bundle bundle) {
        return problems(bundle::equals);
    }

    private List<String> problems(Predicate<Bundle> visible) {
        var problems = new ArrayList<String>();
        problems.addAll(algorithms.problems(uses, visible));
        problems.addAll(measures.problems(uses, visible));
        problems.addAll(sources.problems(uses, visible));
        return problems;
    }

    /// What one bundle offers, whether it is shown or not.
    public List<Offer> offers(Bundle bundle) {
        var offers = new ArrayList<Offer>();
        offers.addAll(algorithms.offers(uses, bundle::equals));
        offers.addAll(measures.offers(uses, bundle::equals));
        offers.addAll(sources.offers(uses, bundle::equals));
        return offers;
    }

    private boolean isShown(Bundle bundle) {
        return !hidden.contains(bundle.getBundleId());
    }

    /// Shows some bundles and hides others, all at once. Work that uses a hidden one goes on and sees it alone where another
    /// bundle has its name; nobody else does.
    public synchronized void swap(Collection<Bundle> shown, Collection<Bundle> others) {
        var ids = new HashSet<>(hidden);
        others.forEach(bundle -> ids.add(bundle.getBundleId()));
        shown.forEach(bundle -> ids.remove(bundle.getBundleId()));
        hidden = Set.copyOf(ids);
    }

    /// What is at work with services of a bundle, in words.
    public List<String> work(Bundle bundle) {
        synchronized (leases) {
            return leases.stream().filter(lease -> lease.uses(bundle)).map(lease -> lease.work).toList();
        }
    }

    /// Asks all work that uses services of a bundle to stop.
    public void revoke(Bundle bundle) {
        synchronized (leases) {
            leases.stream().filter(lease -> lease.uses(bundle)).forEach(lease -> lease.revoked = true);
        }
    }

    /// Waits until no work uses services of a bundle.
    ///
    /// @param cancelled whether to wait no longer; asked often
    /// @return whether none does
    public boolean awaitUnused(Bundle bundle, BooleanSupplier cancelled) throws InterruptedException {
        synchronized (leases) {
            while (leases.stream().anyMatch(lease -> lease.uses(bundle))) {
                if (cancelled.getAsBoolean()) {
                    return false;
                }
                leases.wait(LOOK_MILLIS);
            }
            return true;
        }
    }

    @Override
    public Lease lease() {
        return lease("a command");
    }

    @Override
    public Lease lease(String work) {
        var lease = new ServiceLease(work);
        synchronized (leases) {
            leases.add(lease);
        }
        return lease;
    }

    /// The services of one kind. What is said of one is asked for when somebody first looks, not when it comes, so that
    /// starting up stays quick.
    private static final class Shelf<T, O extends Offer> {

        private final BundlePlugins plugins;
        private final BiFunction<T, Plugin, O> describe;
        private final Map<ServiceReference<T>, Optional<Entry<O>>> entries = new HashMap<>();

        /// Either an offer, or why there is none.
        private record Entry<O>(Optional<O> offer, String problem) {
        }

        Shelf(BundlePlugins plugins, BiFunction<T, Plugin, O> describe) {
            this.plugins = plugins;
            this.describe = describe;
        }

        synchronized void add(ServiceReference<T> reference) {
            entries.put(reference, Optional.empty());
        }

        synchronized void remove(ServiceReference<T> reference) {
            entries.remove(reference);
        }

        synchronized List<O> offers(Uses uses, Predicate<Bundle> visible) {
            describeAll(uses);
            return entries.entrySet().stream().filter(entry -> isVisible(entry.getKey(), visible)).map(Map.Entry::getValue)
                    .flatMap(Optional::stream).flatMap(entry -> entry.offer().stream())
                    .sorted(Comparator.comparing(Offer::name).thenComparing(offer -> offer.plugin().name())
                            .thenComparing(offer -> offer.plugin().version())).toList();
        }

        private static boolean isVisible(ServiceReference<?> reference, Predicate<Bundle> visible) {
            var bundle = reference.getBundle();
            return bundle != null && visible.test(bundle);
        }

        synchronized List<String> problems(Uses uses, Predicate<Bundle> visible) {
            describeAll(uses);
            return entries.entrySet().stream().filter(entry -> isVisible(entry.getKey(), visible)).map(Map.Entry::getValue)
                    .flatMap(Optional::stream).map(Entry::problem)
                    .filter(problem -> !problem.isEmpty()).sorted().toList();
        }

        /// Finds the reference behind an offer.
        synchronized Optional<ServiceReference<T>> find(O offer) {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getValue().flatMap(Entry::offer).filter(offer::equals).isPresent())
                    .map(Map.Entry::getKey).findFirst();
        }

        private void describeAll(Uses uses) {
            for (var entry : entries.entrySet()) {
                if (entry.getValue().isEmpty()) {
                    entry.setValue(Optional.of(describe(uses, entry.getKey())));
                }
            }
        }

        private Entry<O> describe(Uses uses, ServiceReference<T> reference) {
            var bundle = reference.getBundle();
            if (bundle == null) {
                return new Entry<>(Optional.empty(), "");
            }
            T service = null;
            try {
                service = uses.take(reference);
                return service == null
                        ? new Entry<>(Optional.empty(), "a service of %s cannot be made".formatted(bundle.getSymbolicName()))
                        : new Entry<>(Optional.of(describe.apply(service, plugins.of(bundle))), "");
            } catch (RuntimeException | LinkageError e) {
                return new Entry<>(Optional.empty(), "%s: %s".formatted(bundle.getSymbolicName(), e.getMessage()));
            } finally {
                if (service != null) {
                    uses.giveBack(reference);
                }
            }
        }
    }

    /// Which services are in use, and how often. The framework is asked for a service when its first use begins and told
    /// when its last one ends, one call at a time: its own counts do not stand uses that begin and end side by side.
    private static final class Uses {

        private final BundleContext context;
        private final Map<ServiceReference<?>, Use> inUse = new HashMap<>();

        private static final class Use {
            private final Object service;
            private int count;

            Use(Object service) {
                this.service = service;
            }
        }

        Uses(BundleContext context) {
            this.context = context;
        }

        /// The service, or null if it has gone.
        @SuppressWarnings("unchecked")
        synchronized <T> T take(ServiceReference<T> reference) {
            var use = inUse.get(reference);
            if (use == null) {
                var service = context.getService(reference);
                if (service == null) {
                    return null;
                }
                use = new Use(service);
                inUse.put(reference, use);
            }
            use.count++;
            return (T) use.service;
        }

        synchronized void giveBack(ServiceReference<?> reference) {
            var use = inUse.get(reference);
            if (--use.count == 0) {
                inUse.remove(reference);
                context.ungetService(reference);
            }
        }
    }

    private final class ServiceLease implements Lease {

        /// What was taken and must be given back.
        private record Taken<T>(ServiceReference<T> reference, T service) {
        }

        private final String work;
        private final Map<Offer, Taken<?>> taken = new HashMap<>();
        /// The bundles of what was taken: number, and symbolic name.
        private final Map<Long, String> bundles = new ConcurrentHashMap<>();
        private volatile boolean revoked;
        private boolean closed;

        ServiceLease(String work) {
            this.work = work;
        }

        boolean uses(Bundle bundle) {
            return bundles.containsKey(bundle.getBundleId());
        }

        @Override
        public boolean isRevoked() {
            return revoked;
        }

        private boolean isVisible(Bundle bundle) {
            if (hidden.contains(bundle.getBundleId())) {
                return uses(bundle);
            }
            return bundles.entrySet().stream().noneMatch(used -> used.getKey() != bundle.getBundleId()
                    && hidden.contains(used.getKey()) && used.getValue().equals(bundle.getSymbolicName()));
        }

        @Override
        public List<AlgorithmOffer> algorithms() {
            return algorithms.offers(uses, this::isVisible);
        }

        @Override
        public List<MeasureOffer> measures() {
            return measures.offers(uses, this::isVisible);
        }

        @Override
        public List<SourceOffer> sources() {
            return sources.offers(uses, this::isVisible);
        }

        @Override
        public Estimator<?, ?> open(AlgorithmOffer offer) {
            return take(algorithms, offer);
        }

        @Override
        public Measure open(MeasureOffer offer) {
            return take(measures, offer);
        }

        @Override
        public DataSource<?> open(SourceOffer offer) {
            return take(sources, offer);
        }

        @Override
        public List<Plugin> platform() {
            return Arrays.stream(context.getBundles()).filter(bundle -> PLATFORM.contains(bundle.getSymbolicName()))
                    .map(plugins::of).toList();
        }

        @SuppressWarnings("unchecked")
        private synchronized <T, O extends Offer> T take(Shelf<T, O> shelf, O offer) {
            if (closed) {
                throw new IllegalStateException("the lease is closed");
            }
            var known = (Taken<T>) taken.get(offer);
            if (known == null) {
                var reference = shelf.find(offer).orElse(null);
                var service = reference == null || !begins(reference.getBundle()) ? null : uses.take(reference);
                if (service == null) {
                    throw new GliaException("`%s` went with its plug-in %s; install it again".formatted(offer.name(),
                            offer.plugin().name()));
                }
                known = new Taken<>(reference, service);
                taken.put(offer, known);
            }
            return known.service();
        }

        /// Whoever waits until a bundle is not used any more has hidden it first: so no use begins unseen.
        private boolean begins(Bundle bundle) {
            synchronized (leases) {
                if (bundle == null || !isVisible(bundle)) {
                    return false;
                }
                bundles.put(bundle.getBundleId(), bundle.getSymbolicName());
                return true;
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            taken.values().forEach(one -> uses.giveBack(one.reference()));
            taken.clear();
            synchronized (leases) {
                bundles.clear();
                leases.remove(this);
                leases.notifyAll();
            }
        }
    }
}

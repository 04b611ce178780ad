package org.glia.experiments.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

import org.glia.api.run.RandomStream;

/// Tree-structured Parzen estimators (Bergstra, Bardenet, Bengio and Kegl 2011): the points tried are parted into a few good
/// ones and the others, each part is made a density, and of some points drawn from that of the good ones the one is proposed
/// that is most likely among the good in proportion to the others, which maximizes the expected improvement (eq. 4).
/// Numbers of parts, kernels and candidates are those of Optuna 4.
///
/// Points that were refused or failed are among the others, so that the search keeps away from there; so are those proposed but
/// not known yet (a constant liar), so that points proposed together are not all the same.
final class TreeParzen implements Proposals {

    private static final double GOOD = 0.1;
    private static final int MOST_GOOD = 25;
    private static final int CANDIDATES = 24;
    /// How often a proposal that is not new is made anew before it is left to chance.
    private static final int PATIENCE = 20;

    private final Space space;
    private final Search.Tpe search;
    private final long seed;

    TreeParzen(Space space, Search.Tpe search, long seed) {
        this.space = space;
        this.search = search;
        this.seed = seed;
    }

    @Override
    public List<double[]> next(List<Tried> tried, Predicate<double[]> isNew) {
        var batch = new ArrayList<double[]>();
        var known = new ArrayList<>(tried);
        // The first batch that may use the model begins with the number that the user has said.
        int left = (tried.size() < search.startup() ? Math.min(search.startup(), search.trials()) : search.trials()) - tried.size();
        while (batch.size() < Math.min(search.batch(), left)) {
            var point = propose(known, RandomStream.of(seed, "tpe proposal", known.size()), isNew);
            if (point.isEmpty()) {
                break;
            }
            batch.add(point.get());
            known.add(new Tried(point.get(), OptionalDouble.empty()));
        }
        return batch;
    }

    private Optional<double[]> propose(List<Tried> known, RandomStream random, Predicate<double[]> isNew) {
        if (known.size() >= search.startup() && known.stream().anyMatch(one -> one.loss().isPresent())) {
            var parts = Parts.of(known);
            for (int attempt = 0; attempt < PATIENCE; attempt++) {
                var point = new double[space.dimensions().size()];
                Arrays.fill(point, Double.NaN);
                choose(space.roots(), parts, point, random);
                if (isNew.test(point)) {
                    return Optional.of(point);
                }
            }
        }
        return RandomProposals.draw(space, random, isNew);
    }

    /// The points tried, in the order in which they were.
    record Parts(List<double[]> good, List<double[]> others) {

        static Parts of(List<Tried> known) {
            var judged = known.stream().filter(one -> one.loss().isPresent()).toList();
            int count = goodOnes(judged.size());
            var best = judged.stream().sorted(Comparator.comparingDouble(one -> one.loss().getAsDouble())).limit(count).toList();
            return new Parts(known.stream().filter(best::contains).map(Tried::point).toList(),
                    known.stream().filter(one -> !best.contains(one)).map(Tried::point).toList());
        }

        /// Those that lie in the alternatives in which a dimension does.
        private Parts having(Dimension dimension) {
            return new Parts(having(good, dimension), having(others, dimension));
        }

        private static List<double[]> having(List<double[]> points, Dimension dimension) {
            return points.stream().filter(point -> !Double.isNaN(point[dimension.index()])).toList();
        }
    }

    /// How many points are good ones: a tenth, and never more than 25.
    static int goodOnes(int judged) {
        return Math.min((int) Math.ceil(GOOD * judged), MOST_GOOD);
    }

    /// Chooses the dimensions that come together, then those within the alternatives that were taken.
    private void choose(List<Dimension> together, Parts parts, double[] point, RandomStream random) {
        if (search.multivariate()) {
            if (!together.isEmpty()) {
                choose(together, parts.having(together.getFirst()), point, true, random);
            }
        } else {
            together.forEach(dimension -> choose(List.of(dimension), parts.having(dimension), point, false, random));
        }
        for (var dimension : together) {
            if (dimension instanceof Dimension.Choice choice) {
                choose(choice.inside().get((int) point[choice.index()]), parts, point, random);
            }
        }
    }

    private static void choose(List<Dimension> together, Parts parts, double[] point, boolean joint, RandomStream random) {
        var good = new Parzen(together, parts.good(), joint);
        var others = new Parzen(together, parts.others(), joint);
        double[] best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            var values = good.sample(random);
            double improvement = good.logDensity(values) - others.logDensity(values);
            if (best == null || improvement > most) {
                best = values;
                most = improvement;
            }
        }
        for (int i = 0; i < best.length; i++) {
            point[together.get(i).index()] = best[i];
        }
    }
}

package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.elementwise.Elementary;
import org.osgi.service.component.annotations.Component;

/// Predicts classes by a vote of weak classifiers, each of which learns most from the rows that those before it got wrong.
///
/// *What it learns.* A list of classifiers, by default trees of one question (stumps), and how much the vote of each counts.
///
/// *When to use it.* Where a simple classifier is a little better than guessing and a strong one is wanted that can still be
/// taken apart: a sum of stumps is a sum of one curve for each column. Not on data with wrong labels, which get ever more
/// weight; there `gbm` or `forest`. If stumps are worse than guessing, let them ask more: `base=[cart maxDepth=2]`.
///
/// *How it works.* SAMME: each round fits `base` to the weighted rows; its vote counts
/// `learningRate (log((1 - error) / error) + log(classes - 1))`; the weights of rows that it gets wrong are multiplied by the
/// exponential of that. It ends after `estimators` rounds, or with a classifier without an error, or when one is no better than
/// guessing. Any classifier that takes weights can be the base, a pipeline too. For two classes this is AdaBoost.M1.
///
/// *Complexity.* That of the base, once a round.
/// *Missing values, nominal columns* as the base takes them. *Weights* are those that the first round begins with. *Classes*
/// without training rows get the probability 0.
///
/// *Example.* `crossval adaboost estimators=100 on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "adaboost", title = "AdaBoost (SAMME)", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
                Accepts.MISSING, Accepts.INFINITE, Accepts.WEIGHTS},
        views = {FeatureImportances.class, Report.class, History.class}, random = true,
        references = "Freund and Schapire 1997; Zhu, Zou, Rosset and Hastie 2009")
public final class AdaBoost implements Estimator<AdaBoost.Settings, AdaBoostModel> {

    /// @param base         what votes
    /// @param estimators   most rounds
    /// @param learningRate what the votes are multiplied by
    public record Settings(
            @Setting("the classifier that votes, such as [cart maxDepth=2]; it must take weights") Recipe base,
            @Setting(value = "most classifiers", min = 1, tune = "20..500:log") int estimators,
            @Setting(value = "what each vote is multiplied by", min = 0, minExclusive = true, tune = "0.05..2:log")
            double learningRate) {

        public Settings() {
            this(Recipe.of("cart", Map.of("maxDepth", 1)), 50, 1);
        }
    }

    /// @throws RecipeException if the base does not classify, or takes no weights
    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(AdaBoost.class);
        var base = catalog.configure(settings.base()).traits();
        if (!base.tasks().contains(Task.CLASSIFICATION) || !base.accepts().contains(Accepts.WEIGHTS)) {
            var lacks = base.tasks().contains(Task.CLASSIFICATION) ? "takes weights" : "predicts classes";
            throw new RecipeException("`adaboost` needs a base that %s, and `%s` does not; take `base=[cart maxDepth=1]`"
                    .formatted(lacks, settings.base().last().name()));
        }
        if (settings.base().isPipeline()) {
            return declared; // its first step decides, and says so when it meets the data
        }
        var accepts = EnumSet.copyOf(declared.accepts());
        accepts.retainAll(base.accepts());
        return declared.withAccepts(Set.copyOf(accepts));
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, or the first classifier is no better than
    ///                       guessing
    @Override
    public AdaBoostModel fit(Dataset data, Settings settings, Run run) {
        var weights = data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        var voting = new Voting(data, settings, run, weights, classes(data, weights));
        int round = 0;
        while (round < settings.estimators() && voting.goesOn(++round)) {
            run.checkCancelled();
            run.progress((double) round / settings.estimators(), "classifier " + round);
        }
        run.progress(1, "done");
        return voting.model();
    }

    /// Codes of the classes that have weight.
    private static int[] classes(Dataset data, double[] weights) {
        var target = data.nominalTarget();
        var shares = new double[target.levels().size()];
        for (int row = 0; row < weights.length; row++) {
            shares[target.code(row)] += weights[row];
        }
        var classes = IntStream.range(0, shares.length).filter(level -> shares[level] > 0).toArray();
        if (classes.length < 2) {
            throw new DataException(classes.length == 0
                    ? "all rows of %s have the weight 0; give some a positive one".formatted(data.name())
                    : "`adaboost` needs rows of at least two classes, and %s has only `%s`".formatted(data.name(),
                            target.levels().name(classes[0])));
        }
        return classes;
    }

    /// The rounds of one fit.
    private static final class Voting {

        private final Dataset data;
        private final NominalColumn target;
        private final Settings settings;
        private final Run run;
        private final double[] weights;
        /// Weights are brought back to this sum after each round.
        private final double total;
        private final int[] classes;
        private final Field weightField;
        private final List<Trained<?>> members = new ArrayList<>();
        private final List<Double> votes = new ArrayList<>();
        private final List<Double> errors = new ArrayList<>();

        Voting(Dataset data, Settings settings, Run run, double[] weights, int[] classes) {
            this.data = data;
            this.target = data.nominalTarget();
            this.settings = settings;
            this.run = run;
            this.weights = weights;
            this.total = Arrays.stream(weights).sum();
            this.classes = classes;
            this.weightField = data.schema().withRole(Role.WEIGHT).stream().findFirst().orElseGet(() -> newField(data));
        }

        AdaBoostModel model() {
            return new AdaBoostModel(List.copyOf(members), numbers(votes), numbers(errors), classes);
        }

        /// Adds a classifier; false if no other shall follow.
        boolean goesOn(int round) {
            var weighted = data.with(weightField, new NumericColumn(weights.clone()));
            var trained = run.recipes().fit(settings.base(), weighted, run.child("classifier " + round));
            var labels = trained.predict(data).labels();
            double wrong = 0;
            for (int row = 0; row < weights.length; row++) {
                wrong += labels.code(row) == target.code(row) ? 0 : weights[row];
            }
            double error = wrong / total;
            if (error >= 1 - 1.0 / classes.length) {
                if (members.isEmpty()) {
                    throw new DataException("`%s` is no better than guessing on %s, so there is nothing to boost; take a stronger base"
                            .formatted(settings.base(), data.name()));
                }
                return false;
            }
            double vote = error <= 0 ? 1
                    : settings.learningRate() * (Elementary.log((1 - error) / error) + Elementary.log(classes.length - 1));
            members.add(trained);
            votes.add(vote);
            errors.add(error);
            run.record("error", round, error);
            run.record("vote", round, vote);
            return error > 0 && raise(labels, Elementary.exp(vote));
        }

        /// Multiplies the weights of the rows that are wrong; false if they outgrow all numbers.
        private boolean raise(NominalColumn labels, double factor) {
            double raised = 0;
            for (int row = 0; row < weights.length; row++) {
                weights[row] *= labels.code(row) == target.code(row) ? 1 : factor;
                raised += weights[row];
            }
            if (!(raised < Double.POSITIVE_INFINITY)) {
                run.warn("the weights of rows have grown beyond all numbers after %d classifiers; take a smaller learningRate"
                        .formatted(members.size()));
                return false;
            }
            for (int row = 0; row < weights.length; row++) {
                weights[row] *= total / raised;
            }
            return true;
        }
    }

    /// A name that no column has.
    private static Field newField(Dataset data) {
        var name = new StringBuilder("weight");
        while (data.schema().indexOf(name.toString()) >= 0) {
            name.append('\'');
        }
        return Field.numeric(name.toString()).withRole(Role.WEIGHT);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

package org.glia.selforganizing;

import java.util.stream.DoubleStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.optimise.LearningRate;
import org.osgi.service.component.annotations.Component;

/// Strengthens the weights of inputs that are active when a neuron is: Hebbian learning, the oldest of all rules.
///
/// *What it learns.* A vector of weights for each neuron, and a bias if asked for. As a step of a pipeline the model turns
/// a row into the responses of its neurons, `neuron_0`, `neuron_1` ...; asked for clusters, it gives the neuron of the
/// strongest response. With `rule=sanger` and linear neurons the responses are the principal components of centred columns.
///
/// *When to use it.* To see how learning without a teacher begins, for simulations of neurons, and for principal components
/// of a stream. Its clusters are poor: some rows stir no neuron, others many; `wta` and `som` group better. Columns in
/// different units want `standardize` before, which also centres them.
///
/// *How it works.* Each epoch shows all rows in a new random order. A neuron responds to the weighted sum of its inputs,
/// linearly or by a sigmoid, and each weight changes by `F(x, y)`, the `rule`. The plain rule, `rate x y`, is unstable:
/// weights grow without end, as the line `weight norm` of the history shows. The others bound them: by forgetting, by
/// scaling, or by taking away what the neurons already tell (Oja, Sanger). Weights that run away end the training with a
/// warning before numbers overflow.
///
/// *Complexity.* O(n k d) for each epoch of n rows and k neurons, one after the other; O(k d) memory beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | hebbian`. *Weights* make the steps
/// longer. Learning goes on from a model as if it had never stopped; each batch counts as an epoch.
///
/// *Example.* `fit "standardize | hebbian neurons=3 rule=sanger" on marvel-heroes`
@Component(service = Estimator.class)
@Algorithm(name = "hebbian", title = "Hebbian learning", tasks = {Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, removes = Accepts.SPARSE, adds = Accepts.NUMERIC,
        views = {Coefficients.class, History.class, Report.class}, random = true,
        references = "Hebb 1949; von der Malsburg 1973; Grossberg 1976; Oja 1982; Sanger 1989")
public final class Hebbian implements Incremental<Hebbian.Settings, HebbianModel> {

    /// Weights that have grown so many times are told to grow without end.
    private static final double GROWN = 100;

    /// @param neurons  how many there are
    /// @param rule     how weights change
    /// @param response what a neuron makes of the sum of its inputs
    /// @param bias     whether neurons have a further input that is always 1
    /// @param rate     length of a step
    /// @param epochs   how many times all rows are shown
    /// @param spread   weights begin between this and its negative
    public record Settings(
            @Setting(value = "number of neurons", min = 1, tune = "1..10") int neurons,
            @Setting("how weights change") HebbianRule rule,
            @Setting("what a neuron makes of the sum of its inputs") Response response,
            @Setting("whether neurons have a further input that is always 1") boolean bias,
            @Setting("length of a step") LearningRate rate,
            @Setting(value = "how many times all rows are shown", min = 1) int epochs,
            @Setting(value = "weights begin between this and its negative", min = 0, minExclusive = true) double spread) {

        /// @throws IllegalArgumentException if the rate waits for a loss, which there is none of
        public Settings {
            if (rate instanceof LearningRate.Plateau) {
                throw new IllegalArgumentException("rate=plateau waits for a loss to stop falling, and Hebbian learning has "
                        + "none; choose rate=exponential, or rate=power");
            }
        }

        public Settings() {
            this(2, new HebbianRule.Sanger(), new Response.Linear(), false, new LearningRate.Exponential(0.01, 20), 50, 0.5);
        }
    }

    /// @throws DataException if no row has weight
    @Override
    public HebbianModel fit(Dataset data, Settings settings, Run run) {
        var presentation = new Presentation(data, false, run);
        var neurons = begin(data.schema().featureWidth(), settings, run);
        double before = neurons.norm();
        run.record("weight norm", 0, before);
        var row = new double[data.schema().featureWidth()];
        var schedule = neurons.schedule(presentation.rows());
        for (int epoch = 1; epoch <= settings.epochs() && !neurons.hasRunAway(); epoch++) {
            run.progress((epoch - 1.0) / settings.epochs(), "epoch %d of %d".formatted(epoch, settings.epochs()));
            var order = run.random("order", epoch).permutation(presentation.rows());
            for (int i = 0; i < order.length; i++) {
                if (i % Presentation.ROWS_BETWEEN_POLLS == 0) {
                    run.checkCancelled();
                }
                int number = presentation.shown(order[i]);
                presentation.read(number, row, 0);
                neurons.learn(row, presentation.weight(number), schedule, order.length, i);
            }
            neurons.pass();
            run.record("weight norm", epoch, neurons.norm());
        }
        warn(neurons, before, settings, run);
        return neurons.model();
    }

    private static void warn(HebbianNeurons neurons, double before, Settings settings, Run run) {
        boolean simple = settings.rule() instanceof HebbianRule.Simple;
        var cure = simple ? "choose a rule that bounds them, such as rule=oja"
                : "choose a smaller rate, or scale the columns by `standardize`";
        if (neurons.hasRunAway()) {
            run.warn("the weights have run away, so learning was stopped; " + cure);
        } else if (neurons.norm() > GROWN * before) {
            run.warn("the weights have grown to %.3g times their length, and go on growing; %s"
                    .formatted(neurons.norm() / before, cure));
        }
    }

    private static HebbianNeurons begin(int width, Settings settings, Run run) {
        var random = run.random("start", 0);
        var weights = DoubleStream.generate(() -> settings.spread() * (2 * random.nextDouble() - 1))
                .limit((long) settings.neurons() * width).toArray();
        var biases = DoubleStream.generate(() -> settings.bias() ? settings.spread() * (2 * random.nextDouble() - 1) : 0)
                .limit(settings.neurons()).toArray();
        return new HebbianNeurons(settings, settings.bias(), Matrix.of(settings.neurons(), width, weights), biases, 0, 0);
    }

    @Override
    public Learner<HebbianModel> open(Schema schema, Settings settings, Run run) {
        return learner(begin(schema.featureWidth(), settings, run), run);
    }

    @Override
    public Learner<HebbianModel> resume(HebbianModel model, Schema schema, Settings settings, Run run) {
        return learner(new HebbianNeurons(settings, model.biased(), model.weights(), model.biases(), model.updates(),
                model.batches()), run);
    }

    private static Learner<HebbianModel> learner(HebbianNeurons neurons, Run run) {
        return new Learner<>() {
            @Override
            public void learn(Dataset batch) {
                var rows = new MapRows.Open(false, false).open(batch);
                var row = new double[rows.width()];
                var schedule = neurons.schedule(rows.rows());
                boolean before = neurons.hasRunAway();
                for (int i = 0; i < rows.rows(); i++) {
                    if (i % Presentation.ROWS_BETWEEN_POLLS == 0) {
                        run.checkCancelled();
                    }
                    if (rows.weights()[i] > 0) {
                        rows.cells().read(i, i + 1, row, 0);
                        neurons.learn(row, rows.weights()[i], schedule, rows.rows(), i);
                    }
                }
                neurons.pass();
                if (neurons.hasRunAway() && !before) {
                    run.warn("the weights have run away, so learning was stopped; choose rule=oja or a smaller rate");
                }
            }

            @Override
            public HebbianModel model() {
                return neurons.model();
            }
        };
    }
}

package org.glia.neural;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Graph;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.optimise.EarlyStopping;
import org.glia.compute.optimise.LearningRate;
import org.osgi.service.component.annotations.Component;

/// Predicts levels and numbers, of one target or several, by a network of layers: a multi-layer perceptron.
///
/// *What it learns.* The weights of layers of units, each of which takes a weighted sum of what the layer before gives
/// and bends it by its activation. Behind the last layer stand linear scores: of a nominal target their softmax (for
/// two classes the logistic function) are the probabilities, of a numeric one the number. Minimised is the mean over
/// the rows of the cross-entropy of nominal targets and of `loss` (squared error, absolute error, Huber's) of numeric
/// ones, summed over the targets with `lossWeights`, plus penalties.
///
/// *When to use it.* For smooth, entangled relations in many rows: images, signals, sensors, and where several targets
/// hang together. For a few hundred rows of a table, forests and boosting are mostly better and need no care;
/// `logistic` and `ridge` come first. Features must be near 1 in size: `standardize | mlp`; there is a warning where
/// they are not. Numeric targets are standardised inside, and predictions come back in their unit; a network on raw
/// targets such as prices would spend its epochs on their mean. With `scaleTargets=false` they are learnt as they are.
///
/// *How it works.* Gradients by backpropagation, in single precision, over batches of shuffled rows; `optimiser` says
/// what an update makes of them, and `learningRate` how far it goes: the schedules hold for all optimisers. 0.001, the
/// default, suits Adam and its like; `sgd`, `momentum` and `adagrad` want about 0.01. A batch goes through all layers
/// in stretches of rows, then each piece of the parameters sums its gradient and moves. Weights begin as their
/// activation asks (He, LeCun, Glorot). The fit ends after `epochs`, or when the loss (of the companion set or the rows
/// held out, else of the training rows) has not become better for `patience` epochs; then the best parameters are
/// taken. With `samples`, dropout stays at work in prediction (Monte-Carlo dropout, Gal and Ghahramani, 2016): so many
/// thinned networks answer, the same for all rows; the mean is the answer, and numbers get the standard deviation as
/// spread.
///
/// *Complexity.* 6 n p operations for each epoch with p parameters, 2 n p for prediction; memory for the features as
/// floats, and about four times the parameters. *Missing values and nominal columns* are not taken: `impute | onehot |
/// standardize | mlp`. Sparse features stay sparse if the first layer is dense. *Weights* scale the loss of their rows,
/// around a mean of 1; batch normalisation does not see them. *Classes* without training rows get the probability 0.
/// *Learning batch by batch*: each batch is gone through once in the order of its rows; means and deviations of numeric
/// targets are those of all rows so far, and the network is rescaled with them so that it says the same as before (van
/// Hasselt et al., 2016). A model does not keep the optimiser's averages, which begin anew when learning goes on from
/// it.
///
/// *Example.* `crossval standardize | mlp layers=64,32 on wine`
@Component(service = Estimator.class)
@Algorithm(name = "mlp", title = "multi-layer perceptron", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS, Accepts.MULTI_TARGET},
        views = {History.class, Report.class, Graph.class}, random = true,
        references = "Rumelhart, Hinton and Williams 1986; Glorot and Bengio 2010; He et al. 2015; Kingma and Ba 2015; "
                + "Ioffe and Szegedy 2015; Srivastava et al. 2014; Gal and Ghahramani 2016; van Hasselt et al. 2016")
public final class Mlp implements Incremental<Mlp.Settings, MlpModel> {

    /// Features whose root mean square is larger than this are warned of.
    private static final double LARGE = 20;
    /// Rows that are looked at for the warning.
    private static final int LOOKED_AT = 2000;

    /// How the rows are gone through.
    ///
    /// @param epochs  how many times at most
    /// @param batch   rows of an update
    /// @param shuffle whether each epoch takes the rows in another order
    public record Passes(
            @Setting(value = "how many times to go through the rows at most", min = 1) int epochs,
            @Setting(value = "rows of an update", min = 1, tune = "16..256:log") int batch,
            @Setting("whether each epoch takes the rows in another order") boolean shuffle) {

        public Passes() {
            this(200, 32, true);
        }
    }

    /// What keeps parameters and steps small.
    ///
    /// @param l1        on the absolute values of weights
    /// @param l2        on half their squares
    /// @param maxNorm   largest norm of the weights that come into a unit
    /// @param clipNorm  largest norm of a gradient; a longer one keeps its direction
    /// @param clipValue largest absolute value of a number of a gradient, applied first
    public record Restraint(
            @Setting(value = "penalty on the absolute values of weights", min = 0) double l1,
            @Setting(value = "penalty on half the squares of weights", min = 0, tune = "0.00001..0.1:log") double l2,
            @Setting(value = "largest norm of the weights that come into a unit, infinity for none", min = 0,
                    minExclusive = true, max = Double.POSITIVE_INFINITY) double maxNorm,
            @Setting(value = "largest norm of a gradient, infinity for none", min = 0, minExclusive = true,
                    max = Double.POSITIVE_INFINITY) double clipNorm,
            @Setting(value = "largest absolute value of a number of a gradient, infinity for none", min = 0,
                    minExclusive = true, max = Double.POSITIVE_INFINITY) double clipValue) {

        public Restraint() {
            this(0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
    }

    /// What the network is to reach.
    ///
    /// @param loss         of numeric targets
    /// @param lossOf       of numeric targets by name, in the place of `loss`
    /// @param lossWeights  what the loss of each target counts, 1 for those not named
    /// @param classWeight  how much the rows of each class count
    /// @param scaleTargets whether numeric targets are standardised inside
    public record Aim(
            @Setting("what a wrong number costs") Loss loss,
            @Setting("the same for single targets") Map<String, Loss> lossOf,
            @Setting(value = "what the loss of each target counts", min = 0) Map<String, Double> lossWeights,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Setting("whether numeric targets are standardised inside") boolean scaleTargets) {

        public Aim() {
            this(new Loss.Mse(), Map.of(), Map.of(), new ClassWeight.None(), true);
        }
    }

    /// @param layers       between the features and the targets
    /// @param optimiser    what an update makes of a gradient
    /// @param learningRate how far updates go
    /// @param passes       how the rows are gone through
    /// @param restraint    what keeps parameters and steps small
    /// @param aim          what the network is to reach
    /// @param stopping     when to end before the last epoch
    /// @param samples      thinned networks that answer together, 0 for the whole one alone
    public record Settings(
            @Setting(value = "layers between features and targets; a number is a dense layer of as many units with relu")
            List<Layer> layers,
            @Setting("what an update makes of a gradient") Optimiser optimiser,
            @Setting("how far updates go") LearningRate learningRate,
            @Group Passes passes,
            @Group Restraint restraint,
            @Group Aim aim,
            @Group EarlyStopping stopping,
            @Setting(value = "networks thinned by dropout that answer together, 0 for the whole network",
                    min = 0) int samples) {

        public Settings() {
            this(List.of(new Layer.Dense()), new Optimiser.Adam(), new LearningRate.Constant(0.001), new Passes(),
                    new Restraint(), new Aim(), new EarlyStopping(20, 0, 1e-4), 0);
        }

        /// @throws IllegalArgumentException if there are samples and nothing that differs between them
        public Settings {
            layers = List.copyOf(layers);
            if (samples == 1) {
                throw new IllegalArgumentException(
                        "samples=1 has no spread; take 20 or more, or 0 for the whole network");
            }
            if (samples > 0 && layers.stream().noneMatch(layer ->
                    layer instanceof Layer.Dropout(double rate) && rate > 0)) {
                throw new IllegalArgumentException(
                        "samples need a layer such as [dropout rate=0.2], or they are all alike");
            }
        }
    }

    /// @throws DataException if no row has a positive weight, a nominal target has one class only, the settings name a
    ///                       target or level that does not exist, or the parameters grow beyond all numbers at once
    @Override
    public MlpModel fit(Dataset data, Settings settings, Run run) {
        var split = settings.stopping().split(data, run);
        var rows = weighed(split.train());
        var aim = settings.aim();
        var heads = Answers.heads(rows, aim);
        var goal = Goal.of(heads, aim);
        var features = rows.features();
        var network = Network.of(settings.layers(), features.columns(), goal.scores());
        warnOfUnscaled(rows, features, run);
        var factors = Answers.factors(rows, heads, aim.classWeight());
        var training = new Epochs.Rows(Inputs.of(features, network, true, run.parallel()),
                Answers.of(rows, heads, Answers.rowWeights(rows), factors));
        var parameters = new float[network.parameters()];
        var averages = new float[network.averages()];
        network.start(parameters, averages, run);
        var fit = new Epochs(network, goal, settings, training, validation(split, heads, factors, network, run),
                parameters, averages, run).descend();
        run.progress(1, "done");
        return new MlpModel(settings.layers(), features.columns(), heads, parameters, averages,
                thinning(settings, run), 0, fit);
    }

    private static Optional<Epochs.Rows> validation(EarlyStopping.Split split, List<Head> heads, double[][] factors,
            Network network, Run run) {
        if (!split.isHeldOut()) {
            return Optional.empty();
        }
        var rows = weighed(split.validation());
        return Optional.of(new Epochs.Rows(Inputs.of(rows.features(), network, true, run.parallel()),
                Answers.of(rows, heads, Answers.rowWeights(rows), factors)));
    }

    private static MlpModel.Thinning thinning(Settings settings, Run run) {
        return new MlpModel.Thinning(settings.samples(), run.random("monte carlo", 0).nextLong());
    }

    /// The rows of positive weight.
    ///
    /// @throws DataException if there are none
    static Dataset weighed(Dataset data) {
        var weights = Answers.rowWeights(data);
        var rows = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
        if (rows.length == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        return rows.length == weights.length ? data : data.rows(rows);
    }

    private static void warnOfUnscaled(Dataset rows, Matrix features, Run run) {
        int d = features.columns();
        int step = Math.max(1, rows.rows() / LOOKED_AT);
        var squares = new double[d];
        var row = new double[d];
        int looked = 0;
        for (int i = 0; i < rows.rows(); i += step, looked++) {
            features.read(i, i + 1, row, 0);
            for (int j = 0; j < d; j++) {
                squares[j] += row[j] * row[j];
            }
        }
        int largest = 0;
        for (int j = 1; j < d; j++) {
            largest = squares[j] > squares[largest] ? j : largest;
        }
        double size = Math.sqrt(squares[largest] / looked);
        if (size > LARGE) {
            run.warn(("features are far from 1 in size (`%s` is about %.3g), and networks learn them badly; "
                    + "write `standardize | mlp`")
                    .formatted(rows.schema().featureNames().get(largest), size));
        }
    }

    @Override
    public Learner<MlpModel> open(Schema schema, Settings settings, Run run) {
        var heads = Answers.heads(schema.targets(), settings.aim(),
                target -> IntStream.range(0, target.levels().size()).toArray());
        int inputs = schema.featureWidth();
        var network = Network.of(settings.layers(), inputs, heads.stream().mapToInt(Head::scores).sum());
        var parameters = new float[network.parameters()];
        var averages = new float[network.averages()];
        network.start(parameters, averages, run);
        return new MlpLearner(new MlpModel(settings.layers(), inputs, heads, parameters, averages,
                thinning(settings, run), 0, MlpModel.Fit.none()), settings, run);
    }

    /// Goes on with the layers of the model, whatever the settings say of layers. Levels that it was not fitted on can
    /// be learnt from now on.
    @Override
    public Learner<MlpModel> resume(MlpModel model, Schema schema, Settings settings, Run run) {
        return new MlpLearner(Widening.toAllLevels(model, schema), settings, run);
    }
}

package org.glia.benchmarks.workloads;

import java.util.Arrays;
import java.util.Set;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

/// LIBLINEAR for Java. Of more than two classes each is told from the rest by a model of its own, so the objective is not ours.
public final class LiblinearContestant implements Contestant {

    @Override
    public String name() {
        return "liblinear";
    }

    @Override
    public String version() {
        return "2.44";
    }

    @Override
    public String licence() {
        return "BSD-3-Clause";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("logistic", "logistic-l1", "ridge", "linearsvm");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        Linear.disableDebugOutput();
        var layout = Layout.read(task.data());
        var problem = new Problem();
        problem.l = layout.train().count();
        problem.n = layout.train().columns() + 1;
        problem.bias = 1;
        problem.y = layout.train().target();
        problem.x = features(layout.train());
        if (task.workload().algorithm().equals("linearsvm")) {
            return machine(task, layout, problem);
        }
        boolean ridge = task.workload().algorithm().equals("ridge");
        var parameter = ridge ? new Parameter(SolverType.L2R_L2LOSS_SVR, 0.5 / task.number(name(), "alpha", 1), 0.0001, 0)
                : new Parameter(task.number(name(), "l1Ratio", 0) == 1 ? SolverType.L1R_LR : SolverType.L2R_LR, task.number(name(), "c", 1), 0.01);
        // LIBLINEAR leaves the constant out of the penalty only with L2
        parameter.setRegularizeBias(parameter.getSolverType() == SolverType.L1R_LR);
        return run -> {
            var model = Linear.train(problem, parameter);
            return () -> ridge ? Answer.of(values(model, layout.train()), values(model, layout.test()))
                    : Answer.of(probabilities(model, layout.train(), layout.classes().size()),
                            probabilities(model, layout.test(), layout.classes().size()));
        };
    }

    private Trial machine(Assignment task, Layout layout, Problem problem) {
        boolean squared = "squared".equals(task.workload().settings(name()).get("loss"));
        var parameter = new Parameter(squared ? SolverType.L2R_L2LOSS_SVC_DUAL : SolverType.L2R_L1LOSS_SVC_DUAL, task.number(name(), "c", 1),
                task.number(name(), "tolerance", 0.1), task.whole(name(), "maxIterations", 1000), 0);
        int classes = layout.classes().size();
        return run -> {
            var model = Linear.train(problem, parameter);
            return () -> Answer.of(scores(model, layout.train(), classes), scores(model, layout.test(), classes))
                    .withNorms(model.getFeatureWeights());
        };
    }

    private static double[] scores(Model model, Rows rows, int classes) {
        var all = new double[rows.count() * classes];
        var labels = model.getLabels();
        var of = new double[labels.length];
        var features = features(rows);
        for (int i = 0; i < features.length; i++) {
            Linear.predictValues(model, features[i], of);
            for (int k = 0; k < labels.length; k++) {
                all[i * classes + labels[k]] = of[k];
            }
        }
        return all;
    }

    /// Columns are counted from 1; the last one is the constant.
    private static Feature[][] features(Rows rows) {
        var all = new Feature[rows.count()][];
        for (int i = 0; i < all.length; i++) {
            int from = rows.isSparse() ? rows.starts()[i] : i * rows.columns();
            int to = rows.isSparse() ? rows.starts()[i + 1] : from + rows.columns();
            var row = new Feature[to - from + 1];
            int stored = 0;
            for (int at = from; at < to; at++) {
                if (rows.values()[at] != 0) {
                    row[stored++] = new FeatureNode(1 + (rows.isSparse() ? rows.indices()[at] : at - from), rows.values()[at]);
                }
            }
            row[stored++] = new FeatureNode(rows.columns() + 1, 1);
            all[i] = Arrays.copyOf(row, stored);
        }
        return all;
    }

    private static double[] values(Model model, Rows rows) {
        return Arrays.stream(features(rows)).mapToDouble(row -> Linear.predict(model, row)).toArray();
    }

    private static double[] probabilities(Model model, Rows rows, int classes) {
        var all = new double[rows.count() * classes];
        var labels = model.getLabels();
        var of = new double[labels.length];
        var features = features(rows);
        for (int i = 0; i < features.length; i++) {
            Linear.predictProbability(model, features[i], of);
            for (int k = 0; k < labels.length; k++) {
                all[i * classes + labels[k]] = of[k];
            }
        }
        return all;
    }
}

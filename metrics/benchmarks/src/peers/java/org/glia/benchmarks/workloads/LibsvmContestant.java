package org.glia.benchmarks.workloads;

import java.util.Set;

import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// LIBSVM for Java: support vector classification with a Gaussian kernel.
public final class LibsvmContestant implements Contestant {

    @Override
    public String name() {
        return "libsvm";
    }

    @Override
    public String version() {
        return "3.35";
    }

    @Override
    public String licence() {
        return "BSD-3-Clause";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("svc");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        svm.svm_set_print_string_function(text -> { });
        var layout = Layout.read(task.data());
        var problem = new svm_problem();
        problem.l = layout.train().count();
        problem.x = nodes(layout.train());
        problem.y = layout.train().target();
        var parameter = new svm_parameter();
        parameter.svm_type = svm_parameter.C_SVC;
        parameter.kernel_type = svm_parameter.RBF;
        parameter.C = task.number(name(), "c", 1);
        parameter.gamma = task.number(name(), "kernel.gamma", 1.0 / layout.train().columns());
        parameter.eps = task.number(name(), "tolerance", 1e-3);
        parameter.cache_size = 256;
        parameter.shrinking = 1;
        boolean probability = "true".equals(task.workload().settings(name()).get("probability"));
        parameter.probability = probability ? 1 : 0;
        return run -> {
            svm.rand.setSeed(run);
            var model = svm.svm_train(problem, parameter);
            int classes = layout.classes().size();
            return () -> probability
                    ? Answer.of(probabilities(model, layout.train(), classes), probabilities(model, layout.test(), classes))
                    : Answer.of(labels(model, layout.train(), classes), labels(model, layout.test(), classes));
        };
    }

    private static svm_node[][] nodes(Rows rows) {
        var all = new svm_node[rows.count()][];
        for (int i = 0; i < all.length; i++) {
            int from = rows.isSparse() ? rows.starts()[i] : i * rows.columns();
            int to = rows.isSparse() ? rows.starts()[i + 1] : from + rows.columns();
            all[i] = new svm_node[to - from];
            for (int at = from; at < to; at++) {
                all[i][at - from] = new svm_node();
                all[i][at - from].index = 1 + (rows.isSparse() ? rows.indices()[at] : at - from);
                all[i][at - from].value = rows.values()[at];
            }
        }
        return all;
    }

    private static double[] labels(svm_model model, Rows rows, int classes) {
        var nodes = nodes(rows);
        var all = new double[rows.count() * classes];
        for (int i = 0; i < nodes.length; i++) {
            all[i * classes + (int) svm.svm_predict(model, nodes[i])] = 1;
        }
        return all;
    }

    private static double[] probabilities(svm_model model, Rows rows, int classes) {
        var all = new double[rows.count() * classes];
        var labels = new int[svm.svm_get_nr_class(model)];
        svm.svm_get_labels(model, labels);
        var of = new double[labels.length];
        var nodes = nodes(rows);
        for (int i = 0; i < nodes.length; i++) {
            svm.svm_predict_probability(model, nodes[i], of);
            for (int k = 0; k < labels.length; k++) {
                all[i * classes + labels[k]] = of[k];
            }
        }
        return all;
    }
}

package org.glia.svm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;

import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// LIBSVM's answers.
final class Libsvm {

    private static final Pattern OBJECTIVE = Pattern.compile("obj = (\\S+), rho = (\\S+)");

    final svm_model model;
    final List<Double> objectives = new ArrayList<>();
    final List<Double> rhos = new ArrayList<>();

    private Libsvm(svm_model model) {
        this.model = model;
    }

    static svm_parameter parameter(int type, int kernel, double gamma, int degree, double coef0) {
        var parameter = new svm_parameter();
        parameter.svm_type = type;
        parameter.kernel_type = kernel;
        parameter.gamma = gamma;
        parameter.degree = degree;
        parameter.coef0 = coef0;
        parameter.C = 1;
        parameter.nu = 0.5;
        parameter.p = 0.1;
        parameter.eps = 1e-8;
        parameter.cache_size = 100;
        parameter.shrinking = 1;
        parameter.weight_label = new int[0];
        parameter.weight = new double[0];
        return parameter;
    }

    static svm_problem problem(Dataset data, double[] y) {
        var problem = new svm_problem();
        problem.l = data.rows();
        problem.x = nodes(data.features());
        problem.y = y;
        return problem;
    }

    static svm_node[][] nodes(Matrix x) {
        var nodes = new svm_node[x.rows()][x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                nodes[i][j] = new svm_node();
                nodes[i][j].index = j + 1;
                nodes[i][j].value = x.get(i, j);
            }
        }
        return nodes;
    }

    /// One objective for each machine, in LIBSVM's order.
    static Libsvm train(svm_problem problem, svm_parameter parameter) {
        var printed = new StringBuilder();
        svm.rand.setSeed(1);
        svm.svm_set_print_string_function(printed::append);
        try {
            var trained = new Libsvm(svm.svm_train(problem, parameter));
            var found = OBJECTIVE.matcher(printed);
            while (found.find()) {
                trained.objectives.add(Double.parseDouble(found.group(1)));
                trained.rhos.add(Double.parseDouble(found.group(2)));
            }
            return trained;
        } finally {
            svm.svm_set_print_string_function(null);
        }
    }

    double[] decisions(svm_node[] row) {
        var decisions = new double[Math.max(1, model.nr_class * (model.nr_class - 1) / 2)];
        svm.svm_predict_values(model, row, decisions);
        return decisions;
    }

    double[] probabilities(svm_node[] row) {
        var probabilities = new double[model.nr_class];
        svm.svm_predict_probability(model, row, probabilities);
        return probabilities;
    }
}

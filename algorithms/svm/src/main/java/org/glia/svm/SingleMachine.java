package org.glia.svm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// One machine for all rows: what the regressions and the one-class machine share.
///
/// @param samples the rows of positive weight
/// @param weights of these
record SingleMachine(Samples samples, double[] weights) {

    /// @throws DataException if no row has a positive weight
    static SingleMachine of(Dataset data, SvmKernel kernel, String name, Run run) {
        var all = data.weights();
        int[] rows = IntStream.range(0, data.rows()).filter(row -> all.isEmpty() || all.get()[row] > 0).toArray();
        if (rows.length == 0) {
            throw new DataException("no row has a positive weight, so `%s` has nothing to learn from".formatted(name));
        }
        return new SingleMachine(Samples.of(data, rows, kernel, name, run),
                Arrays.stream(rows).mapToDouble(row -> all.isEmpty() ? 1 : all.get()[row]).toArray());
    }

    /// The target of each row.
    double[] targets(Dataset data) {
        var values = data.numericTarget().values();
        return Arrays.stream(samples.rows()).mapToDouble(row -> values[row]).toArray();
    }

    /// @param support      the points with multipliers
    /// @param coefficients theirs
    record Found(SupportSet support, double[] coefficients, double[] offsets, Machines machines) {
    }

    Found solve(List<DualProblem.Side> sides, boolean separate, String name, SmoSettings settings, Run run) {
        var problem = new DualProblem(samples.points(), sides, separate);
        var ticker = new Ticker(run, 1, settings.tolerance());
        var solution = Smo.solve(problem, settings, settings.share(1, 1), run.parallel(), run::checkCancelled, ticker::at);
        ticker.done();
        var searches = List.of(Machines.Search.of(problem, solution, 1));
        Machines.record(searches, run);
        Machines.warn(searches, name, settings, run);
        var beta = solution.ofRows(problem, weights.length);
        int[] used = IntStream.range(0, beta.length).filter(row -> beta[row] != 0).toArray();
        run.progress(1, "done");
        return new Found(samples.support(used), Arrays.stream(used).mapToDouble(row -> beta[row]).toArray(),
                solution.offsets(), Machines.of(searches));
    }

    /// `factor` times the weights.
    double[] limits(double factor) {
        return Arrays.stream(weights).map(weight -> factor * weight).toArray();
    }

    double[] zeros() {
        return new double[weights.length];
    }

    static double[] negative(double[] values) {
        return Arrays.stream(values).map(value -> 0 - value).toArray();
    }
}

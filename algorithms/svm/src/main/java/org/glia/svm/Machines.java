package org.glia.svm;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.glia.api.data.Dataset;
import org.glia.api.model.Table;
import org.glia.api.run.Run;
import org.glia.svm.DualProblem.Moment;

/// How the search of each machine ended.
///
/// @param vectors    support vectors of each
/// @param bounded    those of them whose multiplier is as large as it may be
/// @param objectives of the dual problem, to be minimised
/// @param iterations steps
/// @param violations by which the optimality conditions are missed
public record Machines(int[] vectors, int[] bounded, double[] objectives, int[] iterations, double[] violations) {

    /// One machine's search.
    ///
    /// @param trace objective and violation on the way
    record Search(int vectors, int bounded, double objective, int iterations, double violation, boolean converged,
                  List<Moment> trace) {

        /// @param scale of the multipliers, in the end
        static Search of(DualProblem problem, DualProblem.Solution solution, double scale) {
            int vectors = 0;
            int bounded = 0;
            int n = problem.points().count();
            var limit = new double[n];
            for (var side : problem.sides()) {
                for (int k = 0; k < side.upper().length; k++) {
                    limit[side.first() + k] = Math.max(limit[side.first() + k], Math.max(side.upper()[k], -side.lower()[k]));
                }
            }
            var beta = solution.ofRows(problem, n);
            for (int i = 0; i < n; i++) {
                vectors += beta[i] != 0 ? 1 : 0;
                bounded += beta[i] != 0 && Math.abs(beta[i]) >= limit[i] ? 1 : 0;
            }
            return new Search(vectors, bounded, scale * scale * solution.objective(), solution.iterations(),
                    solution.violation(), solution.converged(), solution.trace());
        }
    }

    static Machines of(List<Search> searches) {
        return new Machines(searches.stream().mapToInt(Search::vectors).toArray(),
                searches.stream().mapToInt(Search::bounded).toArray(),
                searches.stream().mapToDouble(Search::objective).toArray(),
                searches.stream().mapToInt(Search::iterations).toArray(),
                searches.stream().mapToDouble(Search::violation).toArray());
    }

    /// The sum of the dual objectives, and the largest violation, by steps of each machine; machines that are done count
    /// with their last values.
    static void record(List<Search> searches, Run run) {
        var steps = new TreeSet<Integer>();
        searches.forEach(search -> search.trace().forEach(moment -> steps.add(moment.iteration())));
        var at = new int[searches.size()];
        for (int step : steps) {
            double objective = 0;
            double violation = 0;
            for (int m = 0; m < at.length; m++) {
                var trace = searches.get(m).trace();
                while (at[m] + 1 < trace.size() && trace.get(at[m] + 1).iteration() <= step) {
                    at[m]++;
                }
                objective += trace.get(at[m]).objective();
                violation = Math.max(violation, trace.get(at[m]).violation());
            }
            run.record("dual objective", step, objective);
            run.record("violation", step, violation);
        }
    }

    static void warn(List<Search> searches, String name, SmoSettings settings, Run run) {
        long missed = searches.stream().filter(search -> !search.converged()).count();
        if (missed > 0) {
            double violation = searches.stream().mapToDouble(Search::violation).max().orElse(0);
            run.warn(("%s of %s had not converged after maxIterations=%d (the largest violation is %.1e); allow more, "
                    + "raise the tolerance, or write `standardize | %s`")
                    .formatted(missed == 1 ? "one machine" : missed + " machines", name,
                            settings.maxIterations(), violation, name));
        }
    }

    /// @param rho what is taken from each machine's sum of kernels
    Table table(List<String> names, double[] rho) {
        return new Table("Machines", Dataset.builder("machines").text("machine", names.toArray(String[]::new))
                .numeric("rho", rho).numeric("vectors", numbers(vectors)).numeric("bounded", numbers(bounded))
                .numeric("objective", objectives).numeric("iterations", numbers(iterations))
                .numeric("violation", violations).build());
    }

    private static double[] numbers(int[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }
}

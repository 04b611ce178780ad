package org.glia.svm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.ClassWeight;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;
import org.glia.svm.DualProblem.Solution;

/// Machines for all pairs of classes, or for each class against the rest, trained side by side; with folds of each for
/// calibrated probabilities.
final class Classification {

    private static final int FOLDS = 5;

    /// A problem of two classes.
    ///
    /// @param points    those of the first class before those of the second
    /// @param negatives how many are of the first class, whose decision values are negative
    /// @param weights   of each
    record Pair(Points points, int negatives, double[] weights) {
    }

    /// How two classes are told apart.
    @FunctionalInterface
    interface Teller {

        /// @param names  of both classes, for messages
        /// @param fold   whether this is a part of the rows only, for calibration
        Told tell(Pair pair, String names, boolean fold, SmoWork work);
    }

    /// What a search is lent.
    interface SmoWork {
        Solution solve(DualProblem problem);
    }

    /// @param beta      multiplier of each point
    /// @param intercept added to the sums of kernels
    record Told(double[] beta, double intercept, Machines.Search search) {
    }

    /// A machine's classes, as positions among those that have rows; -1 is all the others.
    private record Versus(int first, int second) {
    }

    /// The rows of a machine, those of its first class first.
    private record Team(int[] rows, int negatives) {
    }

    private final String name;
    private final Multiclass multiclass;
    private final SmoSettings solver;
    private final Teller teller;
    private final Run run;

    Classification(String name, Multiclass multiclass, SmoSettings solver, Teller teller, Run run) {
        this.name = name;
        this.multiclass = multiclass;
        this.solver = solver;
        this.teller = teller;
        this.run = run;
    }

    SvcModel fit(Dataset data, SvmKernel kernel, ClassWeight classWeight, boolean probability) {
        var target = data.nominalTarget();
        var levels = target.levels();
        var weights = classWeight.rowWeights(data);
        int[] classes = IntStream.range(0, levels.size()).filter(level -> IntStream.range(0, weights.length)
                .anyMatch(row -> weights[row] > 0 && target.code(row) == level)).toArray();
        if (classes.length < 2) {
            throw new DataException(classes.length == 0
                    ? "no row has a positive weight, so `%s` has nothing to learn from".formatted(name)
                    : "`%s` needs rows of at least two classes, and %s has only `%s`".formatted(name, data.name(),
                            levels.name(classes[0])));
        }
        var ordered = new ArrayList<Integer>();
        var starts = new int[classes.length + 1];
        for (int c = 0; c < classes.length; c++) {
            for (int row = 0; row < weights.length; row++) {
                if (target.code(row) == classes[c] && weights[row] > 0) {
                    ordered.add(row);
                }
            }
            starts[c + 1] = ordered.size();
        }
        int[] rows = ordered.stream().mapToInt(Integer::intValue).toArray();
        var samples = Samples.of(data, rows, kernel, name, run);
        var counted = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
        return train(samples, counted, classes, starts, levels, probability);
    }

    private SvcModel train(Samples samples, double[] weights, int[] classes, int[] starts, Levels levels, boolean probability) {
        boolean pairs = multiclass == Multiclass.ONE_VS_ONE || classes.length == 2;
        var machines = versus(classes.length, pairs);
        var teams = machines.stream().map(versus -> team(versus, starts)).toList();
        int parts = probability ? FOLDS + 1 : 1;
        int tasks = machines.size() * parts;
        long memory = solver.share(tasks, run.parallel().threads());
        var ticker = new Ticker(run, tasks, solver.tolerance());
        SmoWork work = problem -> Smo.solve(problem, solver, memory, run.parallel(), run::checkCancelled, ticker::at);
        var told = new Told[machines.size()];
        var decisions = new double[machines.size()][];
        var folds = new int[machines.size()][];
        for (int m = 0; m < teams.size() && probability; m++) {
            decisions[m] = new double[teams.get(m).rows.length];
            folds[m] = folds(teams.get(m), m);
        }
        run.parallel().forEach(tasks, task -> {
            int m = task / parts;
            int fold = task % parts - 1;
            var team = teams.get(m);
            var names = names(machines.get(m), classes, levels);
            if (fold < 0) {
                told[m] = teller.tell(pair(samples.points(), team.rows, team.negatives, weights), names, false, work);
            } else {
                holdOut(samples.points(), weights, team, folds[m], fold, names, work, decisions[m]);
            }
            ticker.done();
        });
        var searches = Arrays.stream(told).map(Told::search).toList();
        Machines.record(searches, run);
        Machines.warn(searches, name, solver, run);
        var sigmoids = probability ? Optional.of(sigmoids(teams, decisions, weights)) : Optional.<double[]>empty();
        run.progress(1, "done");
        return model(samples, classes, starts, machines, teams, told, sigmoids, pairs);
    }

    private static List<Versus> versus(int classes, boolean pairs) {
        var machines = new ArrayList<Versus>();
        for (int a = 0; a < classes; a++) {
            if (!pairs) {
                machines.add(new Versus(-1, a));
            }
            for (int b = a + 1; b < classes && pairs; b++) {
                machines.add(new Versus(a, b));
            }
        }
        return machines;
    }

    private static Team team(Versus versus, int[] starts) {
        int n = starts[starts.length - 1];
        int first = starts[versus.second];
        int last = starts[versus.second + 1];
        int[] negatives = versus.first >= 0 ? Samples.range(starts[versus.first], starts[versus.first + 1])
                : IntStream.concat(IntStream.range(0, first), IntStream.range(last, n)).toArray();
        int[] rows = Arrays.copyOf(negatives, negatives.length + last - first);
        for (int row = first; row < last; row++) {
            rows[negatives.length + row - first] = row;
        }
        return new Team(rows, negatives.length);
    }

    private static String names(Versus versus, int[] classes, Levels levels) {
        return "`%s` and %s".formatted(levels.name(classes[versus.second]),
                versus.first < 0 ? "the rest" : "`" + levels.name(classes[versus.first]) + "`");
    }

    private static Pair pair(Points all, int[] rows, int negatives, double[] weights) {
        return new Pair(all.select(rows), negatives, Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray());
    }

    // ---- calibration

    /// The fold of each row of a team; each class is dealt evenly.
    private int[] folds(Team team, int machine) {
        var random = run.random("calibration", machine);
        var folds = new int[team.rows.length];
        int dealt = 0;
        for (int from = 0; from < folds.length; from = team.negatives) {
            int to = from < team.negatives ? team.negatives : folds.length;
            for (int place : random.permutation(to - from)) {
                folds[from + place] = dealt++ % FOLDS;
            }
            if (to == folds.length) {
                break;
            }
        }
        return folds;
    }

    /// Decision values of the rows of a fold, from the others.
    private void holdOut(Points all, double[] weights, Team team, int[] folds, int fold, String names, SmoWork work,
                         double[] decisions) {
        int[] tested = IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
        int[] kept = IntStream.range(0, folds.length).filter(i -> folds[i] != fold).toArray();
        int negatives = (int) Arrays.stream(kept).filter(i -> i < team.negatives).count();
        if (tested.length == 0) {
            return;
        }
        if (negatives == 0 || negatives == kept.length) {
            // too few rows to hold some out: all that is known is which class is left
            for (int i : tested) {
                decisions[i] = kept.length == 0 ? 0 : negatives == 0 ? 1 : -1;
            }
            return;
        }
        int[] rows = Arrays.stream(kept).map(i -> team.rows[i]).toArray();
        var told = teller.tell(pair(all, rows, negatives, weights), names, true, work);
        int[] used = IntStream.range(0, kept.length).filter(i -> told.beta[i] != 0).toArray();
        var sums = new double[tested.length];
        Arrays.fill(sums, told.intercept);
        KernelRows.addProducts(all.select(Arrays.stream(tested).map(i -> team.rows[i]).toArray()),
                all.select(Arrays.stream(used).map(i -> rows[i]).toArray()).prepared(),
                Arrays.stream(used).mapToDouble(i -> told.beta[i]).toArray(), sums, run.parallel());
        for (int i = 0; i < tested.length; i++) {
            decisions[tested[i]] = sums[i];
        }
    }

    private static double[] sigmoids(List<Team> teams, double[][] decisions, double[] weights) {
        var sigmoids = new double[2 * teams.size()];
        for (int m = 0; m < teams.size(); m++) {
            var team = teams.get(m);
            var positive = new boolean[team.rows.length];
            Arrays.fill(positive, team.negatives, positive.length, true);
            var platt = Platt.fit(decisions[m], positive, Arrays.stream(team.rows).mapToDouble(row -> weights[row]).toArray());
            sigmoids[2 * m] = platt.a();
            sigmoids[2 * m + 1] = platt.b();
        }
        return sigmoids;
    }

    // ---- the model

    /// Of a pair of classes (a, b), a row of class a keeps its coefficient in column b - 1, one of class b in column a:
    /// a row is in the machines of its own class only.
    private SvcModel model(Samples samples, int[] classes, int[] starts, List<Versus> machines, List<Team> teams, Told[] told,
                           Optional<double[]> sigmoids, boolean pairs) {
        int n = samples.points().count();
        int columns = pairs ? classes.length - 1 : classes.length;
        var all = new double[Math.multiplyExact(n, columns)];
        for (int m = 0; m < told.length; m++) {
            var team = teams.get(m);
            var versus = machines.get(m);
            for (int i = 0; i < team.rows.length; i++) {
                int column = !pairs ? m : i < team.negatives ? versus.second - 1 : versus.first;
                all[team.rows[i] * columns + column] = told[m].beta[i];
            }
        }
        int[] support = IntStream.range(0, n).filter(row -> IntStream.range(0, columns)
                .anyMatch(column -> all[row * columns + column] != 0)).toArray();
        var coefficients = new double[support.length * columns];
        for (int i = 0; i < support.length; i++) {
            System.arraycopy(all, support[i] * columns, coefficients, i * columns, columns);
        }
        var groups = new int[starts.length];
        for (int c = 0; c < groups.length; c++) {
            int start = starts[c];
            groups[c] = (int) Arrays.stream(support).filter(row -> row < start).count();
        }
        return new SvcModel(samples.support(support), pairs ? Multiclass.ONE_VS_ONE : Multiclass.ONE_VS_REST, classes, groups,
                coefficients, Arrays.stream(told).mapToDouble(Told::intercept).toArray(), sigmoids,
                Machines.of(Arrays.stream(told).map(Told::search).toList()));
    }
}

package org.glia.trees;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.run.Run;

/// Finds the bins of features, and puts rows into them.
final class Binning {

    /// Rows that quantiles are taken of.
    private static final int SAMPLE = 200_000;

    private final BoostColumns columns;
    private final BinRule[] rules;

    private Binning(BoostColumns columns, BinRule[] rules) {
        this.columns = columns;
        this.rules = rules;
    }

    BinRule rule(int feature) {
        return rules[feature];
    }

    BoostColumns columns() {
        return columns;
    }

    /// @param binned the training rows
    record Start(Binning binning, BinnedRows binned) {
    }

    /// @param most bins for the present cells of a feature, at most 255
    static Start of(Dataset data, BoostColumns columns, int most, Run run) {
        int[] sample = data.rows() <= SAMPLE ? new int[0] : sample(data.rows(), run);
        var binning = new Binning(columns, new BinRule[columns.size()]);
        var bins = new byte[columns.size()][];
        binning.forNumbers(data, run, (feature, numbers) -> {
            binning.rules[feature] = rule(numbers, sample, most);
            bins[feature] = binning.bins(feature, numbers);
        });
        binning.forLevels(run, feature -> {
            var levels = columns.levels(data, feature);
            binning.rules[feature] = BinRule.ofLevels(levels.counts(), Math.min(most, 254), levels.hasMissing());
            bins[feature] = binning.bins(feature, levels.codes());
        });
        for (int feature = 0; feature < bins.length; feature++) {
            if (binning.rules[feature].slots() == 1) {
                bins[feature] = new byte[0];
            }
        }
        return new Start(binning, BinBundles.of(data.rows(), bins, binning.rules, true, run.parallel()));
    }

    /// Other rows in the same bins.
    BinnedRows bin(Dataset data, Run run) {
        var bins = new byte[rules.length][];
        forNumbers(data, run, (feature, numbers) -> bins[feature] = bins(feature, numbers));
        forLevels(run, feature -> bins[feature] = bins(feature, columns.levels(data, feature).codes()));
        return BinBundles.of(data.rows(), bins, rules, false, run.parallel());
    }

    private interface NumbersBody {
        void accept(int feature, double[] numbers);
    }

    private void forNumbers(Dataset data, Run run, NumbersBody body) {
        int[] numeric = IntStream.range(0, columns.size()).filter(feature -> !columns.isNominal(feature)).toArray();
        Turned.each(columns.numbers(data), run.parallel(), (column, numbers) -> body.accept(numeric[column], numbers));
    }

    private void forLevels(Run run, java.util.function.IntConsumer body) {
        run.parallel().forEach(columns.size(), feature -> {
            if (columns.isNominal(feature)) {
                body.accept(feature);
            }
        });
    }

    private static int[] sample(int rows, Run run) {
        var random = run.random("binning", 0);
        var chosen = new int[SAMPLE];
        int at = 0;
        for (int row = 0; row < rows && at < SAMPLE; row++) { // each row as likely as any other (Knuth, algorithm S)
            if (random.nextInt(rows - row) < SAMPLE - at) {
                chosen[at++] = row;
            }
        }
        return chosen;
    }

    private static BinRule rule(double[] numbers, int[] sample, int most) {
        boolean missing = false;
        for (double number : numbers) {
            missing |= number != number;
        }
        var sorted = sample.length == 0 ? numbers.clone() : new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            sorted[i] = numbers[sample[i]];
        }
        int present = sorted.length;
        if (missing) {
            present = 0;
            for (double number : sorted) {
                if (number == number) {
                    sorted[present++] = number;
                }
            }
        }
        sorted = present == sorted.length ? sorted : Arrays.copyOf(sorted, present);
        Arrays.sort(sorted);
        return BinRule.ofNumbers(sorted, most, missing);
    }

    private byte[] bins(int feature, double[] numbers) {
        var rule = rules[feature];
        var bins = new byte[numbers.length];
        for (int row = 0; row < bins.length; row++) {
            bins[row] = (byte) rule.bin(numbers[row]);
        }
        return bins;
    }

    private byte[] bins(int feature, int[] codes) {
        var rule = rules[feature];
        var bins = new byte[codes.length];
        for (int row = 0; row < bins.length; row++) {
            bins[row] = (byte) rule.bin(codes[row]);
        }
        return bins;
    }
}

package org.glia.svm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Matrix;

/// Makes points for a kernel of rows, all in the same space: that of the rows it was made for.
sealed interface Encoding {

    Points points(Vectors rows);

    /// @param kernel with a number as gamma
    static Encoding of(SvmKernel kernel, Vectors vectors) {
        return switch (vectors) {
            case Vectors.Numbers(Matrix rows) when rows.isSparse() -> new Sparse(new Form(kernel));
            case Vectors.Numbers(Matrix rows) -> new Dense(new Form(kernel), DensePoints.centre(rows));
            case Vectors.Texts(String[] texts) -> switch (kernel) {
                case SvmKernel.Spectrum spectrum -> Stretches.of(spectrum, texts);
                case SvmKernel.Subsequence subsequence -> new Whole(subsequence);
                default -> throw new IllegalArgumentException(kernel + " does not compare texts");
            };
        };
    }

    /// @param centre of the rows it was made for
    record Dense(Form form, double[] centre) implements Encoding {

        @Override
        public Points points(Vectors rows) {
            return DensePoints.of(form, ((Vectors.Numbers) rows).rows(), centre);
        }
    }

    /// Numbers of which most are 0.
    record Sparse(Form form) implements Encoding {

        @Override
        public Points points(Vectors rows) {
            return SparsePoints.of(form, ((Vectors.Numbers) rows).rows().csr());
        }
    }

    /// Texts as they are.
    record Whole(SvmKernel.Subsequence kernel) implements Encoding {

        @Override
        public Points points(Vectors rows) {
            return TextPoints.of(kernel, ((Vectors.Texts) rows).texts());
        }
    }

    /// Texts as counts of stretches; those that no text had that this was made for have no column, as their products are 0.
    ///
    /// @param columns of each stretch
    record Stretches(SvmKernel.Spectrum kernel, Map<String, Integer> columns) implements Encoding {

        static Stretches of(SvmKernel.Spectrum kernel, String[] texts) {
            var columns = new HashMap<String, Integer>();
            for (var text : texts) {
                stretches(text, kernel.length()).forEach(stretch -> columns.putIfAbsent(stretch, columns.size()));
            }
            return new Stretches(kernel, columns);
        }

        private static Stream<String> stretches(String text, int length) {
            int[] characters = text.codePoints().toArray();
            return characters.length < length ? Stream.empty()
                    : IntStream.rangeClosed(0, characters.length - length)
                            .mapToObj(from -> new String(characters, from, length));
        }

        @Override
        public Points points(Vectors rows) {
            var texts = ((Vectors.Texts) rows).texts();
            var starts = new int[texts.length + 1];
            var counted = new TreeMap<Integer, Double>();
            var indices = new int[64];
            var values = new double[64];
            for (int i = 0; i < texts.length; i++) {
                counted.clear();
                double squares = count(texts[i], counted);
                double length = kernel.normalised() && squares > 0 ? Math.sqrt(squares) : 1;
                int at = starts[i];
                if (at + counted.size() > indices.length) {
                    int room = 2 * (at + counted.size());
                    indices = Arrays.copyOf(indices, room);
                    values = Arrays.copyOf(values, room);
                }
                for (var entry : counted.entrySet()) {
                    indices[at] = entry.getKey();
                    values[at++] = entry.getValue() / length;
                }
                starts[i + 1] = at;
            }
            int stored = starts[texts.length];
            return SparsePoints.of(new Form(new SvmKernel.Linear()), new CsrMatrix(texts.length, columns.size(), starts,
                    Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored)));
        }

        /// Counts the known stretches by column; the sum of the squared counts of all stretches.
        private double count(String text, Map<Integer, Double> known) {
            var counts = new HashMap<String, Integer>();
            stretches(text, kernel.length()).forEach(stretch -> counts.merge(stretch, 1, Integer::sum));
            double squares = 0;
            for (var entry : counts.entrySet()) {
                squares += (double) entry.getValue() * entry.getValue();
                var column = columns.get(entry.getKey());
                if (column != null) {
                    known.put(column, (double) entry.getValue());
                }
            }
            return squares;
        }
    }
}

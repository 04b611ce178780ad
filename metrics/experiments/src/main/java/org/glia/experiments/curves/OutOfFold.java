package org.glia.experiments.curves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.experiments.ResultsStore;
import org.glia.experiments.Trial;

/// The answers of a recipe for rows that its models were not fitted on, from all folds, in the order of the rows.
///
/// A row that was tested once has that answer. One that was tested in several repetitions has the mean of its numbers
/// (probabilities, scores, predicted values); its label is the level of the largest mean probability, or without probabilities the
/// level that most repetitions gave, the first of equals; of clusters and memberships, which mean something else in each
/// clustering, it has those of the first repetition. A row that no fold tested, or whose fold failed, is missing.
///
/// @param data       the rows
/// @param prediction an answer for each row
/// @param answers    how many answers each row has
/// @param folds      for each repetition the number of the fold that tested each row, -1 where none did or the fold has no answer
/// @param unanswered how many trials have no answers: they failed, or were not done
/// @param parts      the answers of each trial, as they were given
public record OutOfFold(Dataset data, Prediction prediction, int[] answers, List<int[]> folds, int unanswered, List<Part> parts) {

    public OutOfFold {
        folds = List.copyOf(folds);
        parts = List.copyOf(parts);
    }

    /// The answers of one trial.
    ///
    /// @param rows       the rows that were tested
    /// @param prediction an answer for each of them
    public record Part(int repeat, int fold, int[] rows, Prediction prediction) {
    }

    /// Joins the answers that the store has.
    ///
    /// @param trials those of one recipe on one data set
    /// @param data   that data set
    /// @throws GliaException if the trials are of several recipes or of other data, or none of them has answers
    public static OutOfFold of(List<Trial> trials, Dataset data, ResultsStore store) {
        if (trials.stream().map(Trial::canonical).distinct().count() != 1) {
            throw new GliaException("answers can be joined for one recipe at a time");
        }
        if (trials.stream().anyMatch(trial -> !trial.fingerprint().equals(data.fingerprint()))) {
            throw new DataException("%s is not what `%s` was tested on: its content is another".formatted(data.name(),
                    trials.getFirst().cell().recipe()));
        }
        var parts = trials.stream().flatMap(trial -> store.prediction(trial.key()).map(answers -> {
            var fold = trial.cell().fold();
            return new Part(fold.repeat(), fold.number(), fold.test(), answers);
        }).stream()).toList();
        if (parts.isEmpty()) {
            throw new GliaException("no fold of `%s` on %s has answers".formatted(trials.getFirst().cell().recipe(), data.name()));
        }
        return of(parts, data, trials.size() - parts.size());
    }

    static OutOfFold of(List<Part> parts, Dataset data, int unanswered) {
        var answers = new int[data.rows()];
        var folds = IntStream.rangeClosed(0, parts.stream().mapToInt(Part::repeat).max().orElseThrow()).mapToObj(repeat -> {
            var of = new int[data.rows()];
            Arrays.fill(of, -1);
            return of;
        }).toList();
        for (var part : parts) {
            for (int row : part.rows()) {
                answers[row]++;
                folds.get(part.repeat())[row] = part.fold();
            }
        }
        return new OutOfFold(data, new Joining(parts, data.rows(), answers).prediction(), answers, folds, unanswered, parts);
    }

    /// The answers of all folds and repetitions below each other; [#testedRows] are the rows that they belong to.
    public Prediction stacked() {
        return new Prediction(Dataset.stack(parts.stream().map(part -> part.prediction().table()).toList()));
    }

    /// The rows that [#stacked] answers for, once for each repetition.
    public Dataset testedRows() {
        return data.rows(parts.stream().flatMapToInt(part -> IntStream.of(part.rows())).toArray());
    }

    /// How often the rows were split anew.
    public int repeats() {
        return folds.size();
    }

    private static final class Joining {

        private final List<Part> parts;
        private final int rows;
        private final int[] answers;
        private final Map<String, Field> fields = new LinkedHashMap<>();

        Joining(List<Part> parts, int rows, int[] answers) {
            this.parts = parts;
            this.rows = rows;
            this.answers = answers;
            parts.forEach(part -> part.prediction().table().schema().fields().forEach(field -> fields.merge(field.name(), field,
                    (one, other) -> one.withLevels(united(one.levels(), other.levels())))));
        }

        /// Clusterings of different folds may have different numbers of clusters.
        private static Levels united(Levels one, Levels other) {
            var names = new ArrayList<>(one.names());
            other.names().stream().filter(name -> !names.contains(name)).forEach(names::add);
            return new Levels(names, one.ordered(), one.positive());
        }

        Prediction prediction() {
            var columns = new LinkedHashMap<String, Column>();
            fields.values().forEach(field -> columns.put(field.name(), switch (field.kind()) {
                case NUMERIC -> new NumericColumn(isMember(field) ? first(field) : means(field));
                case NOMINAL -> new NominalColumn(field.levels(), kind(field).equals(Tag.LABEL) ? majority(field) : firstCodes(field));
                default -> throw new DataException("`%s` of the answers holds neither numbers nor levels, so folds cannot be joined"
                        .formatted(field.name()));
            }));
            fields.values().stream().filter(field -> kind(field).equals(Tag.LABEL)).forEach(field ->
                    columns.put(field.name(), mostProbable(field, (NominalColumn) columns.get(field.name()), columns)));
            return new Prediction(Dataset.of("prediction", rows, new Schema(List.copyOf(fields.values())), List.copyOf(columns.values())));
        }

        private static String kind(Field field) {
            return field.tag().orElseThrow().kind();
        }

        private static boolean isMember(Field field) {
            return kind(field).equals(Tag.MEMBERSHIP);
        }

        private double[] means(Field field) {
            var sums = new double[rows];
            var counts = new int[rows];
            for (var part : parts) {
                if (part.prediction().table().schema().indexOf(field.name()) >= 0) {
                    var column = part.prediction().table().numeric(field.name());
                    for (int i = 0; i < part.rows().length; i++) {
                        sums[part.rows()[i]] += column.value(i);
                        counts[part.rows()[i]]++;
                    }
                }
            }
            return IntStream.range(0, rows).mapToDouble(row -> counts[row] == 0 ? Double.NaN : sums[row] / counts[row]).toArray();
        }

        private double[] first(Field field) {
            var values = new double[rows];
            Arrays.fill(values, Double.NaN);
            for (var part : parts.reversed()) { // an earlier repetition overwrites a later one
                var table = part.prediction().table();
                for (int i = 0; i < part.rows().length; i++) {
                    values[part.rows()[i]] = table.schema().indexOf(field.name()) >= 0 ? table.numeric(field.name()).value(i) : Double.NaN;
                }
            }
            return values;
        }

        private NominalColumn recoded(Part part, Field field) {
            return part.prediction().table().nominal(field.name()).recoded(field.levels());
        }

        private int[] firstCodes(Field field) {
            var codes = new int[rows];
            Arrays.fill(codes, -1);
            for (var part : parts.reversed()) {
                if (part.prediction().table().schema().indexOf(field.name()) >= 0) {
                    var column = recoded(part, field);
                    for (int i = 0; i < part.rows().length; i++) {
                        codes[part.rows()[i]] = column.code(i);
                    }
                }
            }
            return codes;
        }

        private int[] majority(Field field) {
            var votes = new int[rows][field.levels().size()];
            for (var part : parts) {
                if (part.prediction().table().schema().indexOf(field.name()) >= 0) {
                    var column = recoded(part, field);
                    for (int i = 0; i < part.rows().length; i++) {
                        if (!column.isMissing(i)) {
                            votes[part.rows()[i]][column.code(i)]++;
                        }
                    }
                }
            }
            return Arrays.stream(votes).mapToInt(of -> {
                int most = IntStream.range(0, of.length).reduce((one, other) -> of[other] > of[one] ? other : one).orElse(-1);
                return most >= 0 && of[most] > 0 ? most : -1;
            }).toArray();
        }

        /// The labels, but of rows with several answers the level of the largest mean probability, where all levels have one.
        private NominalColumn mostProbable(Field label, NominalColumn voted, Map<String, Column> columns) {
            var target = label.tag().orElseThrow().target();
            var probabilities = label.levels().names().stream().map(level -> fields.values().stream()
                    .filter(field -> field.tag().orElseThrow().equals(new Tag(Tag.PROBABILITY, target, level))).findFirst()
                    .map(field -> (NumericColumn) columns.get(field.name()))).toList();
            if (probabilities.stream().anyMatch(Optional::isEmpty)) {
                return voted;
            }
            var codes = voted.codes();
            for (int row = 0; row < rows; row++) {
                if (answers[row] > 1) {
                    int at = row;
                    codes[row] = IntStream.range(0, probabilities.size()).reduce((one, other) -> probabilities.get(other).orElseThrow()
                            .value(at) > probabilities.get(one).orElseThrow().value(at) ? other : one).orElse(-1);
                }
            }
            return new NominalColumn(voted.levels(), codes);
        }
    }
}

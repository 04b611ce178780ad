package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Transformer;

/// Which products are made.
///
/// @param degree           highest degree
/// @param interactionsOnly whether no column is multiplied with itself
public record PolynomialModel(int degree, boolean interactionsOnly) implements Model {

    /// A product: the one before it times one more column. The first ones are the columns themselves.
    ///
    /// @param before the position of the product with one factor less, -1 for a single column
    /// @param factor the last factor
    private record Term(int before, int factor) {
    }

    @Override
    public Transformer transformer(Schema schema) {
        var terms = terms(schema.featureWidth());
        var fields = fields(schema, terms);
        return features -> expanded(features, terms, fields);
    }

    /// By degree, then by factors: x, y, x^2, x*y, y^2, x^3 ...
    private List<Term> terms(int width) {
        var terms = new ArrayList<Term>();
        for (int factor = 0; factor < width; factor++) {
            terms.add(new Term(-1, factor));
        }
        int from = 0;
        for (int d = 2; d <= degree; d++) {
            int to = terms.size();
            for (int before = from; before < to; before++) {
                int last = terms.get(before).factor();
                for (int factor = interactionsOnly ? last + 1 : last; factor < width; factor++) {
                    terms.add(new Term(before, factor));
                }
            }
            from = to;
        }
        return terms;
    }

    /// The fields of the new columns.
    private static List<Field> fields(Schema schema, List<Term> terms) {
        var names = schema.featureNames();
        var owners = schema.features().stream()
                .flatMap(field -> field.partNames().stream().map(part -> field.name())).toList();
        return terms.stream().filter(term -> term.before() >= 0).map(term -> {
            var powers = new int[names.size()];
            for (var t = term; ; t = terms.get(t.before())) {
                powers[t.factor()]++;
                if (t.before() < 0) {
                    break;
                }
            }
            var factors = new ArrayList<Integer>();
            for (int factor = 0; factor < powers.length; factor++) {
                if (powers[factor] > 0) {
                    factors.add(factor);
                }
            }
            var name = factors.stream().map(factor -> names.get(factor) + (powers[factor] > 1 ? "^" + powers[factor] : ""))
                    .collect(Collectors.joining("*"));
            return Field.numeric(name).withOrigin(factors.stream().map(owners::get).distinct().toList());
        }).toList();
    }

    private static Dataset expanded(Dataset features, List<Term> terms, List<Field> made) {
        int width = terms.size();
        int given = width - made.size();
        var before = terms.stream().mapToInt(Term::before).toArray();
        var factor = terms.stream().mapToInt(Term::factor).toArray();
        var cells = NumericFeatures.cells(features.rows(), width);
        var numeric = NumericFeatures.of(features);
        NumericFeatures.read(features, numeric, cells, width);
        for (int row = 0; row < features.rows(); row++) {
            int at = row * width;
            for (int term = given; term < width; term++) {
                cells[at + term] = cells[at + before[term]] * cells[at + factor[term]];
            }
        }
        var matrix = new DenseMatrix(features.rows(), width, cells);
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (var feature : numeric) {
            fields.add(feature.field());
            columns.add(NumericFeatures.window(feature.field(), matrix, feature.first()));
        }
        for (int term = given; term < width; term++) {
            fields.add(made.get(term - given));
            columns.add(new NumericColumn(matrix.columns(term, 1)));
        }
        return Dataset.of(features.name(), new Schema(fields), columns);
    }
}

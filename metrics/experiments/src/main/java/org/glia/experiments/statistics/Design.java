package org.glia.experiments.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

import org.glia.api.problem.DataException;

/// What there is to compare recipes by: their scores by one measure, cell by cell.
///
/// @param measure         the measure's name
/// @param greaterIsBetter whether larger scores are better
/// @param cells           in any order; recipes and data sets are shown in the order in which they first appear
public record Design(String measure, boolean greaterIsBetter, List<CellScore> cells) {

    /// @throws DataException if a recipe has two scores for one fold, or recipes were trained or tested on different rows of
    ///                       a fold; the message names them
    public Design {
        cells = List.copyOf(cells);
        record Place(String data, int repeat, int fold) { }
        record Cell(String recipe, Place place) { }
        var seen = new HashSet<Cell>();
        var first = new HashMap<Place, CellScore>();
        for (var cell : cells) {
            var place = new Place(cell.data(), cell.repeat(), cell.fold());
            if (!seen.add(new Cell(cell.recipe(), place))) {
                throw new DataException("`%s` has two scores for %s of %s; keep one of them".formatted(cell.recipe(),
                        Block.place(cell.repeat(), cell.fold()), cell.data()));
            }
            var other = first.putIfAbsent(place, cell);
            if (other != null && !other.rows().equals(cell.rows())) {
                throw new DataException(("`%s` and `%s` met different rows in %s of %s, so their scores are no pairs; "
                        + "run both with the same resampling and seed on the same data")
                        .formatted(other.recipe(), cell.recipe(), Block.place(cell.repeat(), cell.fold()), cell.data()));
            }
        }
    }

    /// The recipes.
    public List<String> recipes() {
        return cells.stream().map(CellScore::recipe).distinct().toList();
    }

    /// The names of the data sets.
    public List<String> data() {
        return cells.stream().map(CellScore::data).distinct().toList();
    }
}

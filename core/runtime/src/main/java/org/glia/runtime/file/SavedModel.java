package org.glia.runtime.file;

import java.util.Optional;

import org.glia.api.AlgorithmOffer;
import org.glia.api.AlgorithmType;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.data.Schema;
import org.glia.api.model.AbsentModelException;
import org.glia.api.model.DataTree;
import org.glia.api.model.Model;
import org.glia.api.model.Provenance;
import org.glia.api.model.Trained;
import org.glia.api.problem.GliaException;

/// A model as it stands in a file: plain data. It needs its plug-in only to predict; until that is installed it is
/// dormant, and everything in it can be read.
public final class SavedModel {

    private final DataTree.Fields tree;
    private final Provenance provenance;

    /// @throws GliaException if the data are not those of a trained model
    public SavedModel(DataTree.Fields tree) {
        this.tree = tree;
        this.provenance = tree.get("provenance").as(Provenance.class);
    }

    /// All data.
    public DataTree.Fields tree() {
        return tree;
    }

    public Provenance provenance() {
        return provenance;
    }

    /// The columns that it was fitted on, targets included.
    public Schema schema() {
        return tree.get("schema").as(Schema.class);
    }

    /// The model with its predictions, by the algorithms that are installed.
    ///
    /// @throws AbsentModelException if an algorithm is not installed; the message names the plug-in
    /// @throws GliaException        if the data do not fit the algorithm
    public Trained<?> wake(Catalog catalog) {
        return tree.asTrained(new DataTree.ModelReader() {
            @Override
            public Model read(Provenance from, DataTree.Fields model) {
                return SavedModel.read(from, model, catalog.open(offer(from, catalog)), this);
            }
        });
    }

    private static <S extends Record, M extends Model> Model read(Provenance from, DataTree.Fields data,
                                                                  Estimator<S, M> estimator, DataTree.ModelReader inner) {
        var type = AlgorithmType.of(estimator);
        int format = type.annotation().format();
        if (from.format() > format) {
            throw new GliaException("the model of `%s` has the format %d, and the installed plug-in knows %d; update %s"
                    .formatted(from.algorithm(), from.format(), format, from.plugin().name()));
        }
        DataTree lifted = from.format() < format ? estimator.upgrade(from.format(), data) : data;
        return (Model) lifted.as(type.model().asSubclass(Record.class), inner);
    }

    /// The algorithm of that name: that of the same plug-in where several offer it.
    private static AlgorithmOffer offer(Provenance from, Catalog catalog) {
        var found = catalog.algorithms().stream().filter(offer -> offer.name().equals(from.algorithm())).toList();
        return found.stream().filter(offer -> offer.plugin().name().equals(from.plugin().name())).findFirst()
                .or(() -> found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty())
                .orElseThrow(() -> new AbsentModelException(from));
    }
}

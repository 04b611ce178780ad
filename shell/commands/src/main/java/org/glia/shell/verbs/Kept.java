package org.glia.shell.verbs;

import org.glia.api.model.DataTree;
import org.glia.api.model.Provenance;
import org.glia.api.model.Trained;
import org.glia.runtime.file.SavedModel;

/// A model on the desk: plain data, so that no object of a plug-in outlives the work that made it.
///
/// @param name  what the user calls it
/// @param saved its data
record Kept(String name, SavedModel saved) {

    static Kept of(String name, Trained<?> trained) {
        return new Kept(name, new SavedModel((DataTree.Fields) DataTree.of(trained)));
    }

    Provenance provenance() {
        return saved.provenance();
    }
}

package org.glia.api.model;

import org.glia.api.problem.GliaException;

/// A model's data are readable, but the algorithm that understands them is not installed.
public final class AbsentModelException extends GliaException {

    private static final long serialVersionUID = 1L;

    private final transient Provenance provenance;

    public AbsentModelException(Provenance provenance) {
        super("the model needs the algorithm `%s` of the plug-in %s %s, which is not installed; the model works again when it is"
                .formatted(provenance.algorithm(), provenance.plugin().name(), provenance.plugin().version()));
        this.provenance = provenance;
    }

    /// Where the model came from.
    public Provenance provenance() {
        return provenance;
    }
}

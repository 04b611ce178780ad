package org.glia.api.model;

import java.util.Optional;

/// Finds the view of a wanted type among those that a model has.
public final class View {

    private View() {
    }

    /// The first of `views` that is of this type; they should be cheap to make.
    public static <V> Optional<V> of(Class<V> type, Object... views) {
        for (var view : views) {
            if (type.isInstance(view)) {
                return Optional.of(type.cast(view));
            }
        }
        return Optional.empty();
    }
}

package org.glia.api;

import java.util.List;
import java.util.Set;

import org.glia.api.model.Plugin;
import org.glia.api.recipe.Key;
import org.glia.api.recipe.SettingsType;

/// What is known of a data source without its classes; the parts are those of [Source], with the settings' keys.
public record SourceOffer(String name, String title, Plugin plugin, Set<String> extensions, String references,
                          List<Key> settings) implements Offer {

    public SourceOffer {
        extensions = Set.copyOf(extensions);
        settings = List.copyOf(settings);
    }

    /// What is known of this data source.
    public static <S extends Record> SourceOffer of(DataSource<S> source, Plugin plugin) {
        var annotation = DataSource.source(source.getClass());
        return new SourceOffer(annotation.name(), annotation.title(), plugin, Set.of(annotation.extensions()),
                annotation.references(), DataSource.settings(source).keys());
    }

    /// Whether it reads files rather than bringing its own data.
    public boolean readsFiles() {
        return !extensions.isEmpty();
    }
}

package org.glia.api;

import java.util.List;
import java.util.Set;

import org.glia.api.data.Accepts;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.recipe.Key;

/// What is known of an algorithm without its classes; the parts are those of [Algorithm], with the settings' keys.
public record AlgorithmOffer(String name, String title, Plugin plugin, Set<Task> tasks, Set<Accepts> accepts,
                             Set<Accepts> removes, Set<Accepts> adds, List<String> views, boolean random,
                             String references, List<Key> settings) implements Offer {

    public AlgorithmOffer {
        tasks = Set.copyOf(tasks);
        accepts = Set.copyOf(accepts);
        removes = Set.copyOf(removes);
        adds = Set.copyOf(adds);
        views = List.copyOf(views);
        settings = List.copyOf(settings);
    }
}

package org.glia.trees;

import java.util.EnumSet;

import org.glia.api.Catalog;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;

/// Where the scores of gradient boosting begin, as a setting.
public sealed interface GbmStart {

    /// The constant that has the least loss.
    record Constant() implements GbmStart {
    }

    /// 0.
    record Zero() implements GbmStart {
    }

    /// What another model predicts: the trees correct it.
    record Model(@Setting("what predicts first, such as [linear]") Recipe base) implements GbmStart {
    }

    /// What can be taken where the other model must take it too.
    default Traits narrow(Traits traits, Catalog catalog) {
        if (!(this instanceof Model model)) {
            return traits;
        }
        var base = catalog.configure(model.base()).traits();
        var accepts = EnumSet.noneOf(Accepts.class);
        accepts.addAll(traits.accepts());
        accepts.retainAll(base.accepts());
        var tasks = new java.util.HashSet<>(traits.tasks());
        tasks.retainAll(base.tasks());
        return traits.withAccepts(accepts).withTasks(tasks);
    }
}

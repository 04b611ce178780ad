package org.glia.api;

import java.util.Set;

import org.glia.api.data.Accepts;
import org.glia.api.data.Task;

/// What an algorithm takes and does with certain settings.
///
/// @param tasks   the questions it answers
/// @param accepts what it can take
/// @param removes what it takes away from the data, as a transformer
/// @param adds    what it brings into the data, as a transformer
public record Traits(Set<Task> tasks, Set<Accepts> accepts, Set<Accepts> removes, Set<Accepts> adds) {

    public Traits {
        tasks = Set.copyOf(tasks);
        accepts = Set.copyOf(accepts);
        removes = Set.copyOf(removes);
        adds = Set.copyOf(adds);
    }

    /// What the class says of itself in [Algorithm].
    public static Traits declared(Class<?> estimator) {
        var declared = AlgorithmType.annotation(estimator);
        return new Traits(Set.of(declared.tasks()), Set.of(declared.accepts()), Set.of(declared.removes()),
                Set.of(declared.adds()));
    }

    public Traits withTasks(Set<Task> others) {
        return new Traits(others, accepts, removes, adds);
    }

    public Traits withAccepts(Set<Accepts> others) {
        return new Traits(tasks, others, removes, adds);
    }

    public Traits withRemoves(Set<Accepts> others) {
        return new Traits(tasks, accepts, others, adds);
    }

    public Traits withAdds(Set<Accepts> others) {
        return new Traits(tasks, accepts, removes, others);
    }
}

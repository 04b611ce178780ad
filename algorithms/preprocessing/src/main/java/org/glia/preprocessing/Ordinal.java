package org.glia.preprocessing;

import java.util.HashSet;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Replaces the levels of every nominal column by their numbers 0, 1, 2 ... in the order of the levels.
///
/// *What it learns.* Nothing beyond the levels, which stand in the column's declaration.
///
/// *When to use it.* For ordered levels (`low`, `middle`, `high`) about equally far apart, and before trees, which only ask
/// for the order. For other levels the numbers pretend an order that is not there: see `onehot`.
///
/// *Complexity.* O(n d) time.
///
/// *Missing values* stay missing. *Levels that training did not know* are refused (`unseen=error`), become missing
/// (`unseen=missing`) or a number of your choice (`unseen=-1`). *Weights* make no difference. *Numeric columns* pass by.
///
/// *Example.* `crossval "ordinal columns=cut,color,clarity | standardize | ridge" on diamonds`
@Component(service = Estimator.class)
@Algorithm(name = "ordinal", title = "ordinal encoding", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NOMINAL, Accepts.MISSING, Accepts.UNSEEN, Accepts.WEIGHTS},
        removes = Accepts.NOMINAL, adds = Accepts.NUMERIC,
        references = "Stevens 1946, On the theory of scales of measurement")
public final class Ordinal implements Estimator<Ordinal.Settings, OrdinalModel> {

    /// What a level becomes that training did not know.
    public sealed interface Unseen {

        /// The rows are refused.
        record Error() implements Unseen {
        }

        /// A missing number.
        record Missing() implements Unseen {
        }

        /// A number that no level has.
        record Code(@Setting("the number of a level that training did not know") double code) implements Unseen {
        }
    }

    /// @param unseen what a level becomes that training did not know
    public record Settings(@Setting("what a level becomes that training did not know") Unseen unseen) {

        public Settings() {
            this(new Unseen.Error());
        }
    }

    /// Levels that are to become missing need not come here.
    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(Ordinal.class);
        var accepts = new HashSet<>(declared.accepts());
        if (settings.unseen() instanceof Unseen.Missing) {
            accepts.remove(Accepts.UNSEEN);
        }
        return declared.withAccepts(accepts);
    }

    @Override
    public OrdinalModel fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        return new OrdinalModel(settings.unseen());
    }
}

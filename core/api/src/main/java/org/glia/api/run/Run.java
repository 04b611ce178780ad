package org.glia.api.run;

import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.api.problem.CancelledException;
import org.osgi.annotation.versioning.ProviderType;

/// What the engine lends to one fit. All its methods may be called from any thread of the fit.
@ProviderType
public interface Run {

    /// A run on this machine's threads, without an engine: for plain Java and for tests. Nested recipes need
    /// [RunSetup#withRecipes].
    static Run local(long seed) {
        return local(RunSetup.of(seed));
    }

    static Run local(RunSetup setup) {
        return LocalRun.root(setup);
    }

    /// The seed of the whole request.
    long seed();

    /// The question that was asked.
    Task task();

    /// The random stream of a purpose ("seeding") and an index (the number of the start). Streams are independent of
    /// each other and of the order in which they are used: never share one between pieces of parallel work, name one
    /// for each.
    RandomStream random(String purpose, long index);

    /// Parallel loops whose results do not depend on the number of threads.
    Parallel parallel();

    /// The rows of `data` in chunks with row-local state, for data-parallel fits.
    ///
    /// @param opening makes the state of each chunk; a record
    <L> Chunks<L> chunks(Dataset data, Opening<L> opening);

    /// Nested recipes.
    Recipes recipes();

    /// Says how far the fit is.
    ///
    /// @param fraction from 0 to 1, never less than before
    /// @param what     what is being done, in a few words
    void progress(double fraction, String what);

    /// Notes a point of a line that people may look at later (`loss`, `inertia`).
    ///
    /// @param step rising within a line
    void record(String line, double step, double value);

    /// Tells the user something that does not stop the fit, as one sentence with the cure.
    void warn(String message);

    /// Ends the fit here if the user has asked for that. Call it at least a few times a second; parallel loops do.
    ///
    /// @throws CancelledException if the run is cancelled
    void checkCancelled();

    /// The state that an interrupted run of the same fit kept last; empty where there is none, or the engine keeps none.
    <C extends Record> Optional<C> checkpoint(Class<C> type);

    /// Keeps a state from which the fit can go on; engines that do not resume ignore it.
    void keep(Record state);

    /// The run of a part of this one (a member of an ensemble, a step): its random streams are its own, its progress and
    /// warnings are shown under `path`, its history is kept apart.
    ///
    /// @param path distinct among the children of a run
    Run child(String path);

    /// This run with another question.
    Run as(Task task);

    /// What this run (not its children) has recorded so far.
    History history();

    /// What this run and its children have warned of so far.
    List<String> warnings();
}

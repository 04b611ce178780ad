package org.glia.experiments;

import java.util.List;
import java.util.Optional;

import org.glia.api.model.Prediction;
import org.osgi.annotation.versioning.ProviderType;

/// Keeps how trials ended, so that nothing is done twice. Safe for use by many threads at once, and several processes may use
/// one store at the same time.
///
/// A trial is planned, then claimed by the process that works on it, then committed. What a process has claimed when it dies is
/// free again. A result belongs to the trial's key, so studies that ask the same share it.
@ProviderType
public interface ResultsStore extends AutoCloseable {

    /// Enters a study with its trials, those that are not known yet as planned. Entering it again adds what is new.
    ///
    /// @throws org.glia.api.problem.GliaException if the store cannot be written; so do all other methods
    void enter(Study study, Plan plan);

    /// How a trial ended, without the answers. Of the scores, those of the trial's measures that are known.
    Optional<CellResult> find(Trial trial);

    /// Whether the trial may be worked on here and now: not while a living process works on it, nor once it has ended, unless
    /// it is to be done again.
    boolean claim(Trial trial, boolean again);

    /// Gives a claim back, for a trial that was not worked through.
    void release(Trial trial);

    /// Keeps a result in place of an older one of the same key, and its scores beside others. When this returns, it is kept.
    void commit(CellResult result);

    /// The answers of a trial that was worked through.
    ///
    /// @param key a trial's [Trial#key]
    Optional<Prediction> prediction(String key);

    /// The studies that are kept, the latest first.
    List<Entry> studies();

    /// A study with the results of all of its trials, those not done as cancelled.
    ///
    /// @param id a study's [Study#id], or the beginning of one that no other begins with
    /// @throws org.glia.api.problem.GliaException if there is none, or more than one
    Results results(String id);

    /// The result of one trial.
    ///
    /// @param key a trial's [Trial#key], or the beginning of one that no other begins with
    /// @throws org.glia.api.problem.GliaException if there is none, or more than one
    CellResult result(String key);

    /// Forgets a study, and the trials that no other study has.
    ///
    /// @param id as for [#results]
    /// @return how many trials were forgotten
    int delete(String id);

    @Override
    void close();
}

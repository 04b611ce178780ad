package org.glia.benchmarks.workloads;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;

/// A Java library that takes part. Those of the profile `peers` are found as services.
interface Contestant {

    /// What a contestant gets.
    ///
    /// @param workload the task
    /// @param data     where it lies: the folder of a [Layout], or the file to read
    /// @param threads  most threads that it may use
    record Assignment(Workload workload, Path data, int threads) {

        int whole(String contestant, String setting, int otherwise) {
            return Optional.ofNullable(workload.settings(contestant).get(setting)).map(Integer::parseInt).orElse(otherwise);
        }

        double number(String contestant, String setting, double otherwise) {
            return Optional.ofNullable(workload.settings(contestant).get(setting)).map(Double::parseDouble).orElse(otherwise);
        }
    }

    /// A task whose data are in the library's own form.
    @FunctionalInterface
    interface Trial {

        /// Does the task; this is timed.
        ///
        /// @param run number of the run, from 0: the seed of what is random
        /// @return makes the answer, untimed
        Supplier<Answer> fit(int run) throws Exception;
    }

    /// How tables call it.
    String name();

    String version();

    /// The SPDX name.
    String licence();

    /// The algorithms that it has, by our names for them.
    Set<String> algorithms();

    /// Brings the data into the library's own form; not timed.
    Trial prepare(Assignment task) throws Exception;

    /// Ours first, then those on the class path.
    static List<Contestant> all() {
        var all = new ArrayList<Contestant>(List.of(new GliaContestant(), new CommonsMathContestant()));
        ServiceLoader.load(Contestant.class).forEach(all::add);
        return all;
    }
}

package org.glia.benchmarks.workloads;

import java.util.List;
import java.util.Optional;

/// What a contestant's process tells when it is done; its answers stand in files beside `reply.json`.
///
/// @param version     of the library
/// @param seconds     of each run by the clock, the first one included
/// @param cpu         the same by the processor's time, all threads together
/// @param peak        most memory that the process has held, in bytes; 0 where the system does not tell
/// @param answers     how many of the last runs left an answer
/// @param squaredNorm  of the penalised coefficients of the last run; none if the contestant does not tell
/// @param absoluteNorm of the same
record Reply(String version, List<Double> seconds, List<Double> cpu, long peak, int answers, Double squaredNorm, Double absoluteNorm) {

    Answer answer(double[] train, double[] test) {
        return new Answer(train, test, Optional.ofNullable(squaredNorm), Optional.ofNullable(absoluteNorm));
    }
}

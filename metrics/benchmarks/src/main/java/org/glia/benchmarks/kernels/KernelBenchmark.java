package org.glia.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One kernel of one library at one size. Each runs in a virtual machine of its own, which knows no other.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {

    @Param("gemm")
    public String kernel;

    @Param("64x64x64")
    public String shape;

    @Param("glia")
    public String library;

    @Param("1")
    public int threads;

    private Runnable run;

    @Setup
    public void prepare() {
        LogManager.getLogManager().reset(); // netlib tells which of its classes it uses
        var problem = Kernels.named(kernel).problem(Kernel.parse(shape));
        run = Library.named(library).kernels(threads).get(kernel).apply(problem).run();
    }

    @Benchmark
    public void run() {
        run.run();
    }
}

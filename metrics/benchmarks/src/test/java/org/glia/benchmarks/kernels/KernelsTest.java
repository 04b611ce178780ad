package org.glia.benchmarks.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

class KernelsTest {

    @Test
    void allLibrariesComputeTheSameAsThePlainLoops() {
        assertEquals(List.of(), KernelCheck.differences(name -> true));
    }

    @Test
    void eachKernelHasANameOfItsOwnAndALibraryThatIsNotOurs() {
        var names = Kernels.all().stream().map(Kernel::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
        var others = Library.all().stream().filter(library -> !library.name().equals("glia")).toList();
        for (var name : names) {
            assertTrue(others.stream().anyMatch(library -> library.kernels(1).containsKey(name)), name);
        }
    }

    @Test
    void librariesOfferOnlyKernelsThatAreDeclared() {
        var names = new HashSet<>(Kernels.all().stream().map(Kernel::name).toList());
        for (var library : Library.all()) {
            assertTrue(names.containsAll(library.kernels(1).keySet()), library.name() + " " + library.kernels(1).keySet());
        }
    }

    @Test
    void speedCountsTheWorkOfTheDeclaration() {
        // 2 * 1000^3 operations in a tenth of a second
        assertEquals(20, Kernels.named("gemm").speed(new Kernel.Sizes(1000, 1000, 1000), 0.1), 1e-12);
        // 1000 x 500 doubles read in a millisecond
        assertEquals(4, Kernels.named("gemv").speed(new Kernel.Sizes(1000, 500, 1), 0.001), 1e-12);
        assertEquals(2, Kernels.named("exp").speed(new Kernel.Sizes(1_000_000, 1, 1), 0.5), 1e-12);
    }

    @Test
    void sizesAreReadAsTheyAreWritten() {
        for (var text : List.of("60000x10x784", "1000x1000", "100000")) {
            assertEquals(text, Kernel.parse(text).toString());
        }
    }

    @Test
    void theTableSetsOursBesideTheBestOfTheOthersAndTellsWhereWeAreBehind() {
        var report = new KernelReport(List.of(
                new KernelResult("gemm", "64x64x64", 1, "glia", "1", 0.1, 30, "GFLOP/s"),
                new KernelResult("gemm", "64x64x64", 1, "loop", "1", 0.1, 2, "GFLOP/s"),
                new KernelResult("gemm", "64x64x64", 1, "openblas", "1", 0.1, 40, "GFLOP/s"),
                new KernelResult("exp", "1000", 1, "glia", "1", 0.1, 500, "M/s"),
                new KernelResult("exp", "1000", 1, "loop", "1", 0.1, 100, "M/s"),
                new KernelResult("exp", "1000", 2, "loop", "1", 0.1, 100, "M/s")));
        assertEquals("""
                One thread:

                | kernel | size     | unit    | glia | loop | openblas | ratio to the best other |
                | ------ | -------- | ------- | ---- | ---- | -------- | ----------------------- |
                | gemm   | 64x64x64 | GFLOP/s | 30.0 | 2.00 | 40.0     | 0.75 (openblas)         |
                | exp    | 1000     | M/s     | 500  | 100  |          | 5.00 (loop)             |

                2 threads:

                | kernel | size | unit | glia | loop | ratio to the best other |
                | ------ | ---- | ---- | ---- | ---- | ----------------------- |
                | exp    | 1000 | M/s  |      | 100  |                         |

                """, report.toString());
        assertEquals(List.of("gemm 64x64x64, one thread: 0.75 of openblas"), report.behind());
    }
}

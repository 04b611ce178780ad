package org.glia.benchmarks.kernels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import org.bytedeco.javacpp.Loader;
import org.glia.benchmarks.report.Machine;

/// A library of OpenBLAS, called through netlib: on the heap's own arrays, without copies. A virtual machine can have one only.
///
/// @param file where it is: a bare name would mean whichever one is already loaded
record OpenBlas(Path file) {

    private static final List<String> FOLDERS = List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib");
    private static final String BUNDLED = "/org/bytedeco/openblas/" + Loader.getPlatform() + "/";

    /// The one of the machine (Debian: libopenblas0).
    static Optional<OpenBlas> ofSystem() {
        var found = FOLDERS.stream().map(folder -> Path.of(folder, "libopenblas.so.0")).filter(Files::exists).findFirst().map(OpenBlas::new);
        if (found.isPresent()) {
            Machine.openBlasKernels().ifPresent(OpenBlas::choose);
        }
        return found;
    }

    /// It looks into the environment when it is loaded, which a JVM cannot change by means of its own.
    private static void choose(String kernels) {
        try (var arena = Arena.ofConfined()) {
            var set = Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().find("setenv").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed = (int) set.invokeExact(arena.allocateFrom("OPENBLAS_CORETYPE"), arena.allocateFrom(kernels), 1);
            if (failed != 0) {
                throw new IllegalStateException("the environment cannot be changed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("the kernels of OpenBLAS cannot be chosen", e);
        }
    }

    /// The one that bytedeco's jar brings, unpacked beside the libraries that it needs.
    static Optional<OpenBlas> ofBytedeco() {
        if (OpenBlas.class.getResource(BUNDLED + "libopenblas.so.0") == null) {
            return Optional.empty();
        }
        try {
            for (var needed : new String[] {"libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5"}) {
                System.load(Loader.cacheResource(BUNDLED + needed).getPath());
            }
            return Optional.of(new OpenBlas(Loader.cacheResource(BUNDLED + "libopenblas.so.0").toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SymbolLookup symbols() {
        return SymbolLookup.libraryLookup(file, Arena.global());
    }

    /// The version that the library tells.
    String version() {
        var name = FunctionDescriptor.of(ValueLayout.ADDRESS);
        try {
            var text = (java.lang.foreign.MemorySegment) Linker.nativeLinker()
                    .downcallHandle(symbols().find("openblas_get_config").orElseThrow(), name).invokeExact();
            var words = text.reinterpret(1000).getString(0).split(" ");
            return words[1];
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS does not tell its version", e);
        }
    }

    private void limit(int threads) {
        try {
            Linker.nativeLinker().downcallHandle(symbols().find("openblas_set_num_threads").orElseThrow(),
                    FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)).invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException("the threads of OpenBLAS cannot be limited", e);
        }
    }

    Map<String, Function<Problem, Computation>> kernels(int threads) {
        System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", file.toString());
        System.setProperty("dev.ludovic.netlib.lapack.nativeLibPath", file.toString());
        limit(threads);
        return BlasKernels.of(NativeBLAS.getInstance(), NativeLAPACK.getInstance());
    }
}

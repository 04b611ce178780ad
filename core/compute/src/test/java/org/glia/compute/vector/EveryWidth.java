package org.glia.compute.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.function.Supplier;

/// Holds the widths of vectors against each other: a probe runs once for each width that the machine has, and once
/// without vectors, on kernels loaded for that width alone; all must give the same bits.
public final class EveryWidth {

    private EveryWidth() {
    }

    /// A public class with a public constructor without parameters, which computes with kernels of this module and returns the numbers.
    @FunctionalInterface
    public interface Probe extends Supplier<double[]> {
    }

    /// Runs the probe for each width. All NaNs are taken for the same.
    public static void agrees(Class<? extends Probe> probe) {
        var expected = run(probe, Width.NONE);
        if (expected.length == 0) {
            fail(probe.getSimpleName() + " computes nothing");
        }
        for (var width : Width.values()) {
            if (width.bits() > Species.Widest.bits()) {
                continue;
            }
            var actual = run(probe, width);
            assertEquals(expected.length, actual.length, "numbers computed with " + width);
            for (int i = 0; i < expected.length; i++) {
                if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
                    fail("number %d of %s is %s without vectors and %s with %s".formatted(i, probe.getSimpleName(),
                            Double.toHexString(expected[i]), Double.toHexString(actual[i]), width));
                }
            }
        }
    }

    private static synchronized double[] run(Class<? extends Probe> probe, Width width) {
        var before = System.getProperty(Width.PROPERTY);
        System.setProperty(Width.PROPERTY, width == Width.NONE ? "none" : Integer.toString(width.bits()));
        try (var loader = new OfOneWidth()) {
            var chosen = loader.loadClass(Width.class.getName()).getMethod("chosen").invoke(null);
            assertEquals(width.name(), chosen.toString());
            var numbers = loader.loadClass(probe.getName()).getConstructor().newInstance();
            @SuppressWarnings("unchecked")
            var supplier = (Supplier<double[]>) numbers;
            return supplier.get();
        } catch (ReflectiveOperationException | IOException e) {
            throw new AssertionError("the probe cannot be run: " + e, e);
        } finally {
            if (before == null) {
                System.clearProperty(Width.PROPERTY);
            } else {
                System.setProperty(Width.PROPERTY, before);
            }
        }
    }

    /// Loads this module's classes, and those of its tests, anew.
    private static final class OfOneWidth extends URLClassLoader {

        OfOneWidth() {
            super(places(), EveryWidth.class.getClassLoader());
        }

        private static URL[] places() {
            return Arrays.stream(new Class<?>[] {Width.class, EveryWidth.class})
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation()).toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.glia.compute.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}

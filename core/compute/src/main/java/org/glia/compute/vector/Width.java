package org.glia.compute.vector;

/// How wide the vector instructions are that kernels are built from. Decided once, when the first kernel is needed: the
/// widest that the machine has, none where the JVM runs without the module `jdk.incubator.vector`. The system property
/// `org.glia.compute.vector` (`none`, `128`, `256`, `512`) forces another width; results have the same bits with each.
public enum Width {
    NONE(0), BITS_128(128), BITS_256(256), BITS_512(512);

    public static final String PROPERTY = "org.glia.compute.vector";

    /// Multiplications without vectors that take about as long as the JVM needs until kernels with vectors are compiled:
    /// whoever pays for that only then never takes more than twice the time that would have been best.
    private static final long WARMING = 1L << 29;

    private static final String ASKED = System.getProperty(PROPERTY, "");
    private static final Width CHOSEN = choose(ASKED);

    /// Multiplications without vectors so far, about: it is not kept from races, as results do not depend on it. Who asks
    /// for a width gets it at once.
    private static long done = CHOSEN == NONE ? Long.MIN_VALUE : ASKED.isEmpty() ? 0 : WARMING;

    private final int bits;

    Width(int bits) {
        this.bits = bits;
    }

    /// 0 where there are no vectors.
    public int bits() {
        return bits;
    }

    /// The width that all kernels of this JVM use.
    public static Width chosen() {
        return CHOSEN;
    }

    /// Whether work should be done with vector instructions, which are there and slow at first; only then may classes be
    /// touched that name the module's.
    ///
    /// @param multiplications about as many as the work takes
    public static boolean pays(long multiplications) {
        if (done >= WARMING) {
            return true;
        }
        if (CHOSEN != NONE) {
            done += Math.min(multiplications, WARMING);
        }
        return false;
    }

    private static Width choose(String asked) {
        if (asked.equals("none") || !hasModule()) {
            return NONE;
        }
        int widest = Species.Widest.bits();
        int bits = asked.matches("\\d{1,9}") ? Math.min(widest, Integer.parseInt(asked)) : widest;
        return switch (bits) {
            case 128 -> BITS_128;
            case 256 -> BITS_256;
            case 512 -> BITS_512;
            default -> widest < 128 ? NONE : BITS_128;
        };
    }

    private static boolean hasModule() {
        try {
            Class.forName("jdk.incubator.vector.DoubleVector", false, Width.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}

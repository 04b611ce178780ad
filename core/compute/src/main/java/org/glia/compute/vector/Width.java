package org.glia.compute.vector;

/// How wide the vector instructions are that kernels are built from. Decided once, when the first kernel is needed: the
/// widest that the machine has, none where the JVM runs without the module `jdk.incubator.vector`. The system property
/// `org.glia.compute.vector` (`none`, `128`, `256`, `512`) forces another width; results have the same bits with each.
public enum Width {
    NONE(0), BITS_128(128), BITS_256(256), BITS_512(512);

    public static final String PROPERTY = "org.glia.compute.vector";

    private static final Width CHOSEN = choose(System.getProperty(PROPERTY, ""));

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

    /// Whether there are vector instructions; only then may classes be touched that name the module's.
    public static boolean hasVectors() {
        return CHOSEN != NONE;
    }

    private static Width choose(String asked) {
        if (asked.equals("none") || !hasModule()) {
            return NONE;
        }
        int widest = Species.Widest.bits();
        int bits = asked.isEmpty() ? widest : Math.min(widest, Integer.parseInt(asked));
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

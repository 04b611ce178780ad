package org.glia.compute.dense;

/// [Floats] without vectors.
final class ScalarFloats {

    /// How many sums a long one is spread over.
    static final int LANES = 64;
    /// Elements that are spread over lanes come in groups of this size.
    static final int GROUP = LANES / 4;

    private ScalarFloats() {
    }

    /// The sum of lanes, folded to a quarter, then in halves; the last quarters may be missing.
    static float fold(float[] lanes) {
        if (lanes.length == LANES) {
            for (int i = 0; i < GROUP; i++) {
                lanes[i] = (lanes[i] + lanes[GROUP + i]) + (lanes[2 * GROUP + i] + lanes[3 * GROUP + i]);
            }
        } else {
            for (int i = GROUP; i < lanes.length; i++) {
                lanes[i % GROUP] += lanes[i];
            }
        }
        for (int half = GROUP / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[half + i];
            }
        }
        return lanes[0];
    }

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        int grouped = n - n % GROUP;
        float sum = 0;
        if (grouped > 0) {
            var lanes = new float[Math.min(LANES, grouped)];
            for (int lane = 0; lane < lanes.length; lane += 8) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                float s4 = 0;
                float s5 = 0;
                float s6 = 0;
                float s7 = 0;
                for (int i = lane; i < grouped; i += LANES) {
                    s0 = Math.fma(x[xAt + i], y[yAt + i], s0);
                    s1 = Math.fma(x[xAt + i + 1], y[yAt + i + 1], s1);
                    s2 = Math.fma(x[xAt + i + 2], y[yAt + i + 2], s2);
                    s3 = Math.fma(x[xAt + i + 3], y[yAt + i + 3], s3);
                    s4 = Math.fma(x[xAt + i + 4], y[yAt + i + 4], s4);
                    s5 = Math.fma(x[xAt + i + 5], y[yAt + i + 5], s5);
                    s6 = Math.fma(x[xAt + i + 6], y[yAt + i + 6], s6);
                    s7 = Math.fma(x[xAt + i + 7], y[yAt + i + 7], s7);
                }
                lanes[lane] = s0;
                lanes[lane + 1] = s1;
                lanes[lane + 2] = s2;
                lanes[lane + 3] = s3;
                lanes[lane + 4] = s4;
                lanes[lane + 5] = s5;
                lanes[lane + 6] = s6;
                lanes[lane + 7] = s7;
            }
            sum = fold(lanes);
        }
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = Math.fma(x[xAt + i], y[yAt + i], rest);
        }
        return sum + rest;
    }

    static float sum(float[] x, int at, int n) {
        int grouped = n - n % GROUP;
        float sum = 0;
        if (grouped > 0) {
            var lanes = new float[Math.min(LANES, grouped)];
            for (int lane = 0; lane < lanes.length; lane += 8) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                float s4 = 0;
                float s5 = 0;
                float s6 = 0;
                float s7 = 0;
                for (int i = lane; i < grouped; i += LANES) {
                    s0 = s0 + x[at + i];
                    s1 = s1 + x[at + i + 1];
                    s2 = s2 + x[at + i + 2];
                    s3 = s3 + x[at + i + 3];
                    s4 = s4 + x[at + i + 4];
                    s5 = s5 + x[at + i + 5];
                    s6 = s6 + x[at + i + 6];
                    s7 = s7 + x[at + i + 7];
                }
                lanes[lane] = s0;
                lanes[lane + 1] = s1;
                lanes[lane + 2] = s2;
                lanes[lane + 3] = s3;
                lanes[lane + 4] = s4;
                lanes[lane + 5] = s5;
                lanes[lane + 6] = s6;
                lanes[lane + 7] = s7;
            }
            sum = fold(lanes);
        }
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = rest + x[at + i];
        }
        return sum + rest;
    }

    static float sumOfAbsolutes(float[] x, int at, int n) {
        int grouped = n - n % GROUP;
        float sum = 0;
        if (grouped > 0) {
            var lanes = new float[Math.min(LANES, grouped)];
            for (int lane = 0; lane < lanes.length; lane += 8) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                float s4 = 0;
                float s5 = 0;
                float s6 = 0;
                float s7 = 0;
                for (int i = lane; i < grouped; i += LANES) {
                    s0 = s0 + Math.abs(x[at + i]);
                    s1 = s1 + Math.abs(x[at + i + 1]);
                    s2 = s2 + Math.abs(x[at + i + 2]);
                    s3 = s3 + Math.abs(x[at + i + 3]);
                    s4 = s4 + Math.abs(x[at + i + 4]);
                    s5 = s5 + Math.abs(x[at + i + 5]);
                    s6 = s6 + Math.abs(x[at + i + 6]);
                    s7 = s7 + Math.abs(x[at + i + 7]);
                }
                lanes[lane] = s0;
                lanes[lane + 1] = s1;
                lanes[lane + 2] = s2;
                lanes[lane + 3] = s3;
                lanes[lane + 4] = s4;
                lanes[lane + 5] = s5;
                lanes[lane + 6] = s6;
                lanes[lane + 7] = s7;
            }
            sum = fold(lanes);
        }
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = rest + Math.abs(x[at + i]);
        }
        return sum + rest;
    }

    static float squaredDeviations(float[] x, int at, float center, int n) {
        int grouped = n - n % GROUP;
        float sum = 0;
        if (grouped > 0) {
            var lanes = new float[Math.min(LANES, grouped)];
            for (int lane = 0; lane < lanes.length; lane += 8) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                float s4 = 0;
                float s5 = 0;
                float s6 = 0;
                float s7 = 0;
                for (int i = lane; i < grouped; i += LANES) {
                    s0 = squared(x[at + i] - center, s0);
                    s1 = squared(x[at + i + 1] - center, s1);
                    s2 = squared(x[at + i + 2] - center, s2);
                    s3 = squared(x[at + i + 3] - center, s3);
                    s4 = squared(x[at + i + 4] - center, s4);
                    s5 = squared(x[at + i + 5] - center, s5);
                    s6 = squared(x[at + i + 6] - center, s6);
                    s7 = squared(x[at + i + 7] - center, s7);
                }
                lanes[lane] = s0;
                lanes[lane + 1] = s1;
                lanes[lane + 2] = s2;
                lanes[lane + 3] = s3;
                lanes[lane + 4] = s4;
                lanes[lane + 5] = s5;
                lanes[lane + 6] = s6;
                lanes[lane + 7] = s7;
            }
            sum = fold(lanes);
        }
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = squared(x[at + i] - center, rest);
        }
        return sum + rest;
    }

    static float squaredDistance(float[] x, int xAt, float[] y, int yAt, int n) {
        int grouped = n - n % GROUP;
        float sum = 0;
        if (grouped > 0) {
            var lanes = new float[Math.min(LANES, grouped)];
            for (int lane = 0; lane < lanes.length; lane += 8) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                float s4 = 0;
                float s5 = 0;
                float s6 = 0;
                float s7 = 0;
                for (int i = lane; i < grouped; i += LANES) {
                    s0 = squared(x[xAt + i] - y[yAt + i], s0);
                    s1 = squared(x[xAt + i + 1] - y[yAt + i + 1], s1);
                    s2 = squared(x[xAt + i + 2] - y[yAt + i + 2], s2);
                    s3 = squared(x[xAt + i + 3] - y[yAt + i + 3], s3);
                    s4 = squared(x[xAt + i + 4] - y[yAt + i + 4], s4);
                    s5 = squared(x[xAt + i + 5] - y[yAt + i + 5], s5);
                    s6 = squared(x[xAt + i + 6] - y[yAt + i + 6], s6);
                    s7 = squared(x[xAt + i + 7] - y[yAt + i + 7], s7);
                }
                lanes[lane] = s0;
                lanes[lane + 1] = s1;
                lanes[lane + 2] = s2;
                lanes[lane + 3] = s3;
                lanes[lane + 4] = s4;
                lanes[lane + 5] = s5;
                lanes[lane + 6] = s6;
                lanes[lane + 7] = s7;
            }
            sum = fold(lanes);
        }
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = squared(x[xAt + i] - y[yAt + i], rest);
        }
        return sum + rest;
    }

    static float squared(float difference, float sum) {
        return Math.fma(difference, difference, sum);
    }

    static float largest(float[] x, int at, int n) {
        float result = 0;
        for (int i = 0; i < n; i++) {
            result = Math.max(result, Math.abs(x[at + i]));
        }
        return result;
    }

    static float max(float[] x, int at, int n) {
        float result = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            result = Math.max(result, x[at + i]);
        }
        return result;
    }

    static float min(float[] x, int at, int n) {
        float result = Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            result = Math.min(result, x[at + i]);
        }
        return result;
    }

    static void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(alpha, x[xAt + i], y[yAt + i]);
        }
    }

    static void axpby(float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(alpha, x[xAt + i], beta == 0 ? 0 : beta * y[yAt + i]);
        }
    }

    static void scale(float alpha, float[] x, int at, int n) {
        for (int i = 0; i < n; i++) {
            x[at + i] *= alpha;
        }
    }

    static void multiply(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] *= x[xAt + i];
        }
    }
}

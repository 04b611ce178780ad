package org.glia.compute.neighbours;

import static org.glia.compute.vector.Species.DOUBLE;
import static org.glia.compute.vector.Species.DOUBLES;
import static org.glia.compute.vector.Species.FLOAT;
import static org.glia.compute.vector.Species.FLOATS;

import org.glia.compute.vector.Species;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// With vectors: four at a time, so that their sums need not wait for each other.
record VectorLanes() implements Lanes {

    private static final int W = DOUBLES;
    private static final int F = FLOATS;

    @Override
    public int squares(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        int within = 0;
        for (int l = 0; l < BUCKET; l += 4 * W) {
            var a = DoubleVector.fromArray(DOUBLE, sums, l);
            var b = DoubleVector.fromArray(DOUBLE, sums, l + W);
            var c = DoubleVector.fromArray(DOUBLE, sums, l + 2 * W);
            var e = DoubleVector.fromArray(DOUBLE, sums, l + 3 * W);
            int from = at + l;
            for (int j = 0; j < count; j++, from += BUCKET) {
                var x = DoubleVector.broadcast(DOUBLE, q[qAt + j]);
                var s = DoubleVector.fromArray(DOUBLE, points, from).sub(x);
                var t = DoubleVector.fromArray(DOUBLE, points, from + W).sub(x);
                var u = DoubleVector.fromArray(DOUBLE, points, from + 2 * W).sub(x);
                var v = DoubleVector.fromArray(DOUBLE, points, from + 3 * W).sub(x);
                a = s.fma(s, a);
                b = t.fma(t, b);
                c = u.fma(u, c);
                e = v.fma(v, e);
            }
            a.intoArray(sums, l);
            b.intoArray(sums, l + W);
            c.intoArray(sums, l + 2 * W);
            e.intoArray(sums, l + 3 * W);
            within |= (int) (a.compare(VectorOperators.LE, limit).toLong()
                    | b.compare(VectorOperators.LE, limit).toLong() << W
                    | c.compare(VectorOperators.LE, limit).toLong() << 2 * W
                    | e.compare(VectorOperators.LE, limit).toLong() << 3 * W) << l;
        }
        return within;
    }

    @Override
    public int absolutes(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        int within = 0;
        for (int l = 0; l < BUCKET; l += 4 * W) {
            var a = DoubleVector.fromArray(DOUBLE, sums, l);
            var b = DoubleVector.fromArray(DOUBLE, sums, l + W);
            var c = DoubleVector.fromArray(DOUBLE, sums, l + 2 * W);
            var e = DoubleVector.fromArray(DOUBLE, sums, l + 3 * W);
            int from = at + l;
            for (int j = 0; j < count; j++, from += BUCKET) {
                var x = DoubleVector.broadcast(DOUBLE, q[qAt + j]);
                a = a.add(DoubleVector.fromArray(DOUBLE, points, from).sub(x).abs());
                b = b.add(DoubleVector.fromArray(DOUBLE, points, from + W).sub(x).abs());
                c = c.add(DoubleVector.fromArray(DOUBLE, points, from + 2 * W).sub(x).abs());
                e = e.add(DoubleVector.fromArray(DOUBLE, points, from + 3 * W).sub(x).abs());
            }
            a.intoArray(sums, l);
            b.intoArray(sums, l + W);
            c.intoArray(sums, l + 2 * W);
            e.intoArray(sums, l + 3 * W);
            within |= (int) (a.compare(VectorOperators.LE, limit).toLong()
                    | b.compare(VectorOperators.LE, limit).toLong() << W
                    | c.compare(VectorOperators.LE, limit).toLong() << 2 * W
                    | e.compare(VectorOperators.LE, limit).toLong() << 3 * W) << l;
        }
        return within;
    }

    /// Of numbers that are not negative the larger has the larger bits, and to compare those takes one instruction.
    @Override
    public int largest(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        int within = 0;
        for (int l = 0; l < BUCKET; l += 4 * W) {
            var a = bits(DoubleVector.fromArray(DOUBLE, sums, l));
            var b = bits(DoubleVector.fromArray(DOUBLE, sums, l + W));
            var c = bits(DoubleVector.fromArray(DOUBLE, sums, l + 2 * W));
            var e = bits(DoubleVector.fromArray(DOUBLE, sums, l + 3 * W));
            int from = at + l;
            for (int j = 0; j < count; j++, from += BUCKET) {
                var x = DoubleVector.broadcast(DOUBLE, q[qAt + j]);
                a = a.max(bits(DoubleVector.fromArray(DOUBLE, points, from).sub(x).abs()));
                b = b.max(bits(DoubleVector.fromArray(DOUBLE, points, from + W).sub(x).abs()));
                c = c.max(bits(DoubleVector.fromArray(DOUBLE, points, from + 2 * W).sub(x).abs()));
                e = e.max(bits(DoubleVector.fromArray(DOUBLE, points, from + 3 * W).sub(x).abs()));
            }
            a.reinterpretAsDoubles().intoArray(sums, l);
            b.reinterpretAsDoubles().intoArray(sums, l + W);
            c.reinterpretAsDoubles().intoArray(sums, l + 2 * W);
            e.reinterpretAsDoubles().intoArray(sums, l + 3 * W);
            within |= (int) (a.reinterpretAsDoubles().compare(VectorOperators.LE, limit).toLong()
                    | b.reinterpretAsDoubles().compare(VectorOperators.LE, limit).toLong() << W
                    | c.reinterpretAsDoubles().compare(VectorOperators.LE, limit).toLong() << 2 * W
                    | e.reinterpretAsDoubles().compare(VectorOperators.LE, limit).toLong() << 3 * W) << l;
        }
        return within;
    }

    private static LongVector bits(DoubleVector vector) {
        return vector.reinterpretAsLongs();
    }

    @Override
    public void centres(Form form, double[] q, int qAt, int d, double[] centres, int at, double[] sums) {
        switch (form.kind()) {
            case SQUARES -> {
                for (int l = 0; l < FAN; l += W) {
                    var sum = DoubleVector.zero(DOUBLE);
                    for (int j = 0, from = at + l; j < d; j++, from += FAN) {
                        var difference = DoubleVector.fromArray(DOUBLE, centres, from).sub(q[qAt + j]);
                        sum = difference.fma(difference, sum);
                    }
                    sum.intoArray(sums, l);
                }
            }
            case ABSOLUTES -> {
                for (int l = 0; l < FAN; l += W) {
                    var sum = DoubleVector.zero(DOUBLE);
                    for (int j = 0, from = at + l; j < d; j++, from += FAN) {
                        sum = sum.add(DoubleVector.fromArray(DOUBLE, centres, from).sub(q[qAt + j]).abs());
                    }
                    sum.intoArray(sums, l);
                }
            }
            case LARGEST, POWERS -> new ScalarLanes().centres(form, q, qAt, d, centres, at, sums);
        }
    }

    @Override
    public void boxes(Form form, double[] q, int qAt, int d, double[] boxes, int at, double[] sums) {
        switch (form.kind()) {
            case SQUARES -> {
                for (int l = 0; l < FAN; l += W) {
                    var sum = DoubleVector.zero(DOUBLE);
                    for (int j = 0, from = at + l; j < d; j++, from += 2 * FAN) {
                        var x = DoubleVector.broadcast(DOUBLE, q[qAt + j]);
                        var gap = gap(DoubleVector.fromArray(DOUBLE, boxes, from), x,
                                DoubleVector.fromArray(DOUBLE, boxes, from + FAN)).reinterpretAsDoubles();
                        sum = gap.fma(gap, sum);
                    }
                    sum.intoArray(sums, l);
                }
            }
            case ABSOLUTES -> {
                for (int l = 0; l < FAN; l += W) {
                    var sum = DoubleVector.zero(DOUBLE);
                    for (int j = 0, from = at + l; j < d; j++, from += 2 * FAN) {
                        var x = DoubleVector.broadcast(DOUBLE, q[qAt + j]);
                        sum = sum.add(gap(DoubleVector.fromArray(DOUBLE, boxes, from), x,
                                DoubleVector.fromArray(DOUBLE, boxes, from + FAN)).reinterpretAsDoubles());
                    }
                    sum.intoArray(sums, l);
                }
            }
            case LARGEST -> {
                for (int l = 0; l < FAN; l += W) {
                    var sum = LongVector.zero(Species.LONG);
                    for (int j = 0, from = at + l; j < d; j++, from += 2 * FAN) {
                        var x = DoubleVector.broadcast(DOUBLE, q[qAt + j]);
                        sum = sum.max(gap(DoubleVector.fromArray(DOUBLE, boxes, from), x,
                                DoubleVector.fromArray(DOUBLE, boxes, from + FAN)));
                    }
                    sum.reinterpretAsDoubles().intoArray(sums, l);
                }
            }
            case POWERS -> new ScalarLanes().boxes(form, q, qAt, d, boxes, at, sums);
        }
    }

    /// How far x lies outside, as bits: those of negative numbers are less than those of zero.
    private static LongVector gap(DoubleVector lower, DoubleVector x, DoubleVector upper) {
        return bits(lower.sub(x)).max(bits(x.sub(upper))).max(0);
    }

    @Override
    public int filter(float[] products, int at, float[] norms, int normsAt, int n, float limit, int[] hits) {
        int count = 0;
        int i = 0;
        for (int end = n - n % (4 * F); i < end; i += 4 * F) {
            long passing = passing(products, at + i, norms, normsAt + i, limit);
            for (; passing != 0; passing &= passing - 1) {
                hits[count++] = i + Long.numberOfTrailingZeros(passing);
            }
        }
        for (; i < n; i++) {
            if (products[at + i] + norms[normsAt + i] <= limit) {
                hits[count++] = i;
            }
        }
        return count;
    }

    private static long passing(float[] products, int at, float[] norms, int normsAt, float limit) {
        var a = FloatVector.fromArray(FLOAT, products, at).add(FloatVector.fromArray(FLOAT, norms, normsAt));
        var b = FloatVector.fromArray(FLOAT, products, at + F).add(FloatVector.fromArray(FLOAT, norms, normsAt + F));
        var c = FloatVector.fromArray(FLOAT, products, at + 2 * F)
                .add(FloatVector.fromArray(FLOAT, norms, normsAt + 2 * F));
        var e = FloatVector.fromArray(FLOAT, products, at + 3 * F)
                .add(FloatVector.fromArray(FLOAT, norms, normsAt + 3 * F));
        return a.compare(VectorOperators.LE, limit).toLong()
                | b.compare(VectorOperators.LE, limit).toLong() << F
                | c.compare(VectorOperators.LE, limit).toLong() << 2 * F
                | e.compare(VectorOperators.LE, limit).toLong() << 3 * F;
    }
}

package org.glia.compute.neighbours;

import java.util.Arrays;

/// Without vectors.
record ScalarLanes() implements Lanes {

    @Override
    public int squares(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        for (int j = 0, from = at; j < count; j++, from += BUCKET) {
            double x = q[qAt + j];
            for (int l = 0; l < BUCKET; l++) {
                double difference = points[from + l] - x;
                sums[l] = Math.fma(difference, difference, sums[l]);
            }
        }
        return within(sums, limit);
    }

    @Override
    public int absolutes(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        for (int j = 0, from = at; j < count; j++, from += BUCKET) {
            double x = q[qAt + j];
            for (int l = 0; l < BUCKET; l++) {
                sums[l] += Math.abs(points[from + l] - x);
            }
        }
        return within(sums, limit);
    }

    @Override
    public int largest(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        for (int j = 0, from = at; j < count; j++, from += BUCKET) {
            double x = q[qAt + j];
            for (int l = 0; l < BUCKET; l++) {
                sums[l] = Math.max(sums[l], Math.abs(points[from + l] - x));
            }
        }
        return within(sums, limit);
    }

    static int powers(Form form, double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums) {
        for (int j = 0, from = at; j < count; j++, from += BUCKET) {
            double x = q[qAt + j];
            for (int l = 0; l < BUCKET; l++) {
                sums[l] += form.term(Math.abs(points[from + l] - x));
            }
        }
        return within(sums, limit);
    }

    private static int within(double[] sums, double limit) {
        int within = 0;
        for (int l = 0; l < BUCKET; l++) {
            within |= sums[l] <= limit ? 1 << l : 0;
        }
        return within;
    }

    @Override
    public void centres(Form form, double[] q, int qAt, int d, double[] centres, int at, double[] sums) {
        Arrays.fill(sums, 0, FAN, 0);
        for (int j = 0, from = at; j < d; j++, from += FAN) {
            double x = q[qAt + j];
            for (int c = 0; c < FAN; c++) {
                sums[c] = added(form, sums[c], Math.abs(centres[from + c] - x));
            }
        }
    }

    @Override
    public void boxes(Form form, double[] q, int qAt, int d, double[] boxes, int at, double[] sums) {
        Arrays.fill(sums, 0, FAN, 0);
        for (int j = 0, from = at; j < d; j++, from += 2 * FAN) {
            double x = q[qAt + j];
            for (int c = 0; c < FAN; c++) {
                double gap = Math.max(0, Math.max(boxes[from + c] - x, x - boxes[from + FAN + c]));
                sums[c] = added(form, sums[c], gap);
            }
        }
    }

    private static double added(Form form, double sum, double difference) {
        return switch (form.kind()) {
            case SQUARES -> Math.fma(difference, difference, sum);
            case ABSOLUTES -> sum + difference;
            case LARGEST -> Math.max(sum, difference);
            case POWERS -> sum + form.term(difference);
        };
    }

    @Override
    public int filter(float[] products, int at, float[] norms, int normsAt, int n, float limit, int[] hits) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (products[at + i] + norms[normsAt + i] <= limit) {
                hits[count++] = i;
            }
        }
        return count;
    }
}

package org.glia.compute.neighbours;

import java.util.Arrays;

import org.glia.compute.vector.Width;

/// Sums of one query to many points at once. Points stand beside each other, feature after feature, so that each lane of
/// a vector is a point of its own and sums its terms in the order of the features: the bits are the same for any width.
sealed interface Lanes permits ScalarLanes, VectorLanes {

    /// Points of a bucket: feature j of point l stands at `32 j + l`.
    int BUCKET = 32;

    /// Children of a node: feature j of child c stands at `8 j + c`.
    int FAN = 8;

    /// After how many features sums are looked at, whether any may still be small enough.
    int STRETCH = 16;

    /// Terms that repay the slow beginning of vector code.
    long ENOUGH = 100_000;

    /// @param terms how many terms are about to be summed, roughly
    static Lanes of(long terms) {
        return terms >= ENOUGH && Width.pays(terms) ? new VectorLanes() : new ScalarLanes();
    }

    /// Sums of the query at `q[qAt]` to the 32 points of the bucket at `points[at]`.
    ///
    /// @param limit sums above it are of no interest
    /// @param sums  the sums, right where the point's bit is set in the result
    /// @return a bit for each point whose sum is at most `limit`
    default int bucket(Form form, double[] q, int qAt, int d, double[] points, int at, double limit, double[] sums) {
        Arrays.fill(sums, 0, BUCKET, 0);
        int within = limit >= 0 ? -1 : 0;
        for (int j = 0; j < d && within != 0; j += STRETCH) {
            int count = Math.min(STRETCH, d - j);
            int from = at + j * BUCKET;
            within = switch (form.kind()) {
                case SQUARES -> squares(q, qAt + j, count, points, from, limit, sums);
                case ABSOLUTES -> absolutes(q, qAt + j, count, points, from, limit, sums);
                case LARGEST -> largest(q, qAt + j, count, points, from, limit, sums);
                case POWERS -> ScalarLanes.powers(form, q, qAt + j, count, points, from, limit, sums);
            };
        }
        return within;
    }

    /// Adds `count` features' squared differences to the sums of a bucket.
    int squares(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums);

    /// Adds `count` features' absolute differences to the sums of a bucket.
    int absolutes(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums);

    /// Raises the sums of a bucket to the largest of `count` features' absolute differences.
    int largest(double[] q, int qAt, int count, double[] points, int at, double limit, double[] sums);

    /// Sums of the query to the 8 centres at `centres[at]`.
    void centres(Form form, double[] q, int qAt, int d, double[] centres, int at, double[] sums);

    /// Sums of the query to the nearest points of 8 boxes: feature j's lower bound of box c stands at `boxes[at + 16 j + c]`,
    /// the upper one 8 further on. Rounding never makes them more than the sum to any point inside, since each step is the
    /// one that a point's sum takes, of a smaller number.
    void boxes(Form form, double[] q, int qAt, int d, double[] boxes, int at, double[] sums);

    /// Finds where `products[at + i] + norms[normsAt + i] <= limit`.
    ///
    /// @param hits the i that pass, ascending
    /// @return how many pass
    int filter(float[] products, int at, float[] norms, int normsAt, int n, float limit, int[] hits);
}

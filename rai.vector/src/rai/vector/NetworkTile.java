package rai.vector;

/** The Java arrays that a tile of elements goes through: the numbers of one unit lie side by side. For one thread at a time. */
final class NetworkTile {
    /** Elements at once. */
    static final int MOST = 256;
    /** Elements of a row are filled up to a multiple of this: of every vector length. */
    private static final int MULTIPLE = Product.LANES;
    /** Rows beyond the last that products read or write. */
    private static final int MORE_ROWS = 4;

    final float[] z = row();
    final float[] upstream = new float[Rows.RIGHT * MOST];
    final float[] output = new float[(1 + MORE_ROWS) * MOST];
    /** A row of ones, and z less its mean. */
    final float[] onesAndZ = new float[(2 + MORE_ROWS) * MOST];

    /** Of each hidden layer, W_lᵀ a_(l-1); unused for the first. */
    final float[][] q;
    /** What the activation reads. */
    final float[][] v;

    final float[][] a;
    /** The gradient: of a, then of v, then of u. */
    final float[][] g;

    /** The elements that count, and how far it is from one row to the next. */
    int n;

    int stride;

    NetworkTile(int[] widths) {
        int last = widths.length - 1;
        q = new float[last][];
        v = new float[last][];
        a = new float[last][];
        g = new float[last][];
        for (int l = 1; l < last; l++) {
            int size = (widths[l] + MORE_ROWS) * MOST + 2 * MULTIPLE;
            q[l] = l == 1 ? null : new float[size];
            v[l] = new float[size];
            a[l] = new float[size];
            g[l] = new float[size];
        }
    }

    private static float[] row() {
        return new float[MOST + 2 * MULTIPLE];
    }

    /** Takes so many elements. */
    void resize(int elements) {
        n = elements;
        stride = Rows.upTo(MULTIPLE, elements);
    }

    /** Elements that do not count become 0. */
    void clearRest(float[] rows, int m) {
        if (n < stride) {
            for (int i = 0; i < m; i++) {
                java.util.Arrays.fill(rows, i * stride + n, (i + 1) * stride, 0);
            }
        }
    }
}

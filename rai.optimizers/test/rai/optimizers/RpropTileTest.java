package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.array.VectorApi;

/** Both ways to update a tile. */
class RpropTileTest {
    private static final RpropTile.Rule RULE = new RpropTile.Rule(0.5f, 1.2f, 1e-6f, 50, 0.7f);
    private static final float[] SPECIAL = {
        0,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -1e-30f,
        1,
        -1,
        3e30f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE
    };
    private static final float[] GRADIENTS = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    private static final float[] STEPS = {1e-6f, 1e-5f, 0.1f, 7, 45, 50};

    private final SplittableRandom random = new SplittableRandom(3);

    /** What a tile works on. */
    private record Tile(float[] x, float[] g, float[] s, float[] p) {
        Tile copy() {
            return new Tile(x.clone(), g.clone(), s.clone(), p.clone());
        }
    }

    static Stream<RpropTile> ways() {
        return VectorApi.available() ? Stream.of(new RpropLoops(), new RpropVectors()) : Stream.of(new RpropLoops());
    }

    @Test
    void vectorsAndLoopsGiveTheSameBitsOnSpecialValues() {
        List<float[]> all = new ArrayList<>();
        for (float g : concat(SPECIAL, GRADIENTS)) {
            for (float p : SPECIAL) {
                for (float s : STEPS) {
                    for (float x : concat(SPECIAL, GRADIENTS)) {
                        all.add(new float[] {x, g, s, p});
                    }
                }
            }
        }
        for (int at = 0; at < all.size(); at += RpropTile.LENGTH) {
            int n = Math.min(RpropTile.LENGTH, all.size() - at);
            Tile tile = new Tile(new float[n], new float[n], new float[n], new float[n]);
            for (int i = 0; i < n; i++) {
                float[] one = all.get(at + i);
                tile.x[i] = one[0];
                tile.g[i] = one[1];
                tile.s[i] = one[2];
                tile.p[i] = one[3];
            }
            requireEqual(tile, n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 63, 100, 511, 512})
    void vectorsAndLoopsGiveTheSameBitsOverManyUpdates(int n) {
        assumeTrue(VectorApi.available(), "this Java was not started with the vector API");
        Tile loops = new Tile(random(n), new float[n], random(n), new float[n]);
        for (int i = 0; i < n; i++) {
            loops.s[i] = 0.1f;
        }
        Tile vectors = loops.copy();
        for (int update = 0; update < 50; update++) {
            float[] gradient = random(n);
            System.arraycopy(gradient, 0, loops.g, 0, n);
            System.arraycopy(gradient, 0, vectors.g, 0, n);
            new RpropLoops().move(RULE, loops.x, loops.g, loops.s, loops.p, n);
            new RpropVectors().move(RULE, vectors.x, vectors.g, vectors.s, vectors.p, n);
            requireSame(vectors, loops, null);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aNanGradientMakesTheElementNanAndNoOther(RpropTile way) {
        int n = 100;
        for (float previous : SPECIAL) {
            Tile tile = new Tile(random(n), random(n), new float[n], new float[n]);
            tile.g[5] = Float.NaN; // within a vector
            tile.g[n - 1] = Float.NaN; // after the last whole one
            Arrays.fill(tile.s, 0.1f);
            Arrays.fill(tile.p, previous);
            way.move(RULE, tile.x, tile.g, tile.s, tile.p, n);
            for (int i = 0; i < n; i++) {
                assertThat(Float.isNaN(tile.x[i])).as("element " + i).isEqualTo(i == 5 || i == n - 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void elementsAfterTheFirstOnesStayAsTheyAre(RpropTile way) {
        Tile tile = new Tile(random(40), random(40), random(40), random(40));
        Tile before = tile.copy();
        way.move(RULE, tile.x, tile.g, tile.s, tile.p, 19);
        for (int i = 19; i < 40; i++) {
            assertThat(new float[] {tile.x[i], tile.s[i], tile.p[i]})
                    .isEqualTo(new float[] {before.x[i], before.s[i], before.p[i]});
        }
    }

    private static void requireEqual(Tile tile, int n) {
        assumeTrue(VectorApi.available(), "this Java was not started with the vector API");
        Tile loops = tile.copy();
        Tile vectors = tile.copy();
        new RpropLoops().move(RULE, loops.x, loops.g, loops.s, loops.p, n);
        new RpropVectors().move(RULE, vectors.x, vectors.g, vectors.s, vectors.p, n);
        requireSame(vectors, loops, tile);
    }

    private static void requireSame(Tile vectors, Tile loops, Tile before) {
        for (int i = 0; i < loops.x.length; i++) {
            String what = before == null
                    ? "element " + i
                    : "x " + before.x[i] + ", gradient " + before.g[i] + ", step " + before.s[i] + ", previous "
                            + before.p[i];
            assertThat(bits(vectors, i)).as(what).containsExactly(bits(loops, i));
        }
    }

    private static int[] bits(Tile tile, int i) {
        return new int[] {
            Float.floatToRawIntBits(tile.x[i]), Float.floatToRawIntBits(tile.s[i]), Float.floatToRawIntBits(tile.p[i])
        };
    }

    private float[] random(int n) {
        float[] all = new float[n];
        for (int i = 0; i < n; i++) {
            all[i] = random.nextInt(10) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) random.nextDouble(-1, 1);
        }
        return all;
    }

    private static float[] concat(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}

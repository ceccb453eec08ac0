package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.activations.Tanh;
import rai.api.activation.TiledActivation;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.layer.PlainPass;
import rai.api.layer.Tensor;
import rai.api.spec.Spec;
import rai.core.catalog.ServiceCatalog;
import rai.layers.ActivationNetwork;

/** The activation network of the fast engine against the service itself. */
class VectorNetworkTest {
    private static final double TOLERANCE = 1e-5;
    private static final List<TiledActivation> ACTIVATIONS =
            VectorSegmentTest.beside(Tanh.class, TiledActivation.class);
    private static final ServiceCatalog CATALOG = ServiceCatalog.of(
            Stream.concat(ACTIVATIONS.stream(), Stream.of(new ActivationNetwork(), new VectorSegmentTest.Plain()))
                    .toArray());

    private static LayerFunction reference(String settings) {
        return CATALOG.find(LayerFunction.class, Spec.parse("network(" + settings + ")"))
                .service();
    }

    private static LayerFunction fast(String settings) {
        LayerFunction layer = new VectorEngine().layer(reference(settings));
        assertThat(layer).isInstanceOf(VectorNetwork.class);
        return layer;
    }

    static Stream<String> activations() {
        return CATALOG.list(rai.api.catalog.Kind.ACTIVATION).stream()
                .map(rai.api.catalog.Catalog.Entry::name)
                .filter(name -> !name.equals("plain"));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void itEqualsTheReferenceWithEveryTiledActivation(String activation) {
        String settings = "hidden=7,5, activation=" + activation;
        requireEqual(settings, 601, 3);
        requireEqual(settings + ", batch-norm=false", 601, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32,16,8 | 300 | 32", "16,8 | 4097 | 1", "32,16 | 64 | 7", "1 | 50 | 2", "9 | 1025 | 1",
                "17 | 257 | 3", "3,20,18 | 333 | 5", "5,1,1 | 1000 | 4", "4,4,4,4,4 | 700 | 3", "40,33 | 9 | 29"
            })
    void itEqualsTheReferenceWithAllWidthsAndNumbersOfElements(String widths, int rows, int units) {
        requireEqual("activation=tanh, hidden='" + widths + "'", rows, units);
        requireEqual("activation=gelu, share=layer, hidden='" + widths + "'", rows, units);
        requireEqual("activation=swish, batch-norm=false, hidden='" + widths + "'", rows, units);
    }

    @Test
    void itEqualsTheReferenceOnRandomShapes() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 40; i++) {
            StringBuilder widths = new StringBuilder("" + random.nextInt(1, 20));
            for (int more = random.nextInt(3); more > 0; more--) {
                widths.append(',').append(random.nextInt(1, 20));
            }
            requireEqual(
                    "activation=tanh, hidden='" + widths + "', batch-norm=" + random.nextBoolean(),
                    random.nextInt(2, 700),
                    random.nextInt(1, 20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden='32,16,8', activation=tanh", "hidden='9,20', activation=gelu", "batch-norm=false"})
    void severalThreadsGiveTheSameBits(String settings) {
        Taken one = new Taken(fast(settings), DataType.FLOAT, 3011, 7, FORWARDS);
        Taken other = new Taken(fast(settings), DataType.FLOAT, 3011, 7, BACKWARDS);
        Taken several = new Taken(fast(settings), DataType.FLOAT, 3011, 7, AT_ONCE);
        assertThat(several.results).isEqualTo(one.results);
        assertThat(other.results).isEqualTo(one.results);
    }

    @Test
    void aSecondPassGivesTheSameBitsAsTheFirst() {
        LayerFunction layer = fast("hidden='5,6'");
        Taken wide = new Taken(layer, DataType.FLOAT, 700, 3, FORWARDS);
        new Taken(layer, DataType.FLOAT, 13, 2, FORWARDS);
        assertThat(new Taken(layer, DataType.FLOAT, 700, 3, FORWARDS).results).isEqualTo(wide.results);
    }

    @Test
    void float64KeepsTheBitsOfTheReference() {
        String settings = "hidden='6,3', activation=tanh";
        assertThat(new Taken(fast(settings), DataType.DOUBLE, 200, 3, FORWARDS).results)
                .isEqualTo(new Taken(reference(settings), DataType.DOUBLE, 200, 3, FORWARDS).results);
    }

    @Test
    void aBaseActivationWithoutLoopsIsLeftToTheReference() {
        LayerFunction reference = reference("activation=plain");
        assertThat(new VectorEngine().layer(reference)).isSameAs(reference);
    }

    @Test
    void layersWiderThanTheCacheAreLeftToTheReference() {
        LayerFunction reference = reference("hidden='300,8'");
        assertThat(new VectorEngine().layer(reference)).isSameAs(reference);
    }

    /** The reference keeps 24 and more numbers per element from one pass to the other, and as many gradients. */
    @Test
    void ofAPassOnlyTheLastHiddenLayerIsKept() {
        Map<String, Long> kept = new HashMap<>();
        UnaryOperator<Pass> noting = pass -> (Pass) Proxy.newProxyInstance(
                Pass.class.getClassLoader(), new Class<?>[] {Pass.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(pass, arguments);
                    if (method.getName().equals("scratch")) {
                        kept.put((String) arguments[0], ((INDArray) result).length());
                    }
                    return result;
                });
        new Taken(fast("hidden='32,16,8'"), noting, DataType.FLOAT, 4096, 4, FORWARDS);
        assertThat(kept.values().stream().mapToLong(Long::longValue).sum()).isBetween(8 * 4 * 4096L, 9 * 4 * 4096L);
    }

    /** A pass of either layer with the same numbers. */
    private static final class Taken {
        final Map<String, INDArray> results = new LinkedHashMap<>();

        Taken(LayerFunction layer, DataType type, int rows, int units, Sharing sharing) {
            this(layer, UnaryOperator.identity(), type, rows, units, sharing);
        }

        Taken(LayerFunction layer, UnaryOperator<Pass> view, DataType type, int rows, int units, Sharing sharing) {
            SplittableRandom random = new SplittableRandom(rows + units);
            Map<String, INDArray> states = new HashMap<>();
            PlainPass training = new Shared(type, true, sharing);
            Pass seen = view.apply(training);
            for (Tensor t : layer.parameters(units)) {
                boolean factor = t.name().startsWith("gamma");
                training.parameters().put(t.name(), draw(random, type, factor ? 1 : 0, 0.7, t.rows(), t.columns()));
                training.gradients().put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, 7.0, type));
            }
            for (Tensor t : layer.state(units)) {
                states.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, t.start(), type));
            }
            training.states().putAll(states);
            INDArray z = draw(random, type, 0.3, 1.5, rows, units);
            INDArray output = Nd4j.valueArrayOf(new long[] {rows, units}, Double.NaN, type);
            INDArray downstream = output.dup();
            training.startForward(z, output);
            layer.forward(seen);
            training.startBackward(draw(random, type, 0.1, 1, rows, units), downstream);
            layer.backward(seen);
            if (!states.isEmpty()) {
                layer.updateState(seen);
            }
            results.put("output", output);
            results.put("downstream", downstream);
            training.gradients().forEach((name, gradient) -> results.put("gradient of " + name, gradient));
            states.forEach(results::put);
            PlainPass evaluation = new Shared(type, false, sharing);
            evaluation.parameters().putAll(training.parameters());
            evaluation.states().putAll(states);
            INDArray evaluated = Nd4j.valueArrayOf(new long[] {rows, units}, Double.NaN, type);
            evaluation.startForward(z, evaluated);
            layer.forward(evaluation);
            results.put("evaluation", evaluated);
        }

        private static INDArray draw(
                SplittableRandom random, DataType type, double mean, double width, long rows, long columns) {
            double[] values = new double[(int) (rows * columns)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + width * random.nextDouble(-1, 1));
            }
            return Nd4j.createFromArray(values).castTo(type).reshape(rows, columns);
        }
    }

    private interface Sharing {
        void run(int tasks, IntConsumer task);
    }

    private static final class Shared extends PlainPass {
        private final Sharing sharing;

        Shared(DataType type, boolean training, Sharing sharing) {
            super(type, training);
            this.sharing = sharing;
        }

        @Override
        public void share(int tasks, IntConsumer task) {
            sharing.run(tasks, task);
        }
    }

    private static final Sharing FORWARDS =
            (tasks, task) -> IntStream.range(0, tasks).forEach(task);
    private static final Sharing BACKWARDS =
            (tasks, task) -> IntStream.range(0, tasks).map(i -> tasks - 1 - i).forEach(task);
    private static final Sharing AT_ONCE =
            (tasks, task) -> IntStream.range(0, tasks).parallel().forEach(task);

    /**
     * Against the service in float64, since in float32 it rounds what it keeps between its stages: where that alone makes more
     * than the tolerance, as in networks whose gradients all but cancel, four times its error is allowed.
     */
    private static void requireEqual(String settings, int rows, int units) {
        Taken exact = new Taken(reference(settings), DataType.DOUBLE, rows, units, FORWARDS);
        Taken rounded = new Taken(reference(settings), DataType.FLOAT, rows, units, FORWARDS);
        Taken actual = new Taken(fast(settings), DataType.FLOAT, rows, units, FORWARDS);
        assertThat(actual.results.keySet()).isEqualTo(exact.results.keySet());
        double gradients = exact.results.entrySet().stream()
                .filter(each -> each.getKey().startsWith("gradient"))
                .mapToDouble(each -> each.getValue().amaxNumber().doubleValue())
                .max()
                .orElseThrow();
        exact.results.forEach((name, array) -> {
            double scale = Math.max(array.amaxNumber().doubleValue(), name.startsWith("gradient") ? gradients : 0);
            assertThat(largestDifference(array, actual.results.get(name)))
                    .as(name + " of network(" + settings + ") for " + rows + " x " + units)
                    .isLessThanOrEqualTo(
                            Math.max(TOLERANCE * scale, 4 * largestDifference(array, rounded.results.get(name))));
        });
    }

    private static double largestDifference(INDArray one, INDArray other) {
        return one.sub(other.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
    }
}

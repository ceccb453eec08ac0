package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.activations.Sigmoid;
import rai.api.activation.ScalarActivation;
import rai.api.activation.TiledActivation;
import rai.api.engine.Engine;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.network.Segment;
import rai.api.spec.Named;
import rai.api.spec.Spec;
import rai.core.catalog.ServiceCatalog;
import rai.losses.Mse;

/** The fast engine against the reference engine. */
class VectorSegmentTest {
    private static final double TOLERANCE = 1e-5;
    private static final int THREADS = 2;
    private static final List<TiledActivation> ACTIVATIONS = beside(Sigmoid.class, TiledActivation.class);
    private static final List<TiledLoss> LOSSES = beside(Mse.class, TiledLoss.class);
    private static final ServiceCatalog CATALOG =
            ServiceCatalog.of(Stream.of(ACTIVATIONS, LOSSES, List.of(new Plain(), new PlainMse()))
                    .flatMap(List::stream)
                    .toArray());

    /** An engine that must do everything by itself. */
    private static final Engine ALONE = (plan, reference) -> new VectorEngine().segment(plan, new Nobody());

    /** Softsign, without loops over tiles. */
    @Named("plain")
    public static class Plain implements ScalarActivation {
        @Override
        public double value(double z) {
            return z / (1 + Math.abs(z));
        }

        @Override
        public double derivative(double z) {
            double d = 1 + Math.abs(z);
            return 1 / (d * d);
        }
    }

    /** Mse, without loops over tiles. */
    @Named("plain-mse")
    public static class PlainMse implements Loss {
        private final Mse mse = new Mse();

        @Override
        public double value(INDArray output, INDArray target) {
            return mse.value(output, target);
        }

        @Override
        public double gradient(INDArray output, INDArray target, INDArray gradient) {
            return mse.gradient(output, target, gradient);
        }

        @Override
        public boolean ofDifference() {
            return true;
        }
    }

    /** A reference that nothing may be left to. */
    private static final class Nobody implements Segment {
        @Override
        public INDArray forward(INDArray input) {
            throw new AssertionError("the reference was asked for a forward pass");
        }

        @Override
        public INDArray backward(INDArray upstream, boolean inputGradient) {
            throw new AssertionError("the reference was asked for a backward pass");
        }
    }

    static List<String> everyTiledActivation() {
        return names(ACTIVATIONS);
    }

    static Stream<String> everyTiledLoss() {
        return Stream.concat(names(LOSSES).stream(), Stream.of("huber(delta=0.3)"));
    }

    @ParameterizedTest
    @MethodSource("everyTiledActivation")
    void everyTiledActivationComputesTheTargetLossOfTheReference(String activation) {
        String[] segments = {"%s dense(23)", "dense(23) %s", "%s dense(40) %1$s dense(23)"};
        for (int i = 0; i < segments.length; i++) {
            String segment = String.format(segments[i], activation);
            check(new SegmentCase(CATALOG, segment, 23, 5, 60, i != 1, DataType.FLOAT, i), "mse", true);
        }
    }

    @ParameterizedTest
    @MethodSource("everyTiledLoss")
    void everyTiledLossEqualsThatOfTheReference(String loss) {
        for (String segment : List.of("sigmoid dense(17)", "relu dense(17)")) {
            check(new SegmentCase(CATALOG, segment, 17, 6, 33, true, DataType.FLOAT, 1), loss, true);
            check(new SegmentCase(CATALOG, segment, 17, 6, 33, false, DataType.FLOAT, 2), loss, true);
            check(new SegmentCase(CATALOG, segment, 17, 6, 33, false, DataType.FLOAT, 3), loss, false);
        }
    }

    @Test
    void segmentsOfAnyShapeComputeTheTargetLossOfTheReference() {
        SplittableRandom random = new SplittableRandom(5);
        List<String> losses = everyTiledLoss().toList();
        String[] activations = {"sigmoid", "tanh", "relu", "leaky-relu(slope=0.2)", "identity"};
        for (int i = 0; i < 40; i++) {
            int width = 1 + random.nextInt(130);
            String one = activations[random.nextInt(activations.length)];
            String two = activations[random.nextInt(activations.length)];
            String segment =
                    switch (random.nextInt(3)) {
                        case 0 -> one + " dense(" + width + ")";
                        case 1 -> "dense(" + width + ") " + one;
                        default -> one + " dense(" + (1 + random.nextInt(130)) + ") " + two + " dense(" + width + ")";
                    };
            int rows = 1 + random.nextInt(300);
            int copies = 2 + random.nextInt(Math.max(1, Math.min(39, 200_000 / (rows * width))));
            check(
                    new SegmentCase(CATALOG, segment, width, copies, rows, random.nextBoolean(), DataType.FLOAT, i),
                    losses.get(random.nextInt(losses.size())),
                    random.nextInt(4) > 0);
        }
    }

    /** The input of the first copy of a task is the target of the last copy of the task before. */
    @ParameterizedTest
    @CsvSource({"100, 100, 10", "300, 130, 4", "80, 60, 40"})
    void gradientsMeetAtTheBordersOfTasks(int rows, int width, int copies) {
        String segment = "sigmoid dense(" + width + ")";
        check(new SegmentCase(CATALOG, segment, width, copies, rows, true, DataType.FLOAT, 1), "mse", true);
        check(new SegmentCase(CATALOG, segment, width, copies, rows, false, DataType.FLOAT, 1), "mse", true);
    }

    private static void check(SegmentCase segments, String loss, boolean inputGradient) {
        Loss rule = CATALOG.resolve(Loss.class, Spec.parse(loss)).service();
        SegmentCase.Pulled expected = segments.targetLoss(null, rule, inputGradient, THREADS, 1);
        SegmentCase.Pulled pulled = segments.targetLoss(ALONE, rule, inputGradient, THREADS, 2);
        assertThat(pulled.value())
                .as("value")
                .isCloseTo(expected.value(), within(TOLERANCE * Math.abs(expected.value())));
        String[] names = {"gradient of the parameters", "gradient of the inputs", "gradient of the targets"};
        for (int i = 0; i < names.length; i++) {
            close(names[i], pulled.gradients().get(i), expected.gradients().get(i));
        }
    }

    private static void close(String name, float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (float e : expected) {
            largest = Math.max(largest, Math.abs(e));
        }
        assertThat(largest).as("largest element of the " + name).isFinite().isPositive();
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs((double) actual[i] - expected[i]) <= TOLERANCE * largest)) { // so also if it is NaN
                assertThat(actual[i])
                        .as("element %d of the %s, the largest is %s", i, name, largest)
                        .isEqualTo(expected[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNumberOfThreadsDoesNotChangeABit(boolean chained) {
        SegmentCase segments = new SegmentCase(CATALOG, "tanh dense(50)", 50, 30, 120, chained, DataType.FLOAT, 1);
        SegmentCase.Pulled one = segments.targetLoss(ALONE, new Mse(), true, 1, 1);
        for (int threads : new int[] {2, 5}) {
            SegmentCase.Pulled more = segments.targetLoss(ALONE, new Mse(), true, threads, 1);
            assertThat(more.value()).isEqualTo(one.value());
            assertThat(more.gradients()).usingElementComparator(Arrays::compare).isEqualTo(one.gradients());
        }
    }

    @Test
    void doublePrecisionIsLeftToTheReference() {
        SegmentCase segments = new SegmentCase(CATALOG, "tanh dense(20)", 20, 5, 30, true, DataType.DOUBLE, 1);
        AtomicReference<Segment> given = new AtomicReference<>();
        AtomicReference<Segment> taken = new AtomicReference<>();
        SegmentCase.Pulled pulled = segments.targetLoss(
                (plan, reference) -> {
                    given.set(reference);
                    taken.set(new VectorEngine().segment(plan, reference));
                    return taken.get();
                },
                new Mse(),
                true,
                THREADS,
                1);
        SegmentCase.Pulled expected = segments.targetLoss(null, new Mse(), true, THREADS, 1);
        assertThat(taken.get()).isSameAs(given.get());
        assertThat(pulled.value()).isEqualTo(expected.value());
        assertThat(pulled.gradients()).usingElementComparator(Arrays::compare).isEqualTo(expected.gradients());
    }

    @ParameterizedTest
    @CsvSource({"plain, mse", "sigmoid, plain-mse"})
    void whatHasNoLoopsOverTilesIsLeftToTheReference(String activation, String loss) {
        SegmentCase segments = new SegmentCase(CATALOG, activation + " dense(20)", 20, 5, 30, true, DataType.FLOAT, 1);
        Loss rule = CATALOG.resolve(Loss.class, Spec.parse(loss)).service();
        SegmentCase.Pulled expected = segments.targetLoss(null, rule, true, THREADS, 1);
        SegmentCase.Pulled pulled = segments.targetLoss(new VectorEngine(), rule, true, THREADS, 1);
        assertThat(pulled.value()).isEqualTo(expected.value());
        assertThat(pulled.gradients()).usingElementComparator(Arrays::compare).isEqualTo(expected.gradients());
    }

    /** Every service with loops over tiles that lies beside another. */
    static <T> List<T> beside(Class<?> one, Class<T> kind) {
        List<T> found = new ArrayList<>();
        try {
            Path home = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(home)) {
                collect(home, one, kind, found);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(home)) {
                    collect(jar.getPath("/"), one, kind, found);
                }
            }
        } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static <T> void collect(Path root, Class<?> one, Class<T> kind, List<T> found)
            throws IOException, ReflectiveOperationException {
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.startsWith("package-info")) {
                    Class<?> type = Class.forName(one.getPackageName() + "." + name.replace(".class", ""));
                    if (kind.isAssignableFrom(type) && type.isAnnotationPresent(Named.class)) {
                        found.add(kind.cast(type.getConstructor().newInstance()));
                    }
                }
            }
        }
    }

    private static List<String> names(List<?> services) {
        return services.stream()
                .map(s -> s.getClass().getAnnotation(Named.class).value())
                .toList();
    }
}

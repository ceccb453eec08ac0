package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.activations.Sigmoid;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.spec.Named;
import rai.api.spec.Spec;
import rai.core.catalog.ServiceCatalog;
import rai.core.guard.Probe;
import rai.layers.Prelu;
import rai.losses.Mse;
import rai.metrics.Accuracy;
import rai.optimizers.Adam;
import rai.schedules.Cosine;

/** The core's quick look at services must find nothing wrong with any of the house: it would put a good one in quarantine. */
class ProbeTest {
    private static final Catalog CATALOG = ServiceCatalog.of(services().toArray());

    private static List<Object> services() {
        List<Object> all = new ArrayList<>();
        Stream.of(Sigmoid.class, Prelu.class, Mse.class, Accuracy.class, Adam.class, Cosine.class, Backprop.class)
                .forEach(one -> all.addAll(beside(one)));
        return all;
    }

    /** Those of the bundle that a class is of. */
    private static List<Object> beside(Class<?> one) {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> load(one.getPackageName() + "." + name.replace(".class", "")))
                    .filter(type -> type.isAnnotationPresent(Named.class) && !Modifier.isAbstract(type.getModifiers()))
                    .map(ProbeTest::make)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ProbeTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Object make(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Those that need no settings. */
    static Stream<Catalog.Entry> entries() {
        return Stream.of(Kind.values())
                .flatMap(kind -> CATALOG.list(kind).stream())
                .filter(entry -> entry.settings().stream()
                        .noneMatch(setting -> setting.fallback().isEmpty()));
    }

    @Test
    void manyServicesAreLookedAt() {
        assertThat(entries().map(Catalog.Entry::kind).distinct())
                .containsExactly(
                        Kind.ACTIVATION,
                        Kind.LAYER,
                        Kind.OPTIMIZER,
                        Kind.SCHEDULE,
                        Kind.LOSS,
                        Kind.METRIC,
                        Kind.METHOD);
        assertThat(entries()).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void noServiceIsAtFault(Catalog.Entry entry) {
        Class<?> kind = entry.kind().type();
        assertThat(Probe.fault(
                        kind, CATALOG.resolve(kind, Spec.named(entry.name())).service()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqrt(z)", "log(z)", "1/z", "sqrt(z*z-4)", "sqrt(relu(z))", "exp(z)", "z^3", "0*z"})
    void aFormulaMayBeUndefinedForSomeNumbers(String formula) {
        assertThat(fault(Activation.class, "expression(\"" + formula + "\")")).isEmpty();
    }

    @Test
    void aFormulaThatIsUndefinedForAllNumbersIsAtFault() {
        assertThat(fault(Activation.class, "expression(\"sqrt(-1-z*z)\")")).contains("returns NaN for all z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prelu(share=unit)",
                "dropout(p=0.9)",
                "network(hidden=3,3)",
                "maxout(k=3)",
                "batch-norm(affine=false)",
                "glu"
            })
    void layersWithSettingsAreNotAtFault(String spec) {
        assertThat(fault(LayerFunction.class, spec)).isEmpty();
    }

    private static <T> Optional<String> fault(Class<T> kind, String spec) {
        return Probe.fault(kind, CATALOG.resolve(kind, Spec.parse(spec)).service());
    }
}

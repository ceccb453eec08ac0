package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.init.Initializer;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** What the catalog holds when all bundles of the house are started. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class CatalogTest {
    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @ParameterizedTest
    @CsvSource({
        "ACTIVATION,  rai.activations, celu cube elu exponential gaussian gelu hard-shrink hard-sigmoid hard-swish"
            + " hard-tanh identity leaky-relu log-sigmoid logistic-odd mish rational-tanh rectified-tanh relu relu6"
            + " rrelu selu sigmoid sine soft-shrink softplus softsign sparse-plus sparse-sigmoid squareplus swish tanh"
            + " tanh-shrink threshold",
        "INITIALIZER, rai.init,        constant identity isometric kaiming lecun lsuv normal orthogonal sparse"
                + " truncated-normal uniform uniform-fan-in variance-scaling xavier zeros",
        "OPTIMIZER,   rai.optimizers,  adabelief adadelta adagrad adam adamax adamw asgd lbfgs lion nadam radam"
                + " rmsprop rprop sgd",
        "SCHEDULE,    rai.schedules,   constant cosine exponential linear-warmup multi-step one-cycle polynomial"
                + " reduce-on-plateau step sweep warm-restarts",
        "LOSS,        rai.losses,      bce bce-with-logits hinge huber kl log-cosh mae mse softmax-cross-entropy",
        "PROBE,       rai.probes,      activation-curve dead-units distance gradient-flow pre-activations"
                + " spectral-norms weights",
        "METRIC,      rai.metrics,     accuracy auc balanced-accuracy f1 log-loss mae r2 rmse",
        "DATASET,     rai.datasets,    arff blobs circles covertype csv fashion-mnist idx libsvm mnist moons npz"
                + " two-spirals uci-regression uci121",
        "SPLIT,       rai.splits,      given holdout k-fold leave-group-out tail",
        "METHOD,      rai.methods,     backprop rai refit",
        "ENGINE,      rai.vector,      fastest",
        "ENGINE,      rai.core,        reference",
        "STUDY,       rai.studies,     demo",
        "MODEL_FORMAT, rai.formats,    java npz onnx safetensors torch",
    })
    void servicesOfEachKindAreListedWithTheirBundle(Kind kind, String bundle, String names) {
        assertThat(catalog.list(kind))
                .filteredOn(entry -> entry.bundle().equals(bundle))
                .extracting(Catalog.Entry::name)
                .contains(names.split(" "));
    }

    @Test
    void everyNamedServiceOfTheFrameworkIsListedUnlessAnotherOfThatNameRanksHigher() throws Exception {
        Map<String, ServiceReference<?>> best = new HashMap<>();
        for (ServiceReference<?> reference : context.getAllServiceReferences(null, "(rai.named=*)")) {
            String kind = ((String[]) reference.getProperty("objectClass"))[0];
            best.merge(
                    kind + " " + reference.getProperty("rai.named"), reference, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        assertThat(entries())
                .extracting(entry -> entry.name() + " of " + entry.bundle())
                .containsExactlyInAnyOrderElementsOf(best.values().stream()
                        .map(r -> r.getProperty("rai.named") + " of "
                                + r.getBundle().getSymbolicName())
                        .toList());
    }

    @Test
    void everyServiceSaysWhatItIsAndWhichBundleItIsOf() {
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.about()).as("about").endsWith(".");
            assertThat(entry.bundle()).as("bundle").startsWith("rai.");
            assertThat(entry.version()).as("version").startsWith("0.1.0");
        });
    }

    private static final Set<Kind> WITHOUT_FORMULA =
            Set.of(Kind.DATASET, Kind.ENGINE, Kind.STUDY, Kind.MODEL_FORMAT, Kind.HISTORY_FORMAT);

    /** Files have no formula, nor has what is made of several services. */
    @Test
    void everyServiceHasAFormula() {
        assertThat(entries())
                .filteredOn(entry -> !WITHOUT_FORMULA.contains(entry.kind()))
                .filteredOn(entry -> entry.formula().isBlank())
                .extracting(CatalogTest::name)
                .as("services without a formula in @About")
                .isEmpty();
    }

    /** An engine computes what others have defined. */
    @Test
    void everyServiceHasASource() {
        assertThat(entries())
                .filteredOn(entry -> entry.kind() != Kind.ENGINE)
                .filteredOn(entry -> entry.source().isBlank())
                .extracting(CatalogTest::name)
                .as("services without a source in @About")
                .isEmpty();
    }

    @Test
    void everySettingSaysWhatItMeans() {
        assertThat(entries())
                .flatExtracting(entry -> entry.settings().stream()
                        .filter(setting -> setting.about().isBlank())
                        .map(setting -> name(entry) + ", " + setting.name())
                        .toList())
                .as("settings without a sentence")
                .isEmpty();
    }

    private static String name(Catalog.Entry entry) {
        return entry.kind().word() + " " + entry.name();
    }

    @Test
    void settingsAreListedWithTypeDefaultAndRange() {
        assertThat(catalog.list(Kind.ACTIVATION))
                .filteredOn(entry -> entry.name().equals("leaky-relu"))
                .flatExtracting(Catalog.Entry::settings)
                .containsExactly(new Settings.Info("slope", "number", "0.01", ">= 0", "Slope below 0."));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestOne() {
        assertThatThrownBy(() -> catalog.resolve(Activation.class, Spec.named("sigmoyd")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean 'sigmoid'?");
    }

    @Test
    void anActivationWithSettingsCanBeASettingOfAnInitializer() {
        assertThat(catalog.resolve(Initializer.class, Spec.parse("kaiming(activation=leaky-relu(slope=0.2))"))
                        .spec())
                .hasToString(
                        "kaiming(distribution=normal, mode=fan-in, activation=leaky-relu(slope=0.2), gain=forward)");
    }

    @Test
    void everyBundleIsStarted() {
        assertThat(context.getBundles())
                .filteredOn(bundle -> bundle.getHeaders().get("Fragment-Host") == null)
                .extracting(Bundle::getState)
                .containsOnly(Bundle.ACTIVE);
    }

    private List<Catalog.Entry> entries() {
        return Stream.of(Kind.values())
                .flatMap(kind -> catalog.list(kind).stream())
                .toList();
    }
}

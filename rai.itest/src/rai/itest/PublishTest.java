package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.run.Archive;
import rai.api.run.Change;
import rai.api.run.LearntActivation;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** What a run has learnt becomes a bundle, which is installed, trained with and uninstalled like any other. */
@ExtendWith(ServiceExtension.class)
class PublishTest {
    private static Shell shell;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @InjectService(timeout = 10_000)
    Archive archive;

    @TempDir
    Path temp;

    @BeforeAll
    static void startTheShell() throws Exception {
        shell = new Shell();
    }

    @AfterAll
    static void stopTheShell() throws Exception {
        shell.close();
    }

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    private RunRequest request(String network, Path directory) {
        return RunRequest.builder()
                .train("moons(n=60, noise=0.1, seed=42)")
                .network(network)
                .init("xavier")
                .optimizer("adam(rate=0.05)")
                .phase("backprop", 30)
                .seed(0)
                .threads(1)
                .directory(directory)
                .build();
    }

    private Path trained(String network) {
        Path directory = temp.resolve("run");
        try (Run run = trainer.prepare(request(network, directory))) {
            run.train(event -> {});
        }
        return directory;
    }

    private Path publish(String run, String... options) throws Exception {
        Path jar = temp.resolve("mine.jar");
        String[] words = new String[options.length + 5];
        words[0] = run;
        words[1] = "--as";
        words[2] = "mine";
        words[3] = "--out";
        words[4] = jar.toString();
        System.arraycopy(options, 0, words, 5, options.length);
        shell.run("publish", words);
        return jar;
    }

    private Activation installed(Path jar) throws Exception {
        shell.run("install", jar.toString());
        return catalog.resolve(Activation.class, Spec.named("mine")).service();
    }

    private static INDArray points(DataType type) {
        return Nd4j.linspace(DataType.DOUBLE, -9, 0.0173, 1040).castTo(type);
    }

    private static double[] value(Activation activation, DataType type) {
        INDArray out = Nd4j.createUninitialized(type, 1040);
        activation.value(points(type), out);
        return out.toDoubleVector();
    }

    private static double[] backward(Activation activation, DataType type) {
        INDArray a = Nd4j.createUninitialized(type, 1040);
        activation.value(points(type), a);
        INDArray out = Nd4j.createUninitialized(type, 1040);
        activation.backward(points(type), a, points(type).mul(0.7), out);
        return out.toDoubleVector();
    }

    private static void computesTheSame(Activation published, Activation learnt) {
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            assertThat(value(published, type)).containsExactly(value(learnt, type));
            assertThat(backward(published, type)).containsExactly(backward(learnt, type));
        }
    }

    private Activation learnt(Path run, int index) {
        LearntActivation learnt = archive.learnt(run).activations().get(index);
        return catalog.resolve(LayerFunction.class, learnt.spec())
                .service()
                .fixedAt(learnt.parameters(), learnt.state())
                .orElseThrow();
    }

    @Test
    void whatWasLearntIsPublishedInstalledUsedCheckedAndUninstalled() throws Exception {
        Path run = trained("dense(8) learnable-swish dense");
        Path jar = publish(run.toString());
        computesTheSame(installed(jar), learnt(run, 0));
        try (Run again = trainer.prepare(request("dense(8) mine dense", null))) {
            assertThat(again.train(event -> {}).train().get("loss")).isBetween(0.0, 0.4);
        }
        JsonObject checked =
                shell.run("check", "activation", "mine", "--json").json().getAsJsonObject();
        assertThat(checked.get("failed").getAsInt()).isZero();
        shell.run("uninstall", "published.mine");
        assertThat(catalog.has(Kind.ACTIVATION, "mine")).isFalse();
    }

    @Test
    void anActivationNetworkComputesWithItsRunningAverages() throws Exception {
        String network = "network(hidden=5,3, activation=softplus)";
        Path run = trained("dense(8) " + network + " dense(4) " + network + " dense");
        computesTheSame(installed(publish(run.toString())), learnt(run, 1));
    }

    @Test
    void anActivationWithSettingsKeepsItsLoopsAndProperties() throws Exception {
        Path run = trained("dense(8) leaky-relu(slope=0.02) dense");
        Activation published = installed(publish(run.toString()));
        Activation base = catalog.resolve(Activation.class, Spec.parse("leaky-relu(slope=0.02)"))
                .service();
        assertThat(published).isInstanceOf(TiledActivation.class);
        assertThat(published.properties()).isEqualTo(base.properties());
        computesTheSame(published, base);
    }

    @Test
    void aFormulaIsPublishedAsItWasTyped() throws Exception {
        String formula = "expression(formula=\"max(z, 0)^1.5 - 0.1*z*sigmoid(-z)\")";
        Activation base = catalog.resolve(Activation.class, Spec.parse(formula)).service();
        computesTheSame(installed(publish(formula)), base);
    }

    @Test
    void itSaysWhereItComesFromAndWhatItNeeds() throws Exception {
        Path run = trained("dense(8) prelu dense");
        Path jar = publish(run.toString());
        installed(jar);
        String sum =
                archive.learnt(run).document().get("data").toString().replaceFirst(".*sha256=([0-9a-f]{64}).*", "$1");
        JsonObject told = shell.run("describe", "mine", "--json")
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(told.get("about").getAsString())
                .startsWith("prelu(start=0.25, share=layer), as learnt by run run, layer 2;"
                        + " it needs layer prelu of rai.layers ");
        assertThat(told.get("formula").getAsString()).startsWith("z for z > 0, else p * z; slope = ");
        assertThat(told.get("source").getAsString()).contains("run run, layer 2, on moons(n=60, ", sum);
        try (JarFile file = new JarFile(jar.toFile())) {
            var headers = file.getManifest().getMainAttributes();
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("published.mine");
            assertThat(headers.getValue("Published-Spec")).isEqualTo("prelu(start=0.25, share=layer)");
            assertThat(headers.getValue("Published-Data-SHA256")).isEqualTo(sum);
            assertThat(headers.getValue("Published-Needs")).startsWith("layer prelu of rai.layers ");
        }
    }

    @Test
    void itGoesAndComesWithTheServiceThatItNeeds() throws Exception {
        installed(publish(trained("dense(8) prelu dense").toString()));
        Bundle layers = Extensions.provider("rai.layers");
        layers.stop();
        try {
            assertThat(catalog.has(Kind.ACTIVATION, "mine")).isFalse();
        } finally {
            layers.start();
        }
        Eventually.until("it is back", () -> catalog.has(Kind.ACTIVATION, "mine"));
        value(catalog.resolve(Activation.class, Spec.named("mine")).service(), DataType.FLOAT);
    }

    @Test
    void whatAnotherVersionComputesDifferentlyIsNotPassedOffAsWhatWasPublished() throws Exception {
        Extensions.drop("elliott-1.0.0", "elliott.jar");
        Eventually.until("elliott is there", () -> catalog.has(Kind.ACTIVATION, "elliott"));
        installed(publish("elliott"));
        Extensions.drop("elliott-1.1.0", "elliott.jar");
        Eventually.until("it is refused", () -> {
            try {
                catalog.resolve(Activation.class, Spec.named("mine"));
                return false;
            } catch (SpecException e) {
                return e.getMessage()
                        .contains("elliott no longer computes the function that was published,"
                                + " made of activation elliott of extension.elliott 1.0.0: at z = -30");
            }
        });
        Extensions.drop("elliott-1.0.1", "elliott.jar");
        Eventually.until("the same function in a new version is taken", () -> {
            try {
                return value(
                                        catalog.resolve(Activation.class, Spec.named("mine"))
                                                .service(),
                                        DataType.FLOAT)
                                .length
                        > 0;
            } catch (SpecException e) {
                return false;
            }
        });
    }

    @Test
    void severalThatDifferAreListedAndOneIsChosen() throws Exception {
        Path run = trained("dense(8) prelu dense(6) prelu dense");
        assertThatThrownBy(() -> publish(run.toString()))
                .hasMessageMatching("the run in .* has 2 different activations: choose one with --layer; there are"
                        + " 2: prelu\\(start=0.25, share=layer\\) with slope = [0-9.]+;"
                        + " 4: prelu\\(start=0.25, share=layer\\) with slope = [0-9.]+");
        computesTheSame(installed(publish(run.toString(), "--layer", "4")), learnt(run, 1));
        assertThatThrownBy(() -> publish(run.toString(), "--layer", "3", "--replace"))
                .hasMessageContaining("layer 3 of the run in " + run + " is not an activation; these are: 2: prelu");
    }

    @Test
    void aFunctionPerUnitIsNotASingleOneUntilAUnitIsChosen() throws Exception {
        Path run = trained("dense(8) prelu(share=unit) dense");
        assertThatThrownBy(() -> publish(run.toString()))
                .hasMessage(
                        "layer 2, prelu(start=0.25, share=unit), has learnt a function for each of its 8 units: choose"
                                + " one with --unit, or train with share=layer or share=network");
        assertThatThrownBy(() -> publish(run.toString(), "--unit", "9")).hasMessageContaining("from 1 to 8, but is 9");
        Activation third = installed(publish(run.toString(), "--unit", "3"));
        double slope = archive.learnt(run)
                .activations()
                .get(0)
                .parameters()
                .get("slope")
                .getFloat(2);
        INDArray out = Nd4j.create(DataType.DOUBLE, 1);
        third.value(Nd4j.createFromArray(-2.0), out);
        assertThat(out.getDouble(0)).isEqualTo(-2 * slope);
    }

    @Test
    void aFileThatIsThereIsReplacedOnRequestOnly() throws Exception {
        Path file = Files.writeString(temp.resolve("mine.jar"), "of mine");
        assertThatThrownBy(() -> publish("elu"))
                .hasMessage(file + " already exists: use --replace to replace it, or --out for another file");
        assertThat(file).hasContent("of mine");
        publish("elu", "--replace");
        assertThat(shell.out()).contains("in place of the one that was there");
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOlder() throws Exception {
        installed(publish("elu"));
        installed(publish("elu(alpha=2)", "--replace", "--version", "1.1.0"));
        assertThat(shell.out()).contains("replaced         published.mine 1.0.0");
        computesTheSame(
                catalog.resolve(Activation.class, Spec.named("mine")).service(),
                catalog.resolve(Activation.class, Spec.parse("elu(alpha=2)")).service());
    }

    @Test
    void namesThatAreTakenOrInvalidAreRefused() {
        Path jar = temp.resolve("x.jar");
        assertThatThrownBy(() -> shell.run("publish", "elu", "--as", "relu", "--out", jar.toString()))
                .hasMessageContaining("there is an activation 'relu' already, in rai.activations ");
        assertThatThrownBy(() -> shell.run("publish", "elu", "--as", "My Swish", "--out", jar.toString()))
                .hasMessageContaining("is not a valid name for an activation");
        assertThatThrownBy(() ->
                        shell.run("publish", temp.resolve("nowhere").toString(), "--as", "x", "--out", jar.toString()))
                .hasMessageContaining("there is no run in ");
        assertThat(jar).doesNotExist();
        assertThatThrownBy(() -> shell.run(
                        "publish",
                        "elu",
                        "--as",
                        "x",
                        "--out",
                        temp.resolve("x.zip").toString()))
                .hasMessageContaining("let it end in .jar");
    }

    @Test
    void aRunIsRepeatedToTheBit() throws Exception {
        Path run = trained("dense(8) prelu dense");
        shell.run("rerun", run.toString());
        assertThat(shell.out()).contains("identical: state, metrics and history are the same to the last bit");
        assertThat(temp.resolve("run-rerun/history.csv")).hasSameBinaryContentAs(run.resolve("history.csv"));
    }

    @Test
    void whatWasChangedByHandIsChangedAgainAfterTheSameSteps() throws Exception {
        Path path = temp.resolve("changed");
        RunRequest request = request("dense(8) tanh dense(8) relu dense", path);
        try (Run run = trainer.prepare(request)) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && (event.step() == 4 || event.step() == 9)) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    new Thread(() -> {
                                run.swap(
                                        event.step() == 4
                                                ? change("prelu", "sgd(rate=0.05)")
                                                : change("prelu=gelu", "adam"));
                                run.proceed();
                            })
                            .start();
                }
            });
        }
        shell.run("rerun", path.toString());
        assertThat(shell.out()).contains("identical: state, metrics and history are the same to the last bit");
        assertThat(temp.resolve("changed-rerun/run.json")).content().contains("gelu");
    }

    private static Change change(String activation, String optimizer) {
        return new Change(
                Optional.of(activation), Optional.empty(), Optional.empty(), Optional.of(optimizer), Optional.empty());
    }

    @Test
    void aRunWhoseServiceHasChangedIsNotRepeated() throws Exception {
        Extensions.drop("elliott-1.0.0", "elliott.jar");
        Eventually.until("elliott is there", () -> catalog.has(Kind.ACTIVATION, "elliott"));
        Path run = trained("dense(8) elliott dense");
        Extensions.drop("elliott-1.1.0", "elliott.jar");
        Eventually.until(
                "elliott 1.1.0 is there",
                () -> catalog.list(Kind.ACTIVATION).stream()
                        .anyMatch(entry -> entry.name().equals("elliott")
                                && entry.version().equals("1.1.0")));
        assertThatThrownBy(() -> shell.run("rerun", run.toString()))
                .hasMessage("the run in " + run + " was not repeated to the last bit");
        assertThat(shell.out().lines())
                .anyMatch(line -> line.startsWith("differs          the state hash was "))
                .contains(
                        "circumstances    activation elliott(width=0.5) was provided by extension.elliott 1.0.0 and is"
                                + " now provided by extension.elliott 1.1.0");
    }
}

package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What export writes computes as the run does, also where import makes a run of it again. */
class ModelFilesTest extends TableCommands {
    private static final String NETWORK = "dense(6) relu dense";

    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    private String data() throws IOException {
        Random random = new Random(4);
        List<String> lines = new ArrayList<>(List.of("a,b,y"));
        for (int i = 0; i < 60; i++) {
            double a = random.nextGaussian() * 3 + 1;
            double b = random.nextGaussian();
            lines.add(a + "," + b + "," + (a * b > 0 ? "yes" : "no"));
        }
        return file("data.csv", lines);
    }

    private String trained(String network) throws Exception {
        String run = place("run");
        shell.run("train", "--data", data(), "--standardize", "--network", network, "--steps", "20", "--out", run);
        return run;
    }

    private String imported(String file, String... more) throws Exception {
        List<String> words =
                new ArrayList<>(List.of(file, "--network", NETWORK, "--data", data(), "--out", place("imported")));
        words.addAll(List.of(more));
        shell.run("import", words.toArray(String[]::new));
        return place("imported");
    }

    private String predictions(String run) throws Exception {
        return shell.run("predict", run, "--data", data()).out();
    }

    private void computesAs(String run, Path source) throws Exception {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", "-cp", temp.toString(), source.toString()))
                .isZero();
        List<String> rows = Files.readAllLines(Path.of(data()));
        List<String> ours = predictions(run).lines().toList();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()}, null)) {
            Class<?> model = loader.loadClass("Model");
            Method predict = model.getMethod("predict", double[].class);
            Method label = model.getMethod("label", double[].class);
            for (int i = 1; i < rows.size(); i++) {
                String[] row = rows.get(i).split(",");
                double[] x = {Double.parseDouble(row[0]), Double.parseDouble(row[1])};
                String[] expected = ours.get(i).split(",");
                double p = ((double[]) predict.invoke(null, (Object) x))[0];
                assertThat(p).as(rows.get(i)).isCloseTo(Double.parseDouble(expected[3]), within(1e-5));
                assertThat(label.invoke(null, (Object) x)).isEqualTo(expected[1]);
            }
        }
    }

    @Test
    void anExportedClassCompilesAloneAndPredictsAsTheRun() throws Exception {
        String run = trained(NETWORK);
        Path source = temp.resolve("Model.java");
        shell.run("export", run, "--to", source.toString());
        assertThat(shell.out()).startsWith("wrote the network of ").endsWith(" to " + source + "\n");
        computesAs(run, source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.npz", "model.safetensors"})
    void anImportedRunPredictsAsTheOriginalToTheBit(String name) throws Exception {
        String run = trained(NETWORK);
        shell.run("export", run, "--to", place(name));
        String again = imported(place(name));
        assertThat(shell.out())
                .contains("dense_1.weight -> dense_1.weight\n", "dense_2.bias -> dense_2.bias\n", "kept in " + again);
        assertThat(shell.err())
                .contains("; classes no ", "features are standardised by feature-mean and feature-sd of " + place(name))
                .doesNotContain("said to be");
        assertThat(predictions(again)).isEqualTo(predictions(run));
        assertThat(json("evaluate", again, "--data", data()).get("loss"))
                .isEqualTo(json("evaluate", run, "--data", data()).get("loss"));
    }

    @Test
    void theNamesOfPyTorchComeBackAsTheSameNetwork() throws Exception {
        String run = trained(NETWORK);
        String file = place("model.torch-names.npz");
        shell.run("export", run, "--to", file);
        assertThat(shell.err()).contains("the weights expect standardised features");
        try (ZipFile zip = new ZipFile(file)) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .containsExactlyInAnyOrder("0.weight.npy", "0.bias.npy", "2.weight.npy", "2.bias.npy");
        }
        String again = imported(file, "--standardize");
        assertThat(shell.out()).contains("0.weight -> dense_1.weight, transposed\n");
        assertThat(predictions(again)).isEqualTo(predictions(run));
    }

    @Test
    void anImportedRunIsNotRepeatedByATrainingFromOtherWeights() throws Exception {
        String run = trained(NETWORK);
        shell.run("export", run, "--to", place("model.npz"));
        String again = imported(place("model.npz"));
        assertThatThrownBy(() -> shell.run("rerun", again))
                .hasMessage("the run in " + again + " can't be repeated: its weights were imported from "
                        + place("model.npz") + "; train --from-run " + again + " starts with them");
        assertThat(Path.of(again + "-rerun")).doesNotExist();
    }

    @Test
    void aPublishedActivationIsExportedByWhatItComputes() throws Exception {
        String learnt = trained("dense(6) network(hidden=4) dense");
        shell.run("publish", learnt, "--as", "mine", "--out", place("mine.jar"));
        shell.run("install", place("mine.jar"));
        String run = place("with");
        shell.run("train", "--data", data(), "--network", "dense(6) mine dense", "--steps", "20", "--out", run);
        shell.run("export", run, "--to", place("model.onnx"));
        assertThat(Path.of(place("model.onnx"))).isNotEmptyFile();
        shell.run("export", run, "--to", place("Model.java"));
        computesAs(run, Path.of(place("Model.java")));
    }

    @Test
    void aFileThatExistsStaysUnlessItIsToBeReplaced() throws Exception {
        String run = trained(NETWORK);
        String file = file("model.npz", List.of("mine"));
        assertThatThrownBy(() -> shell.run("export", run, "--to", file)).hasMessageContaining("--replace");
        assertThat(Path.of(file)).hasContent("mine");
        shell.run("export", run, "--to", file, "--replace");
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            assertThat(in.readNBytes(2)).isEqualTo(new byte[] {'P', 'K'});
        }
    }

    @Test
    void weightsThatDoNotFitAreRefusedAndNothingIsWritten() throws Exception {
        String run = trained("dense(5) relu dense");
        shell.run("export", run, "--to", place("model.npz"));
        assertThatThrownBy(() -> imported(place("model.npz")))
                .hasMessageContaining("'dense_1.weight' of " + place("model.npz") + " has the shape [2, 5], but"
                        + " dense_1.weight of the network needs [2, 6]");
        assertThatThrownBy(() -> imported(file("model.pt", List.of("x"))))
                .hasMessageContaining("pickles are never read");
        assertThatThrownBy(() -> imported(place("model.npz"), "--orientation", "sideways"))
                .hasMessageContaining("--orientation is torch, for [outputs, inputs], or keras, for [inputs, outputs],"
                        + " not 'sideways'");
        assertThatThrownBy(() -> imported(place("nowhere.npz"))).hasMessageContaining("nowhere.npz");
        assertThat(Path.of(place("imported"))).doesNotExist();
    }
}

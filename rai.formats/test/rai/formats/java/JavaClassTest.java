package rai.formats.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.exchange.Destination;
import rai.api.run.Model;
import rai.api.spec.SpecException;
import rai.formats.House;

/** A class that is written compiles without anything else, and predicts as the house does. */
class JavaClassTest {
    private static final int ROWS = 100;

    @TempDir
    static Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(8) relu dense(8, bias=false) batch-norm gelu dense",
                "dense(12) layer-norm prelu(share=unit) dense(12) maxout(k=3) dense(8) glu sparsemax dense",
                "dense(8) residual(dense(8) tanh dense) softmax dense(8) log-softmax dense",
                "dense(8) network(hidden=5) expression(\"z*sigmoid(z) + erf(z)\") curve(points=\"-1 0 2\") dense",
                "100x(dense(6) selu) dense",
            })
    void aCompiledClassPredictsAsTheRunDoes(String network) throws Exception {
        Model model = House.trained(dir, House.CLASSES, network, "softmax-cross-entropy", true);
        double[] rows = House.rows(model, ROWS);
        double[] ours = House.predictions(model, rows);
        Method predict = compiled(model, "M" + Math.abs(network.hashCode())).getMethod("predict", double[].class);
        for (int i = 0; i < ROWS; i++) {
            double[] theirs = (double[]) predict.invoke(null, (Object) Arrays.copyOfRange(rows, 4 * i, 4 * i + 4));
            for (int j = 0; j < 3; j++) {
                assertThat(Math.abs(theirs[j] - ours[3 * i + j])).isLessThan(1e-9);
            }
        }
    }

    private static Class<?> compiled(Model model, String name) throws Exception {
        Path source = dir.resolve(name + ".java");
        new JavaClass().write(model, new Destination(source, name + ".java"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", "-cp", dir.toString(), source.toString()))
                .isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()}, null)) {
            Class<?> type = loader.loadClass(name);
            type.getMethod("label", double[].class).invoke(null, (Object) new double[4]);
            return type;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a,b,c,d;1,2,3,4;;4,3,2,1 | 2 | ''
        1,2,3                    | 0 | line 1 of standard input: the network reads 4 features, not 3
        a,b,c                    | 0 | line 1 of standard input: 'a' is not a number
        a,2,3,4                  | 0 | line 1 of standard input: 'a' is not a number
        1,2,3,4;1,,3,4           | 1 | line 2 of standard input: '' is not a number
        1,2,NaN,4                | 0 | line 1 of standard input: the network predicts NaN for these features
        """)
    void aRowThatCannotBePredictedEndsTheProgramWithASentence(String rows, int predicted, String sentence)
            throws Exception {
        compiled(House.trained(dir, House.CLASSES, "dense(8) tanh dense", "softmax-cross-entropy", true), "Moons");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        dir.toString(),
                        "Moons")
                .start();
        try (OutputStream in = java.getOutputStream()) {
            in.write(rows.replace(';', '\n').getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .hasSize(predicted);
        assertThat(new String(java.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(sentence);
        assertThat(java.waitFor()).isEqualTo(sentence.isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rows", "F1", "Math", "String", "Base64"})
    void aNameThatTheClassUsesItselfIsRefused(String name) {
        Model model = House.trained(dir, House.CLASSES, "dense(8) tanh dense", "softmax-cross-entropy", true);
        assertThatThrownBy(() -> new JavaClass().write(model, new Destination(dir.resolve("x"), name + ".java")))
                .isInstanceOf(SpecException.class)
                .hasMessageEndingWith("call it " + name + "Model.java, for instance");
    }

    @Test
    void aFileWhoseNameCannotBeThatOfAClassIsRefused() {
        Model model = House.trained(dir, House.CLASSES, "dense(8) tanh dense", "softmax-cross-entropy", true);
        assertThatThrownBy(() -> new JavaClass().write(model, new Destination(dir.resolve("x"), "my-model.java")))
                .isInstanceOf(SpecException.class)
                .hasMessage("'my-model.java' can't be the file of a Java class: call it Mymodel.java, for instance");
    }
}

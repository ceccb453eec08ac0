package rai.formats.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void aFileWhoseNameCannotBeThatOfAClassIsRefused() {
        Model model = House.trained(dir, House.CLASSES, "dense(8) tanh dense", "softmax-cross-entropy", true);
        assertThatThrownBy(() -> new JavaClass().write(model, new Destination(dir.resolve("x"), "my-model.java")))
                .isInstanceOf(SpecException.class)
                .hasMessage("'my-model.java' can't be the file of a Java class: call it Mymodel.java, for instance");
    }
}

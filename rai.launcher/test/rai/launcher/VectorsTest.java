package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorsTest {
    /** What runs in a Java of its own. */
    public static final class Probe {
        public static void main(String[] args) throws Exception {
            boolean loaded = Vectors.load();
            Class<?> vector = Class.forName(Vectors.MODULE + ".FloatVector", true, ClassLoader.getSystemClassLoader());
            System.out.println(loaded + " " + vector.getModule().getName());
        }
    }

    private static String java(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        Process process = PlainJava.environment(new ProcessBuilder(command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void theVectorApiIsLoadedWithoutAWord() throws IOException, InterruptedException {
        assumeTrue(ModuleFinder.ofSystem().find(Vectors.MODULE).isPresent(), "this Java has no vector API");
        assertThat(java("--add-exports=java.base/jdk.internal.module=ALL-UNNAMED", "-Drai.vectors=true"))
                .isEqualTo("true " + Vectors.MODULE);
    }

    @Test
    void aJavaThatRefusesIsReported() throws IOException, InterruptedException {
        assertThat(java("-Drai.vectors=true")).startsWith("rai: the vector API of this Java could not be loaded");
    }
}

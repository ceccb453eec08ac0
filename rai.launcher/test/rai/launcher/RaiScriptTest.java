package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code rai}, with a Java that only says how it was called. */
class RaiScriptTest {
    private static final Path SH = Path.of("/bin/sh");

    @TempDir
    Path home;

    @BeforeEach
    void makeHome() throws IOException {
        assumeTrue(Files.isExecutable(SH), "this system has no /bin/sh");
        Files.copy(Path.of("rai"), home.resolve("rai"));
        file("dist/lib/rai.launcher.jar", "");
        java("17", "echo \"LC_ALL=${LC_ALL:-}\" \"$@\"");
    }

    private void java(String version, String does) throws IOException {
        file("java/release", "JAVA_VERSION=\"" + version + ".0.1\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        file("java/bin/java", "#!/bin/sh\n" + does + "\n");
        assertThat(home.resolve("java/bin/java").toFile().setExecutable(true)).isTrue();
    }

    private void file(String name, String content) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), content);
    }

    private String sh(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(SH.toString(), "-c", line)
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("RAI_"));
        builder.environment().put("JAVA_HOME", home.resolve("java").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private boolean has(String locale) throws IOException, InterruptedException {
        return sh("LC_ALL=" + locale + " locale charmap").strip().equals("UTF-8");
    }

    @Test
    void withoutAUtf8LocaleJavaGetsOneThatTheSystemHas() throws IOException, InterruptedException {
        assumeTrue(has("C.UTF-8"), "this system has no C.UTF-8");
        for (String locale : List.of("LANG=C", "LC_ALL=POSIX", "LANG=xx_YY.ISO-8859-1", "LANG=xx_YY.UTF-8")) {
            assertThat(sh("env " + locale + " sh ./rai train")).as(locale).contains("LC_ALL=C.UTF-8");
        }
    }

    @Test
    void aUtf8LocaleStays() throws IOException, InterruptedException {
        assumeTrue(has("C.UTF-8"), "this system has no C.UTF-8");
        assertThat(sh("LANG=C.UTF-8 sh ./rai train")).contains("LC_ALL= ");
    }

    @Test
    void theVectorApiIsLoadedByTheLauncherForCommandsThatTrain() throws IOException, InterruptedException {
        assertThat(sh("sh ./rai train")).contains(" -Drai.vectors=true ").doesNotContain("--add-modules");
        assertThat(sh("sh ./rai list activation")).doesNotContain("vector");
        assertThat(sh("RAI_VECTORS=0 sh ./rai train")).doesNotContain("vector");
    }

    @Test
    void aJavaThatHasNotBeenTriedGetsTheModuleByAnOption() throws IOException, InterruptedException {
        java("26", "echo \"$@\"");
        assertThat(sh("sh ./rai train")).contains(" --add-modules=jdk.incubator.vector ");
    }

    @Test
    void aClosedStdoutCannotBeWrittenToAndIsNotAnotherFile() throws IOException, InterruptedException {
        java("17", "echo a result || echo refused >&2");
        assertThat(sh("sh ./rai list >&-")).endsWith("refused\n");
    }

    @Test
    void aClosedStdinIsEmptyAndNotAnotherFile() throws IOException, InterruptedException {
        java("17", "cat && echo nothing");
        assertThat(sh("sh ./rai predict <&-")).isEqualTo("nothing\n");
    }

    @Test
    void aClosedStderrSwallowsWhatIsWritten() throws IOException, InterruptedException {
        java("17", "echo a warning >&2 && echo a result");
        assertThat(sh("sh ./rai list 2>&-")).isEqualTo("a result\n");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws IOException, InterruptedException {
        assertThat(sh("JAVA_HOME=/nowhere sh ./rai list"))
                .isEqualTo(
                        "rai: JAVA_HOME is /nowhere, where there is no bin/java: set it to Java 17 or newer, or unset"
                                + " it\n");
    }

    @Test
    void theNameOfTheScriptIsPassedOnAsItWasTyped() throws IOException, InterruptedException {
        assertThat(sh("mkdir elsewhere && cd elsewhere && sh ../rai train")).contains(" -Drai.command=../rai ");
    }
}

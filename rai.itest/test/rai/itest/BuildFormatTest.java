package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./bndw format} and the check of {@code ./bndw test}, in a workspace of one file. */
class BuildFormatTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path TOOLS = Path.of("cnf", "cache", "ext");
    private static final String UNFORMATTED = "class A { int  a=1; }\n";
    private static final String FORMATTED = "class A {\n    int a = 1;\n}\n";

    @TempDir
    Path workspace;

    @BeforeEach
    void compileTheBuildProgram() throws IOException {
        Path trial = Files.writeString(workspace.resolve("Trial.java"), """
            package build;
            class Trial {
                public static void main(String[] goals) throws Exception {
                    try {
                        if (goals[0].equals("format")) Format.apply(); else Format.check();
                    } catch (Failure e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            """);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        tools(),
                        "-sourcepath",
                        ROOT.resolve("cnf/bnd").toString(),
                        "-d",
                        workspace.resolve("program").toString(),
                        trial.toString());
        assertThat(exit).isZero();
        Files.createDirectories(workspace.resolve(TOOLS));
        Files.copy(
                ROOT.resolve(TOOLS).resolve("format.classpath"), workspace.resolve(TOOLS.resolve("format.classpath")));
    }

    private static String tools() throws IOException {
        return Files.readString(ROOT.resolve(TOOLS).resolve("classpath")).strip();
    }

    private String run(String goal) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        workspace.resolve("program") + File.pathSeparator + tools(),
                        "build.Trial",
                        goal))
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Path source(String path, String text) throws IOException {
        Path file = workspace.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aSourceThatIsNotFormattedFailsTheCheckUntilItIsFormatted() throws Exception {
        Path file = source("rai.x/src/A.java", UNFORMATTED);
        assertThat(run("check")).contains("not formatted: rai.x/src/A.java: run ./bndw format");
        run("format");
        assertThat(file).hasContent(FORMATTED);
        assertThat(run("check")).doesNotContain("not formatted");
    }

    @Test
    void aFileThatHasPassedIsCheckedAgainWhenItChanges() throws Exception {
        source("rai.x/src/A.java", FORMATTED);
        assertThat(run("check")).doesNotContain("not formatted");
        source("rai.x/src/A.java", UNFORMATTED);
        assertThat(run("check")).contains("not formatted: rai.x/src/A.java");
    }

    @Test
    void whatIsGeneratedNeedNotBeFormatted() throws Exception {
        Path file = source("rai.x/generated/A.java", UNFORMATTED);
        assertThat(run("check")).doesNotContain("not formatted");
        run("format");
        assertThat(file).hasContent(UNFORMATTED);
    }
}

package rai.publish.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.osgi.framework.Version;
import rai.api.catalog.Kind;

/** A new project of every kind compiles as it is, and passes its own tests. */
class NewProjectTest {
    @TempDir
    Path folder;

    static List<Kind> kinds() {
        return NewProject.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itCompilesAndItsTestsPass(Kind kind) throws Exception {
        NewProject project = NewProject.of(kind.word(), "my-" + kind.word(), null, "org.example", new Version("1.0.0"));
        NewDirectory.write(folder.resolve("project"), project.files());
        compile();
        TestExecutionSummary summary = test(project.pack() + "." + project.type() + "Test");
        StringWriter failures = new StringWriter();
        summary.printFailuresTo(new PrintWriter(failures));
        assertThat(failures.toString()).isEmpty();
        assertThat(summary.getTestsSucceededCount())
                .as("tests of " + kind.word())
                .isGreaterThan(2);
    }

    /** Without warnings, too. */
    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
                Stream<Path> found = Files.walk(folder)) {
            List<Path> sources =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            Path classes = Files.createDirectory(folder.resolve("classes"));
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-encoding",
                    "UTF-8",
                    "--release",
                    "17",
                    "-Xlint:all,-classfile,-processing");
            assertThat(sources).hasSize(2);
            compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        assertThat(said.toString()).isEmpty();
    }

    private TestExecutionSummary test(String name) throws Exception {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.resolve("classes").toUri().toURL()},
                getClass().getClassLoader())) {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(loader.loadClass(name)))
                                    .build(),
                            listener);
        }
        return listener.getSummary();
    }
}

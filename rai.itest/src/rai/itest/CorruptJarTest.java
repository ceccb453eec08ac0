package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** A file that cannot be used is put over an extension that a training uses: nothing changes, and a message says why. */
@ExtendWith(ServiceExtension.class)
class CorruptJarTest {
    private static final String JAR = "victim.jar";
    /** The messages about them; a message about a file of another test may come late. */
    private static final Pattern FILES = Pattern.compile("rai: watched/(victim|twin)[.]jar .*");

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private PrintStream stderr;

    @BeforeEach
    void listen() throws IOException {
        Extensions.clear();
        stderr = System.err;
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void clear() throws IOException {
        System.setErr(stderr);
        Extensions.clear();
    }

    static Stream<Arguments> corrupt() throws IOException {
        byte[] whole = Extensions.bytes("sound-3.0.0");
        byte[] changed = whole.clone();
        Arrays.fill(changed, whole.length / 2, whole.length / 2 + 20, (byte) 0);
        return Stream.of(
                Arguments.of(
                        "a jar cut off in the middle",
                        Arrays.copyOf(whole, whole.length / 2),
                        "not a jar, or is incomplete"),
                Arguments.of("a jar whose content has changed on the way", changed, "is damaged"),
                Arguments.of(
                        "no jar", "no jar at all".getBytes(StandardCharsets.US_ASCII), "not a jar, or is incomplete"),
                Arguments.of("nothing", new byte[0], "not a jar, or is incomplete"),
                Arguments.of("not a bundle", Jars.withHeader(whole, "Bundle-SymbolicName", null), "but not a bundle"),
                Arguments.of(
                        "what lacks a package",
                        Jars.withHeader(whole, "Import-Package", "org.example.missing"),
                        "needs package org.example.missing, which no installed bundle exports"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corrupt")
    void theRunIsUndisturbedOneLineSaysWhyAndAGoodJarIsInstalled(String what, byte[] content, String why)
            throws Exception {
        Extensions.drop("sound-1.0.0", JAR);
        awaitVersion("1.0.0");
        RunRequest request = Bad.THROWS_IN_VALUE.request(Optional.empty());
        RunResult undisturbed;
        try (Run run = trainer.prepare(request)) {
            undisturbed = run.train(event -> {});
        }
        Bundle bundle = Extensions.bundle(JAR).orElseThrow();
        long installed = bundle.getLastModified();
        List<String> listed = new ArrayList<>();
        Diary diary = new Diary(20, () -> {
            Extensions.drop(content, JAR);
            Eventually.until("it is reported", () -> !lines().isEmpty());
            try (Shell shell = new Shell()) {
                shell.run("extensions")
                        .out()
                        .lines()
                        .filter(line -> line.contains(JAR))
                        .forEach(listed::add);
            }
        });
        RunResult result;
        try (Run run = trainer.prepare(request)) {
            result = run.train(diary);
        }
        assertThat(diary.all(RunEvent.Paused.class)).isEmpty();
        assertThat(diary.all(RunEvent.Swapped.class)).isEmpty();
        assertThat(result.stateHash()).isEqualTo(undisturbed.stateHash());
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle.getLastModified()).isEqualTo(installed);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("rai: watched/victim.jar ")
                .contains(why)
                .contains("1.0.0 stays in use; ");
        assertThat(listed)
                .singleElement()
                .asString()
                .contains("1.0.0")
                .contains("active")
                .contains(why);

        Extensions.drop("sound-3.0.0", JAR);
        awaitVersion("3.0.0");
        try (Shell shell = new Shell()) {
            assertThat(shell.run("extensions").out()).doesNotContain("the file ");
        }
        assertThat(lines()).hasSize(1);
    }

    /** Both are in the folder, in the wrong order. */
    @Test
    void whatLacksAPackageIsUsedWhenThePackageIsThere() throws Exception {
        Extensions.drop("sound-1.0.0", JAR);
        awaitVersion("1.0.0");
        byte[] lacking = Jars.withHeader(Extensions.bytes("sound-3.0.0"), "Require-Capability", "late");
        Extensions.drop(lacking, JAR);
        Eventually.until("it is reported", () -> !lines().isEmpty());
        assertThat(Extensions.bundle(JAR))
                .map(bundle -> bundle.getVersion().toString())
                .contains("1.0.0");
        byte[] provider = Jars.withHeader(Extensions.bytes("elliott-1.0.0"), "Provide-Capability", "late");
        Extensions.drop(provider, "elliott.jar");
        awaitVersion("3.0.0");
    }

    @Test
    void aSecondFileOfTheSameBundleIsLeftUntilTheFirstIsGone() throws Exception {
        Extensions.drop("sound-1.0.0", JAR);
        awaitVersion("1.0.0");
        Extensions.drop("sound-1.0.0", "twin.jar");
        Eventually.until("it is reported", () -> !lines().isEmpty());
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("which is already installed from watched/victim.jar: not installed");
        Extensions.delete(JAR);
        Eventually.until(
                "the twin is there", () -> Extensions.bundle("twin.jar").isPresent());
        awaitVersion("1.0.0");
    }

    private List<String> lines() {
        return told.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(FILES.asMatchPredicate())
                .toList();
    }

    private void awaitVersion(String version) {
        Eventually.until(
                "victim " + version + " is listed",
                () -> catalog.list(Kind.ACTIVATION).stream()
                        .anyMatch(entry ->
                                entry.name().equals("victim") && entry.version().equals(version)));
    }
}

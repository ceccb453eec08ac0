package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** The commands install, uninstall and extensions, on a framework with file install. */
@ExtendWith(ServiceExtension.class)
class ExtensionCommandsTest {
    // Long because installing, listing and uninstalling are tried on the same folder, by the same helpers.

    private static Shell shell;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @TempDir
    Path downloads;

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

    // ---- install

    @Test
    void anInstalledExtensionCanBeUsedAtOnce() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        assertThat(shell.out().lines())
                .containsExactly(
                        "installed        extension.elliott 1.0.0",
                        "file             watched/elliott.jar",
                        "activation       elliott");
        assertThat(shell.err()).isEmpty();
        assertThat(width("elliott")).isEqualTo(1);
    }

    @Test
    void theJsonHasFileAndServices() throws Exception {
        JsonObject told = shell.run("install", download("elliott-1.0.0", "elliott.jar"), "--json")
                .json()
                .getAsJsonObject();
        assertThat(told.get("name").getAsString()).isEqualTo("extension.elliott");
        assertThat(told.get("version").getAsString()).isEqualTo("1.0.0");
        assertThat(Path.of(told.get("file").getAsString())).exists();
        assertThat(told.getAsJsonArray("replaced")).isEmpty();
        assertThat(told.getAsJsonArray("services"))
                .containsExactly(JsonParser.parseString("{kind: activation, name: elliott}"));
    }

    @Test
    void aUrlMayBeGiven() throws Exception {
        shell.run(
                "install",
                Path.of(download("elliott-1.0.0", "elliott.jar"))
                        .toUri()
                        .toURL()
                        .toString());
        assertThat(files()).containsExactly("elliott.jar");
    }

    @Test
    void aFileThatIsNotNamedAsAJarIsNamedAfterTheBundle() throws Exception {
        shell.run("install", download("elliott-1.0.0", "download"));
        assertThat(files()).containsExactly("extension.elliott.jar");
    }

    @Test
    void anotherVersionInAFileOfTheSameNameTakesThePlaceOfTheOlder() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        shell.run("install", download("elliott-1.1.0", "elliott.jar"));
        assertThat(shell.out().lines()).contains("replaced         extension.elliott 1.0.0");
        assertThat(width("elliott")).isEqualTo(0.5);
        assertThat(files()).containsExactly("elliott.jar");
    }

    @Test
    void anotherVersionInAFileOfAnotherNameTakesThePlaceOfTheOlderToo() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott-1.0.0.jar"));
        shell.run("install", download("elliott-1.1.0", "elliott-1.1.0.jar"));
        assertThat(shell.out().lines())
                .contains("replaced         extension.elliott 1.0.0 of watched/elliott-1.0.0.jar");
        assertThat(width("elliott")).isEqualTo(0.5);
        assertThat(files()).containsExactly("elliott-1.1.0.jar");
    }

    @Test
    void theSameVersionMayBeInstalledAgain() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        assertThat(shell.out().lines()).contains("activation       elliott");
    }

    @Test
    void theSameNameAndVersionInAnotherFileIsRefused() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        assertThatThrownBy(() -> shell.run("install", download("elliott-1.0.0", "other.jar")))
                .hasMessage("extension.elliott 1.0.0 is installed already, from watched/elliott.jar:"
                        + " uninstall that first, or raise the version");
        assertThat(files()).containsExactly("elliott.jar");
    }

    @Test
    void whatNeedsAPackageThatIsNotHereIsRefused() throws Exception {
        String jar = download("unresolvable", "unresolvable.jar");
        assertThatThrownBy(() -> shell.run("install", jar))
                .hasMessage(jar
                        + " cannot work here: it needs package org.example.missing from version 1.0.0 to below 2.0.0,"
                        + " which no installed bundle exports; nothing was installed");
        assertNothingIsLeft();
    }

    @Test
    void whatNeedsAnotherVersionOfTheApiIsReportedWithTheCurrentOne() throws Exception {
        byte[] jar = Jars.withHeader("elliott-1.0.0", "Import-Package", "rai.api.activation;version=\"[7,8)\"");
        assertThatThrownBy(() -> shell.run("install", download(jar, "elliott.jar")))
                .hasMessageContaining(
                        "it needs package rai.api.activation from version 7.0.0 to below 8.0.0, which is 0.")
                .hasMessageContaining(" here; nothing was installed");
        assertNothingIsLeft();
    }

    @Test
    void whatNeedsANewerJavaIsReportedWithTheCurrentOne() throws Exception {
        byte[] jar = Jars.withHeader(
                "elliott-1.0.0", "Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"");
        assertThatThrownBy(() -> shell.run("install", download(jar, "elliott.jar")))
                .hasMessageContaining("it needs Java 99, but this is Java "
                        + Runtime.version().feature());
        assertNothingIsLeft();
    }

    @Test
    void halfAJarIsRefused() throws Exception {
        byte[] whole = Extensions.bytes("elliott-1.0.0");
        assertThatThrownBy(() -> shell.run("install", download(Arrays.copyOf(whole, whole.length / 2), "elliott.jar")))
                .hasMessageContaining("is not a jar, or is incomplete");
        assertNothingIsLeft();
    }

    @Test
    void aJarWithoutBundleHeadersIsRefused() throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(plain)) {
            jar.putNextEntry(new ZipEntry("a.txt"));
        }
        assertThatThrownBy(() -> shell.run("install", download(plain.toByteArray(), "plain.jar")))
                .hasMessageContaining("is a jar but not a bundle");
        assertNothingIsLeft();
    }

    @Test
    void aMissingFileIsReportedByItsName() {
        assertThatThrownBy(() -> shell.run("install", "nowhere.jar")).hasMessage("there is no file nowhere.jar");
    }

    @Test
    void aFileOfTheNameOfAnotherExtensionIsRefused() throws Exception {
        shell.run("install", download("elliott-1.0.0", "extension.jar"));
        byte[] other = Jars.withHeader("elliott-1.1.0", "Bundle-SymbolicName", "extension.other");
        assertThatThrownBy(() -> shell.run("install", download(other, "extension.jar")))
                .hasMessageContaining("watched/extension.jar is another extension, extension.elliott 1.0.0");
        assertThat(width("elliott")).isEqualTo(1);
    }

    @Test
    void aBundleOfRaiItselfIsRefused() throws Exception {
        Bundle api = Extensions.provider("rai.api");
        byte[] jar = Jars.withHeader("elliott-1.0.0", "Bundle-SymbolicName", "rai.api");
        jar = Jars.withHeader(jar, "Bundle-Version", api.getVersion().toString());
        byte[] disguised = jar;
        assertThatThrownBy(() -> shell.run("install", download(disguised, "elliott.jar")))
                .hasMessageContaining("is a bundle of RAI itself");
        assertNothingIsLeft();
    }

    @Test
    void aServiceInTheShadowOfAnotherIsReported() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        byte[] other = Jars.withHeader("elliott-1.1.0", "Bundle-SymbolicName", "extension.other");
        shell.run("install", download(other, "other.jar"));
        assertThat(shell.err())
                .isEqualToIgnoringNewLines(
                        "rai: another activation elliott is used, that of extension.elliott 1.0.0: give yours a name"
                                + " of its own");
    }

    @Test
    void aBundleThatCannotStartIsReportedWithTheReason() throws Exception {
        byte[] jar = Jars.withHeader("elliott-1.0.0", "Bundle-Activator", "org.example.NoSuchActivator");
        assertThatThrownBy(() -> shell.run("install", download(jar, "elliott.jar")))
                .hasMessageContaining("watched/elliott.jar cannot be started: ")
                .hasMessageContaining("org.example.NoSuchActivator")
                .hasMessageEndingWith("; nothing was installed");
        assertNothingIsLeft();
    }

    @Test
    void anExtensionStaysIfTheNewJarThatWouldReplaceItCannotStart() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        byte[] jar = Jars.withHeader("elliott-1.1.0", "Bundle-Activator", "org.example.NoSuchActivator");
        assertThatThrownBy(() -> shell.run("install", download(jar, "elliott.jar")))
                .hasMessageContaining("watched/elliott.jar cannot be started: ")
                .hasMessageEndingWith("; the jar that it replaced was put back");
        assertThat(files()).containsExactly("elliott.jar");
        assertThat(width("elliott")).isEqualTo(1);
    }

    @Test
    void theJsonOfExtensionsSaysWhyABundleDoesNotRun() throws Exception {
        Extensions.drop(
                Jars.withHeader("elliott-1.0.0", "Bundle-Activator", "org.example.NoSuchActivator"), "elliott.jar");
        Extensions.awaitScan();
        JsonObject one =
                shell.run("extensions", "--json").json().getAsJsonArray().get(0).getAsJsonObject();
        assertThat(one.get("state").getAsString()).isEqualTo("not started");
        assertThat(one.get("problem").getAsString())
                .startsWith("cannot be started: ")
                .contains("org.example.NoSuchActivator");
    }

    @Test
    void aBundleWithoutServicesIsSaidToHaveNone() throws Exception {
        byte[] jar = Jars.withHeader("elliott-1.0.0", "Service-Component", null);
        jar = Jars.withHeader(jar, "Provide-Capability", null);
        shell.run("install", download(jar, "elliott.jar"));
        assertThat(shell.err()).startsWith("rai: watched/elliott.jar provides no service");
    }

    /** The headers promise a service that no component makes. */
    @Test
    void aServiceThatDoesNotComeIsReported() throws Exception {
        byte[] jar = Jars.withHeader("elliott-1.0.0", "Service-Component", null);
        assertThatThrownBy(() -> shell.run("install", download(jar, "elliott.jar")))
                .hasMessageContaining("watched/elliott.jar runs, but rai.api.activation.")
                .hasMessageEndingWith("; nothing was installed");
        assertNothingIsLeft();
    }

    // ---- uninstall

    @Test
    void whatIsUninstalledIsGone() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        shell.run("uninstall", "extension.elliott");
        assertThat(shell.out().lines())
                .containsExactly(
                        "uninstalled      extension.elliott 1.0.0",
                        "deleted          watched/elliott.jar",
                        "gone             activation elliott");
        assertNothingIsLeft();
        assertThatThrownBy(() -> catalog.resolve(Activation.class, Spec.named("elliott")))
                .isInstanceOf(SpecException.class);
    }

    @Test
    void theFileMayBeNamedAsWell() throws Exception {
        Extensions.drop("no jar at all".getBytes(), "text.jar");
        shell.run("uninstall", "text.jar");
        assertNothingIsLeft();
    }

    @Test
    void aPartOfRaiIsNotUninstalled() {
        assertThatThrownBy(() -> shell.run("uninstall", "rai.activations"))
                .hasMessage("rai.activations is part of RAI, not an extension: it was not removed");
        assertThat(Extensions.provider("rai.activations").getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void anUnknownExtensionIsAnsweredWithTheNearest() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        assertThatThrownBy(() -> shell.run("uninstall", "extension.eliott"))
                .hasMessage("unknown extension 'extension.eliott': did you mean 'extension.elliott'?"
                        + " There are: extension.elliott");
    }

    // ---- extensions

    @Test
    void extensionsAreListedWithWhatTheyProvideOrWhyNot() throws Exception {
        Extensions.drop("elliott-1.0.0", "a-elliott.jar");
        Extensions.drop("unresolvable", "b-unresolvable.jar");
        Extensions.drop("no jar at all".getBytes(), "c-text.jar");
        Eventually.until(
                "both bundles have been installed",
                () -> catalog.has(Kind.ACTIVATION, "elliott")
                        && Extensions.bundle("b-unresolvable.jar").isPresent());
        Extensions.drop("elliott-1.0.0", "d-twin.jar");
        shell.run("extensions");
        assertThat(shell.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("extension|version|state|file|services|from|problem"),
                        a -> assertThat(a)
                                .isEqualTo("extension.elliott|1.0.0|active|watched/a-elliott.jar|activation elliott"),
                        b -> assertThat(b)
                                .isEqualTo("extension.unresolvable|1.0.0|unresolved|watched/b-unresolvable.jar|needs"
                                        + " package org.example.missing from version 1.0.0 to below 2.0.0,"
                                        + " which no installed bundle exports"),
                        c -> assertThat(c).startsWith("|not installed|watched/c-text.jar|is not a jar"),
                        d -> assertThat(d)
                                .startsWith(
                                        "extension.elliott|1.0.0|not installed|watched/d-twin.jar|the same name and"));
    }

    @Test
    void extensionsAsJsonAreAList() throws Exception {
        shell.run("install", download("elliott-1.0.0", "elliott.jar"));
        JsonObject one =
                shell.run("extensions", "--json").json().getAsJsonArray().get(0).getAsJsonObject();
        assertThat(one.keySet()).containsExactly("name", "version", "state", "file", "services", "from", "problem");
        assertThat(one.get("state").getAsString()).isEqualTo("active");
    }

    // ---- the way there

    /** A file on its way must not be taken for an extension before it is whole and looked at. */
    @Test
    void fileInstallLeavesAnIncomingFileAlone() throws Exception {
        Extensions.drop("elliott-1.0.0", ".some-number.incoming.txt");
        Extensions.awaitScan();
        assertThat(Extensions.bundle(".some-number.incoming.txt")).isEmpty();
    }

    @Test
    void aFolderThatIsDeletedAndMadeAgainIsStillWatched() throws Exception {
        Extensions.drop("elliott-1.0.0", "elliott.jar");
        Eventually.until("it is installed", () -> catalog.has(Kind.ACTIVATION, "elliott"));
        Extensions.deleteFolder();
        Thread.sleep(1000); // some scans without a folder
        Extensions.drop("elliott-1.1.0", "new.jar"); // makes the folder
        Eventually.until(
                "the new one is installed",
                () -> Extensions.bundle("new.jar").isPresent()
                        && Extensions.bundle("elliott.jar").isEmpty());
        Eventually.until("the new one is used", () -> catalog.has(Kind.ACTIVATION, "elliott"));
        assertThat(width("elliott")).isEqualTo(0.5);
    }

    private String download(String extension, String name) throws IOException {
        return download(Extensions.bytes(extension), name);
    }

    private String download(byte[] content, String name) throws IOException {
        return Files.write(downloads.resolve(name), content).toString();
    }

    private double width(String spec) {
        INDArray z = Nd4j.createFromArray(1.0);
        catalog.resolve(Activation.class, Spec.parse(spec)).service().value(z, z);
        return Math.round(4 * (1 / z.getDouble(0) - 1)) / 4.0; // of z / (width + |z|) at 1
    }

    private static Stream<String> files() throws IOException {
        var context = FrameworkUtil.getBundle(ExtensionCommandsTest.class).getBundleContext();
        try (Stream<Path> files = Files.list(Path.of(context.getProperty("rai.bundles.dir")))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".installed-from.txt"))
                    .toList()
                    .stream();
        }
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(files()).isEmpty();
        assertThat(FrameworkUtil.getBundle(getClass()).getBundleContext().getBundles())
                .extracting(Bundle::getSymbolicName)
                .noneMatch(name ->
                        name.startsWith("rai.probe") && !name.equals("rai.probes") || name.startsWith("extension."));
    }
}

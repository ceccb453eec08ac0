package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;

/** The command install with the index of a repository: an extension comes with what it requires, or nothing changes. */
@ExtendWith(ServiceExtension.class)
class RepositoryTest {
    private static final String SHAPE_PACKAGE =
            requirement("(&amp;(osgi.wiring.package=rai.itest.shape)(version>=1.0.0))");
    private static Shell shell;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @TempDir
    Path repository;

    private String resources = "";
    private HttpServer server;
    /** The name of a file of which the server sends its beginning only. */
    private String cut = "nothing";

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

    @AfterEach
    void stopTheServer() {
        if (server != null) {
            server.stop(0);
        }
    }

    // ---- the repository

    private static String requirement(String filter) {
        return "<requirement namespace='osgi.wiring.package'><directive name='filter' value='" + filter
                + "'/></requirement>";
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private void resource(String name, String url, String sha256, long size, String more) throws IOException {
        resources += """
            <resource>
              <capability namespace='osgi.identity'>
                <attribute name='osgi.identity' value='%s'/>
                <attribute name='type' value='osgi.bundle'/>
                <attribute name='version' type='Version' value='1.0.0'/>
              </capability>
              <capability namespace='osgi.content'>
                <attribute name='osgi.content' value='%s'/>
                <attribute name='url' value='%s'/>
                <attribute name='size' type='Long' value='%d'/>
                <attribute name='mime' value='application/vnd.osgi.bundle'/>
              </capability>
              %s
            </resource>
            """.formatted(name, sha256, url, size, more);
        Files.writeString(
                repository.resolve("index.xml"),
                "<?xml version='1.0'?><repository xmlns='http://www.osgi.org/xmlns/repository/v1.0.0' name='t'>"
                        + resources + "</repository>");
    }

    private void put(String extension, String more) throws Exception {
        byte[] jar = Extensions.bytes(extension + "-1.0.0");
        Files.write(repository.resolve(extension + ".jar"), jar);
        resource("extension." + extension, extension + ".jar", sha256(jar), jar.length, more);
    }

    private void putShape() throws Exception {
        put(
                "shape",
                "<capability namespace='osgi.wiring.package'><attribute name='osgi.wiring.package'"
                        + " value='rai.itest.shape'/><attribute name='version' type='Version'"
                        + " value='1.0.0'/></capability>");
    }

    private void putBoth() throws Exception {
        put("shaped", SHAPE_PACKAGE);
        putShape();
    }

    private void install(String wanted) throws Exception {
        shell.run("install", wanted, "--from", repository.toString());
    }

    private static List<String> jars() throws IOException {
        Path folder = Path.of(
                FrameworkUtil.getBundle(RepositoryTest.class).getBundleContext().getProperty("rai.bundles.dir"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".installed-from.txt"))
                    .sorted()
                    .toList();
        }
    }

    private void fails(String wanted, String... parts) throws IOException {
        assertThatThrownBy(() -> install(wanted)).message().contains(parts).doesNotContain("\n");
        assertThat(jars()).isEmpty();
    }

    // ---- what works

    @Test
    void anExtensionComesWithWhatItRequires() throws Exception {
        putBoth();
        install("extension.shaped");
        assertThat(shell.out().lines())
                .containsExactly(
                        "installed        extension.shape 1.0.0",
                        "file             watched/extension.shape.jar",
                        "installed        extension.shaped 1.0.0",
                        "file             watched/extension.shaped.jar",
                        "activation       shaped");
        assertThat(shell.err()).isEmpty();
        assertThat(catalog.list(Kind.ACTIVATION)).anyMatch(entry -> entry.name().equals("shaped"));
        assertThat(jars()).containsExactly("extension.shape.jar", "extension.shaped.jar");
    }

    @Test
    void whatIsInstalledAlreadyIsNotInstalledAgain() throws Exception {
        putBoth();
        install("extension.shape");
        install("extension.shaped");
        assertThat(shell.out()).doesNotContain("extension.shape ").contains("extension.shaped 1.0.0");
        assertThatThrownBy(() -> install("extension.shaped")).message().contains("is installed already");
    }

    @Test
    void aRequirementMayStandInPlaceOfAName() throws Exception {
        putBoth();
        install("osgi.wiring.package;(osgi.wiring.package=rai.itest.shape)");
        assertThat(jars()).containsExactly("extension.shape.jar");
    }

    @Test
    void extensionsShowsFromWhereAFileHasCome() throws Exception {
        putBoth();
        install("extension.shape");
        String source = repository + "/shape.jar";
        assertThat(shell.run("extensions").out()).contains(source);
        Extensions.drop(Jars.withHeader("shape-1.0.0", "Bundle-Comment", "changed by hand"), "extension.shape.jar");
        assertThat(shell.run("extensions").out()).doesNotContain(source);
    }

    // ---- what does not

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() throws Exception {
        putBoth();
        fails("extension.shapd", "'extension.shapd'", "extension.shaped");
    }

    @Test
    void aRequirementThatNothingMeetsIsNamedWithWhatHasIt() throws Exception {
        put("shaped", SHAPE_PACKAGE);
        fails(
                "extension.shaped",
                "extension.shaped 1.0.0 needs package rai.itest.shape from version 1.0.0",
                "the index has nothing that provides it; nothing was installed");
    }

    @Test
    void anotherFileThanTheIndexDescribesIsRefused() throws Exception {
        putShape();
        byte[] jar = Files.readAllBytes(repository.resolve("shape.jar"));
        jar[jar.length / 2] ^= 1;
        Files.write(repository.resolve("shape.jar"), jar);
        fails("extension.shape", "SHA-256 is " + sha256(jar), "nothing was installed");
    }

    @Test
    void ofTwoNothingIsInstalledIfOneIsWrong() throws Exception {
        putBoth();
        byte[] jar = Files.readAllBytes(repository.resolve("shaped.jar"));
        jar[jar.length / 2] ^= 1;
        Files.write(repository.resolve("shaped.jar"), jar);
        fails("extension.shaped", "shaped.jar", "SHA-256", "nothing was installed");
    }

    @Test
    void ofTwoNothingStaysIfTheSecondCannotBeStarted() throws Exception {
        putShape();
        byte[] jar = Jars.withHeader("shaped-1.0.0", "Bundle-Activator", "org.example.NoSuchActivator");
        Files.write(repository.resolve("shaped.jar"), jar);
        resource("extension.shaped", "shaped.jar", sha256(jar), jar.length, SHAPE_PACKAGE);
        fails(
                "extension.shaped",
                "watched/extension.shaped.jar cannot be started",
                "NoSuchActivator",
                "nothing was installed");
    }

    @Test
    void aFileThatIsAnotherBundleThanTheIndexSaysIsRefused() throws Exception {
        byte[] jar = Extensions.bytes("elliott-1.0.0");
        Files.write(repository.resolve("x.jar"), jar);
        resource("extension.shape", "x.jar", sha256(jar), jar.length, "");
        fails(
                "extension.shape",
                repository.resolve("x.jar")
                        + " is extension.elliott 1.0.0, but the index says that it is extension.shape 1.0.0");
    }

    @Test
    void anIndexMustNotNameFilesOutsideItsFolder() throws Exception {
        for (String url : List.of("../shape.jar", "a/../../shape.jar", "file:///etc/passwd", "..%2fshape.jar")) {
            resources = "";
            resource("extension.shape", url, "0".repeat(64), 10, "");
            fails("extension.shape", "'" + url + "', which is outside the folder of the index");
        }
    }

    @Test
    void aNameThatLeadsOutOfTheFolderOfExtensionsIsRefused() throws Exception {
        resource("../../shape", "shape.jar", "0".repeat(64), 10, "");
        fails("../../shape", "'../../shape', which is not a symbolic name");
    }

    @Test
    void aFileThatIsNotAnIndexIsRefused() throws Exception {
        Path index = repository.resolve("index.xml");
        Files.writeString(index, "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><repository>&x;</repository>");
        fails("extension.shape", "is not an index of a repository");
        Files.writeString(index, "<html/>");
        fails("extension.shape", "it has no element 'repository'");
        Files.writeString(index, "<repository><resource>");
        fails("extension.shape", "is not an index of a repository: it is not XML from line 1 on");
        Files.delete(index);
        fails("extension.shape", "has no index.xml");
    }

    // ---- on a server

    /** Serves the repository as {@code /rai/}. */
    private String serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rai/", exchange -> {
            Path file = repository.resolve(exchange.getRequestURI().getPath().substring("/rai/".length()));
            if (Files.exists(file)) {
                byte[] content = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content, 0, file.toString().endsWith(cut) ? 100 : content.length);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        server.createContext("/old/", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().getPath().replace("/old/", "/rai/"));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void failsFrom(String from, String wanted, String sentence) throws IOException {
        assertThatThrownBy(() -> shell.run("install", wanted, "--from", from))
                .message()
                .contains(sentence)
                .endsWith("nothing was installed")
                .doesNotContain("\n");
        assertThat(jars()).isEmpty();
    }

    @Test
    void anIndexOnAServerLeadsToTheFilesBesideIt() throws Exception {
        putBoth();
        String url = serve();
        shell.run("install", "extension.shaped", "--from", url + "/rai/index.xml");
        assertThat(jars()).containsExactly("extension.shape.jar", "extension.shaped.jar");
        assertThat(shell.run("extensions").out()).contains(url + "/rai/shaped.jar");
    }

    @Test
    void theFilesOfAnIndexThatHasMovedAreBesideItsNewPlace() throws Exception {
        putBoth();
        String url = serve();
        shell.run("install", "extension.shaped", "--from", url + "/old/index.xml");
        assertThat(shell.run("extensions").out()).contains(url + "/rai/shaped.jar");
    }

    @Test
    void whatTheServerDoesNotHaveIsNamed() throws Exception {
        putBoth();
        Files.delete(repository.resolve("shaped.jar"));
        String url = serve();
        failsFrom(
                url + "/rai/index.xml",
                "extension.shaped",
                url + "/rai/shaped.jar cannot be fetched: the server answers 404");
        failsFrom(
                url + "/rai/no.xml", "extension.shaped", url + "/rai/no.xml cannot be fetched: the server answers 404");
    }

    @Test
    void anotherFileOnTheServerThanTheIndexDescribesIsRefused() throws Exception {
        putShape();
        byte[] jar = Files.readAllBytes(repository.resolve("shape.jar"));
        jar[jar.length / 2] ^= 1;
        Files.write(repository.resolve("shape.jar"), jar);
        failsFrom(serve() + "/rai/index.xml", "extension.shape", "SHA-256 is " + sha256(jar));
    }

    @Test
    void aDownloadThatIsCutIsRefused() throws Exception {
        putShape();
        String url = serve();
        cut = "shape.jar";
        failsFrom(url + "/rai/index.xml", "extension.shape", url + "/rai/shape.jar has not arrived whole");
        cut = "index.xml";
        failsFrom(url + "/rai/index.xml", "extension.shape", url + "/rai/index.xml has not arrived whole");
    }
}

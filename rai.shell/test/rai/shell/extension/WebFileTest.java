package rai.shell.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

@Timeout(60)
class WebFileTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final Duration SOON = Duration.ofMillis(300);
    private static final String SILENT = "the server has sent nothing for 1 s";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Servers that hang do so until the test is over. */
    private final CountDownLatch over = new CountDownLatch(1);

    private HttpServer server;

    @BeforeEach
    void startAServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopTheServer() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** @param sent the bytes that are sent of those that are announced; then the server hangs, if it is to */
    private void answer(String path, int sent, boolean hangs) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, sent);
            exchange.getResponseBody().flush();
            if (hangs) {
                await();
            }
            exchange.close();
        });
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void moved(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    @Test
    void aFileArrivesWhole() throws IOException {
        answer("/a.jar", CONTENT.length, false);
        try (WebFile file = WebFile.open(url("/a.jar"), WebFile.PATIENCE)) {
            assertThat(file.readAllBytes()).isEqualTo(CONTENT);
            assertThat(file.location()).isEqualTo(URI.create(url("/a.jar")));
        }
    }

    @Test
    void aFileThatHasMovedIsFoundWhereItIsNow() throws IOException {
        moved("/old/a.jar", "/new/a.jar");
        answer("/new/a.jar", CONTENT.length, false);
        try (WebFile file = WebFile.open(url("/old/a.jar"), WebFile.PATIENCE)) {
            assertThat(file.readAllBytes()).isEqualTo(CONTENT);
            assertThat(file.location()).isEqualTo(URI.create(url("/new/a.jar")));
        }
    }

    private void fails(String path, String why) {
        assertThatThrownBy(() -> WebFile.open(url(path), SOON))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.FAILED))
                .hasMessageStartingWith(url(path) + " cannot be fetched: " + why)
                .hasMessageEndingWith("; nothing was installed");
    }

    @Test
    void whatTheServerDoesNotHaveIsRefused() {
        fails("/none.jar", "the server answers 404");
    }

    @Test
    void aFileThatHasMovedInACircleIsRefused() {
        moved("/a.jar", "/a.jar");
        fails("/a.jar", "the server answers 302");
    }

    @Test
    void aFileIsNotLookedForOnThisMachine() {
        moved("/a.jar", "file:///etc/hostname");
        fails("/a.jar", "");
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForWithoutEnd() {
        server.createContext("/a.jar", exchange -> await());
        fails("/a.jar", SILENT);
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForWithoutEnd() throws IOException {
        answer("/a.jar", 3, true);
        try (WebFile file = WebFile.open(url("/a.jar"), SOON)) {
            assertThatThrownBy(file::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage(SILENT);
        }
    }

    @Test
    void aFileThatIsCutIsNotTakenForWhole() throws IOException {
        answer("/a.jar", 3, false);
        try (WebFile file = WebFile.open(url("/a.jar"), WebFile.PATIENCE)) {
            assertThatThrownBy(file::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedAsSuch() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> WebFile.open("http://127.0.0.1:" + port + "/a.jar", SOON))
                .hasMessageContaining("cannot be fetched: the server can't be reached");
    }

    @Test
    void whatIsNotAUrlIsRefused() {
        assertThatThrownBy(() -> WebFile.open("http://a b/c.jar", SOON)).hasMessageContaining("is not a URL");
        assertThatThrownBy(() -> WebFile.open("http:///c.jar", SOON)).hasMessageContaining("is not a URL");
    }
}

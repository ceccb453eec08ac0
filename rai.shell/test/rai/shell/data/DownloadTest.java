package rai.shell.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.DataException;
import rai.api.data.Publication;
import rai.api.data.PublishedFile;
import rai.api.data.PublishedFile.Checksum;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

class DownloadTest {
    private static final String NAME = "some.gz";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** The ranges that were asked for; an empty text is the whole file. */
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    /** Held back until the test is over. */
    private final CountDownLatch over = new CountDownLatch(1);

    private HttpServer server;
    private byte[] content;
    private byte[] bytes;

    /** Answers a request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void startAServer() throws IOException {
        content = new byte[300_000];
        new Random(1).nextBytes(content);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        bytes = packed.toByteArray();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        answer(this::file);
    }

    @AfterEach
    void stopTheServer() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(Answer answer) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            // the first one
        }
        server.createContext("/", exchange -> {
            asked.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                    .orElse(""));
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    /** The file, or what is left of it. */
    private void file(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
        if (from >= bytes.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
        exchange.getResponseBody().write(bytes, from, bytes.length - from);
    }

    /** The beginning of the file, and then nothing more. */
    private Answer half(boolean cut) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            if (!cut) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static String md5(byte[] of) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(of));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Download download() {
        return download(Optional.of(new Checksum("MD5", true, md5(content))), Duration.ofSeconds(20));
    }

    private Download download(Optional<Checksum> checksum, Duration patience) {
        PublishedFile file = new PublishedFile(NAME, Optional.of(address()), bytes.length, checksum);
        return new Download(
                new Publication("Some", "some", "nobody", "https://example.org/some", List.of(file)),
                file,
                folder,
                patience);
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + NAME);
    }

    private Path part() {
        return folder.resolve(NAME + ".part");
    }

    private void assertFetched() throws IOException {
        assertThat(folder.resolve(NAME)).hasBinaryContent(bytes);
        assertThat(part()).doesNotExist();
    }

    @Test
    void aFileIsDownloadedAndNothingElseIsLeft() throws IOException {
        List<Long> progress = new ArrayList<>();
        assertThat(download().run(progress::add)).isEqualTo(Download.State.FETCHED);
        assertFetched();
        assertThat(progress).isSorted().endsWith((long) bytes.length);
    }

    @Test
    void aFileThatIsThereIsVerifiedAndNotAskedFor() throws IOException {
        Files.write(folder.resolve(NAME), bytes);
        assertThat(download().run(n -> {})).isEqualTo(Download.State.THERE);
        assertThat(asked).isEmpty();
    }

    @Test
    void aDamagedFileThatIsThereIsRefusedAndStays() throws IOException {
        Files.write(folder.resolve(NAME), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> download().run(n -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("should be " + md5(content))
                .hasMessageEndingWith(": remove it, then fetch it again");
        assertThat(folder.resolve(NAME)).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void aPartIsContinuedWhereItEnds() throws IOException {
        Files.write(part(), Arrays.copyOf(bytes, 1000));
        assertThat(download().run(n -> {})).isEqualTo(Download.State.RESUMED);
        assertFetched();
        assertThat(asked).containsExactly("bytes=1000-");
    }

    @Test
    void aServerThatKnowsNoRangesSendsTheWholeFile() throws IOException {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        Files.write(part(), new byte[] {9, 9, 9});
        assertThat(download().run(n -> {})).isEqualTo(Download.State.FETCHED);
        assertFetched();
    }

    @Test
    void aPartThatIsWholeIsNotDownloadedAgain() throws IOException {
        Files.write(part(), bytes);
        assertThat(download().run(n -> {})).isEqualTo(Download.State.RESUMED);
        assertFetched();
        assertThat(asked).containsExactly("bytes=" + bytes.length + "-");
    }

    @Test
    void aPartThatIsTooLongIsBegunAgain() throws IOException {
        Files.write(part(), new byte[bytes.length + 5]);
        assertThat(download().run(n -> {})).isEqualTo(Download.State.FETCHED);
        assertFetched();
    }

    @Test
    void aPartOfAnotherFileIsThrownAway() throws IOException {
        Files.write(part(), new byte[1000]);
        assertThatThrownBy(() -> download().run(n -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(": an older part was wrong, so fetch it again");
        assertThat(part()).doesNotExist();
        assertThat(folder.resolve(NAME)).doesNotExist();
    }

    @Test
    void aFileWithAnotherChecksumIsRefusedAndRemoved() throws IOException {
        byte[] other = content.clone();
        other[7]++;
        content = other;
        assertThatThrownBy(() -> download().run(n -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(address() + " is damaged, or is not the file " + NAME + " as published");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aConnectionThatIsCutLeavesAPartThatTheNextCallContinues() throws IOException {
        answer(half(true));
        assertThatThrownBy(() -> download().run(n -> {}))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.FAILED))
                .hasMessage("the connection to localhost was cut after " + Files.size(part()) + " bytes of " + NAME
                        + ": the same command continues");
        answer(this::file);
        assertThat(download().run(n -> {})).isEqualTo(Download.State.RESUMED);
        assertFetched();
    }

    @Test
    void aServerThatFallsSilentIsLeft() {
        answer(half(false));
        Checksum checksum = new Checksum("MD5", true, md5(content));
        assertThatThrownBy(() ->
                        download(Optional.of(checksum), Duration.ofMillis(500)).run(n -> {}))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("was cut after ");
        assertThat(part()).exists();
    }

    @Test
    void anInterruptedDownloadLeavesAPartThatTheNextCallContinues() throws IOException {
        answer(half(false));
        Download download = download();
        assertThatThrownBy(() -> download.run(n -> {
                    if (n >= bytes.length / 4) {
                        threads.submit(download::stop);
                    }
                }))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.INTERRUPTED))
                .hasMessageMatching("interrupted after [0-9]+ bytes of some.gz: the same command continues");
        answer(this::file);
        assertThat(download().run(n -> {})).isEqualTo(Download.State.RESUMED);
        assertFetched();
    }

    @Test
    void aDownloadThatIsStoppedBeforeItsAnswerEndsAtOnce() {
        Download download = download();
        download.stop();
        assertThatThrownBy(() -> download.run(n -> {}))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.INTERRUPTED));
    }

    @Test
    void aFileThatTheServerDoesNotHaveIsReportedWithThePage() {
        answer(exchange -> exchange.sendResponseHeaders(404, -1));
        assertThatThrownBy(() -> download().run(n -> {}))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.FAILED))
                .hasMessage(address() + " answers 404, and not with the file " + NAME + ": get the file " + NAME
                        + " from https://example.org/some, and put it into " + folder);
    }

    @Test
    void anUnreachableServerIsExplained() {
        Download download = download();
        server.stop(0);
        assertThatThrownBy(() -> download.run(n -> {}))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.FAILED))
                .hasMessageStartingWith("localhost can't be reached, so this machine seems to be offline: connect it,"
                        + " name its proxy")
                .hasMessageEndingWith(
                        "get the file " + NAME + " from https://example.org/some, and put it into " + folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileWithoutAKnownChecksumIsNotContinuedButBegunAgain() throws IOException {
        Files.write(part(), Arrays.copyOf(bytes, 1000));
        assertThat(download(Optional.empty(), Duration.ofSeconds(20)).run(n -> {}))
                .isEqualTo(Download.State.FETCHED);
        assertFetched();
        assertThat(asked).containsExactly("");
    }

    @Test
    void theChecksumMayBeThatOfTheFileAsPublished() throws IOException {
        Checksum checksum = new Checksum("MD5", false, md5(bytes));
        assertThat(download(Optional.of(checksum), Duration.ofSeconds(20)).run(n -> {}))
                .isEqualTo(Download.State.FETCHED);
        assertFetched();
    }

    @Test
    void aSecondCommandDoesNotWriteTheSameFile() throws IOException {
        answer(half(false));
        Download first = download();
        CountDownLatch begun = new CountDownLatch(1);
        threads.submit(() -> first.run(n -> begun.countDown()));
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThatThrownBy(() -> download().run(n -> {}))
                .isInstanceOf(Failure.class)
                .hasMessage("another command is fetching " + part() + " at the moment");
    }
}

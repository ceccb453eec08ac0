package rai.shell.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import rai.api.data.DataException;
import rai.api.data.Publication;
import rai.api.data.PublishedContent;
import rai.api.data.PublishedFile;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/**
 * Downloads a published file. It grows under the name {@code NAME.part}, is verified when it is whole, and then renamed at once: a file
 * of the right name is never half-written. A part that is there is continued if the checksum of the file is known, since only then
 * it shows whether the pieces fit.
 */
final class Download {
    private static final String PART = ".part";
    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int OUT_OF_RANGE = 416;
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final Publication publication;
    private final PublishedFile file;
    private final Path folder;
    private final Path part;
    private final long patienceMillis;
    private volatile boolean stopped;
    private volatile CompletableFuture<HttpResponse<InputStream>> answer;
    private volatile InputStream open;

    /** What became of a file. */
    enum State {
        FETCHED,
        RESUMED,
        THERE
    }

    /**
     * @param publication who publishes the file
     * @param file the file, which has an address
     * @param folder where it goes
     * @param patience how long the server may be silent
     */
    Download(Publication publication, PublishedFile file, Path folder, Duration patience) {
        this.publication = publication;
        this.file = file;
        this.folder = folder;
        part = folder.resolve(file.name() + PART);
        patienceMillis = patience.toMillis();
    }

    /** Ends the download soon; what has arrived stays. Called in any thread. */
    void stop() {
        stopped = true;
        CompletableFuture<?> asked = answer;
        if (asked != null) {
            asked.cancel(true);
        }
        InputStream now = open;
        if (now != null) {
            close(now);
        }
    }

    /**
     * Downloads the file, unless it is there.
     *
     * @param progress receives how many bytes of it there are
     * @return what became of it
     * @throws Failure if it can't be downloaded; what has arrived stays, unless it is wrong
     * @throws IOException if it can't be written
     */
    State run(LongConsumer progress) throws IOException {
        Path target = folder.resolve(file.name());
        if (Files.exists(target)) {
            try {
                verify(target);
            } catch (DataException e) {
                throw new DataException(e.getMessage() + ": remove it, then fetch it again", e);
            }
            return State.THERE;
        }
        Files.createDirectories(folder);
        boolean resumed;
        try (FileChannel out = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(out)) {
            try {
                resumed = receive(out, progress);
            } catch (Failure e) {
                if (out.size() == 0) {
                    Files.delete(part); // nothing to continue
                }
                throw e;
            }
            out.force(true);
            try {
                verify(part);
            } catch (DataException e) {
                Files.delete(part);
                throw new DataException(
                        e.getMessage().replace(part.toString(), address().toString())
                                + (resumed ? ": an older part was wrong, so fetch it again" : ""),
                        e);
            }
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return resumed ? State.RESUMED : State.FETCHED;
    }

    private FileLock lock(FileChannel out) throws IOException {
        try {
            // a byte that the file will not have, so that it can be read meanwhile on any system
            FileLock lock = out.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // another command of this process
        }
        throw new Failure(ExitCode.FAILED, "another command is fetching " + part + " at the moment");
    }

    /** @return whether it began with a part that was there */
    private boolean receive(FileChannel out, LongConsumer progress) throws IOException {
        long before = file.checksum().isPresent() ? out.size() : 0;
        out.truncate(before);
        HttpResponse<InputStream> response = ask(before);
        if (response.statusCode() == OUT_OF_RANGE && before > 0) {
            close(response.body());
            if (isWhole()) {
                return true;
            }
            out.truncate(0);
            before = 0;
            response = ask(before);
        }
        boolean resumed = response.statusCode() == PARTIAL && before > 0 && startsAt(response, before);
        if (!resumed && response.statusCode() != OK) {
            close(response.body());
            throw new Failure(
                    ExitCode.FAILED,
                    response.uri() + " answers " + response.statusCode() + ", and not with the file " + file.name()
                            + ": " + byHand());
        }
        if (!resumed) {
            out.truncate(0);
        }
        write(response, out, progress);
        return resumed;
    }

    private static boolean startsAt(HttpResponse<?> response, long first) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + first + "-"))
                .orElse(false);
    }

    private boolean isWhole() throws IOException {
        try {
            verify(part);
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    private URI address() {
        return file.address().orElseThrow();
    }

    private HttpResponse<InputStream> ask(long from) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(ProxySelector.getDefault())
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(address()).timeout(Duration.ofMillis(patienceMillis));
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (stopped) {
            answer.cancel(true);
        }
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw interrupted(from);
        } catch (ExecutionException e) {
            throw unanswered(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(from);
        }
    }

    private Failure unanswered(Throwable cause) {
        String host = address().getHost();
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return new Failure(ExitCode.FAILED, host + " does not answer: try again later, or " + byHand());
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new Failure(
                    ExitCode.FAILED,
                    host + " can't be reached, so this machine seems to be offline: connect it, name its proxy"
                            + " (RAI_JAVA_OPTS=\"-Dhttps.proxyHost=... -Dhttps.proxyPort=...\"), or " + byHand());
        }
        return new Failure(
                ExitCode.FAILED,
                host + " did not send " + file.name() + " (" + cause.getMessage() + "): try again later, or "
                        + byHand());
    }

    private Failure interrupted(long arrived) {
        return new Failure(
                ExitCode.INTERRUPTED,
                "interrupted after " + arrived + " bytes of " + file.name() + ": the same command "
                        + (file.checksum().isPresent() ? "continues" : "begins it again"));
    }

    private String byHand() {
        return "get the file " + file.name() + " from " + publication.page() + ", and put it into " + folder;
    }

    private void write(HttpResponse<InputStream> response, FileChannel out, LongConsumer progress) throws IOException {
        long arrived = out.size();
        out.position(arrived);
        Timer timer = new Timer("rai-fetch", true);
        byte[] buffer = new byte[BUFFER];
        try (InputStream body = response.body()) {
            open = body;
            for (int n = read(body, buffer, timer); n >= 0 && !stopped; n = read(body, buffer, timer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                arrived += n;
                progress.accept(arrived);
            }
        } catch (CutException e) {
            out.force(true);
            if (!stopped) {
                throw new Failure(
                        ExitCode.FAILED,
                        "the connection to " + address().getHost() + " was cut after " + arrived + " bytes of "
                                + file.name() + ": the same command "
                                + (file.checksum().isPresent() ? "continues" : "tries again"));
            }
        } finally {
            timer.cancel();
            open = null;
        }
        if (stopped) {
            out.force(true);
            throw interrupted(arrived);
        }
    }

    /** The connection has ended before the file did. */
    private static final class CutException extends IOException {
        private static final long serialVersionUID = 1L;

        CutException(IOException cause) {
            super(cause);
        }
    }

    /** Java waits for the next bytes for ever; here the connection is closed after some time. */
    private int read(InputStream body, byte[] buffer, Timer timer) throws CutException {
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                close(body);
            }
        };
        timer.schedule(end, patienceMillis);
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new CutException(e);
        } finally {
            end.cancel();
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // nothing was to be read from it any more
        }
    }

    private void verify(Path written) throws IOException {
        try (PublishedContent content = PublishedContent.open(written, file)) {
            content.requireSame();
        } catch (ZipException | EOFException e) {
            throw new DataException("the file " + written + " is damaged gzip data", e);
        }
    }
}

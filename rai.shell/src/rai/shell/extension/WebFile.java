package rai.shell.extension;

import java.io.FilterInputStream;
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
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** A file of a web server, while it arrives. A server that falls silent does not hold up anybody for ever. */
final class WebFile extends FilterInputStream {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int OK = 200;

    private final URI location;
    private final Duration patience;
    private final Timer timer = new Timer("rai-fetch", true);
    private volatile boolean late;

    private WebFile(URI location, InputStream body, Duration patience) {
        super(body);
        this.location = location;
        this.patience = patience;
    }

    /**
     * Asks for a file, and follows to where the server says that it is now, except from https to http.
     *
     * @param source its URL
     * @param patience how long the server may be silent
     * @return its content, which has not arrived yet
     * @throws Failure if the server has no such file, or does not answer
     */
    static WebFile open(String source, Duration patience) {
        HttpRequest request;
        try {
            request =
                    HttpRequest.newBuilder(URI.create(source)).timeout(patience).build();
        } catch (IllegalArgumentException e) {
            throw new Failure("'" + source + "' is not a URL: " + e.getMessage());
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(ProxySelector.getDefault())
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                response.body().close();
                throw unfetched(source, "the server answers " + response.statusCode());
            }
            return new WebFile(response.uri(), response.body(), patience);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw unfetched(
                    source,
                    "the server can't be reached; a proxy is named by RAI_JAVA_OPTS=\"-Dhttps.proxyHost=..."
                            + " -Dhttps.proxyPort=...\"");
        } catch (HttpTimeoutException e) {
            throw unfetched(source, silence(patience));
        } catch (IOException e) {
            throw unfetched(source, String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "interrupted; nothing was installed");
        }
    }

    private static Failure unfetched(String source, String why) {
        return new Failure(ExitCode.FAILED, source + " cannot be fetched: " + why + "; nothing was installed");
    }

    private static String silence(Duration patience) {
        return "the server has sent nothing for " + Math.max(1, patience.toSeconds()) + " s";
    }

    /** @return where it is, after all that the server said */
    URI location() {
        return location;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                late = true;
                try {
                    in.close(); // ends the reading
                } catch (IOException e) {
                    // nothing more is read from it
                }
            }
        };
        timer.schedule(end, patience.toMillis());
        try {
            int count = in.read(bytes, from, length);
            if (!late) {
                return count;
            }
        } catch (IOException e) {
            if (!late) {
                throw e;
            }
        } finally {
            end.cancel();
        }
        throw new IOException(silence(patience));
    }

    @Override
    public void close() throws IOException {
        timer.cancel();
        super.close();
    }
}

package rai.shell.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Publication;
import rai.api.data.Published;
import rai.api.data.PublishedFile;
import rai.api.data.Table;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;

class DataCommandTest {
    /** Where {@link Digits} are published; each test sets it. */
    private static URI address;

    @TempDir
    Path temp;

    private HttpServer server;
    private final DataCommand command =
            new DataCommand(new FakeCatalog(new FakeCatalog.Cloud(), new Digits(), new Many(), new Own()));

    /** Two published files. */
    @Named("digits")
    @About("Digits.")
    public static class Digits implements Published {
        @Override
        public Publication publication() {
            return new Publication(
                    "Digits",
                    "digits",
                    "somebody",
                    "https://example.org/digits",
                    List.of(file("images", 6), file("labels", 6)));
        }

        private static PublishedFile file(String name, long bytes) {
            return new PublishedFile(name, Optional.of(address.resolve("/" + name)), bytes, Optional.empty());
        }

        @Override
        public Dataset load() {
            throw new AssertionError("not expected: load");
        }

        @Override
        public Table table(DataPlaces places) {
            throw new AssertionError("not expected: table");
        }
    }

    /** A file of the user. */
    @Named("own")
    @About("A file.")
    public static class Own implements DatasetSource {
        @Setting(value = "The file.", required = true)
        String file;

        @Override
        public Dataset load() {
            throw new AssertionError("not expected: load");
        }
    }

    /** Sets that can't be downloaded. */
    @Named("many")
    @About("Many sets.")
    public static class Many extends Digits {
        @Setting("The set.")
        String set = "iris";

        @Override
        public Publication publication() {
            return new Publication(
                    "The set " + set,
                    "many/" + set,
                    "somebody else",
                    "https://example.org/many",
                    List.of(new PublishedFile(set + ".txt", Optional.empty(), 0, Optional.empty())));
        }

        @Override
        public List<String> sets(DataPlaces places) {
            return places.all().stream()
                    .filter(place -> Files.exists(place.directory().resolve("many/car")))
                    .map(place -> "car")
                    .toList();
        }
    }

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = exchange.getRequestURI().getPath().substring(1).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchedFilesLieInTheFolderOfTheData() {
        Captured captured = Captured.of(command, "fetch", "digits", "--to", temp.toString());
        assertThat(temp.resolve("digits/images")).hasContent("images");
        assertThat(temp.resolve("digits/labels")).hasContent("labels");
        assertThat(captured.out().strip()).isEqualTo("Digits: 2 files, 0.01200 kB, in " + temp.resolve("digits"));
        assertThat(captured.err()).contains("found by --data-dir " + temp);
    }

    @Test
    void theJsonSaysWhatBecameOfEachFile() throws IOException {
        Files.createDirectories(temp.resolve("digits"));
        Files.writeString(temp.resolve("digits/images"), "images");
        JsonObject document = JsonParser.parseString(
                        Captured.of(command, "fetch", "digits", "--to", temp.toString(), "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.get("files").toString())
                .isEqualTo("[{\"name\":\"images\",\"path\":\"" + temp.resolve("digits/images")
                        + "\",\"bytes\":6,\"state\":\"there\"},{\"name\":\"labels\",\"path\":\""
                        + temp.resolve("digits/labels") + "\",\"bytes\":6,\"state\":\"fetched\"}]");
    }

    @Test
    void generatedDataAreNotFetched() {
        assertThatThrownBy(() -> Captured.of(command, "fetch", "cloud"))
                .isInstanceOf(Failure.class)
                .hasMessage("cloud is not published data: 'rai data list' shows what can be fetched");
    }

    @Test
    void aDatasetThatReadsOwnFilesIsNotFetchedAndNeedsNoSettingsToSaySo() {
        assertThatThrownBy(() -> Captured.of(command, "fetch", "own"))
                .isInstanceOf(Failure.class)
                .hasMessage("own is not published data: 'rai data list' shows what can be fetched");
    }

    @Test
    void dataThatCanNotBeFetchedAreNamedWithTheirPublisher() {
        assertThatThrownBy(() -> Captured.of(command, "fetch", "many(set=car)", "--to", temp.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage("The set car can't be fetched: get it from somebody else, https://example.org/many, and put"
                        + " it into " + temp.resolve("many/car"));
    }

    @Test
    void theListSaysWhatIsHere() throws IOException {
        Files.createDirectories(temp.resolve("digits"));
        Files.createDirectories(temp.resolve("many/car"));
        Files.writeString(temp.resolve("digits/images"), "images");
        Captured captured = Captured.of(command, "list", "--data-dir", temp.toString());
        assertThat(captured.out().lines().map(String::stripTrailing))
                .containsExactly(
                        "dataset  here                       folder  publisher      command",
                        "digits   1 of 2 files, 0.006000 kB  digits  somebody       data fetch digits",
                        "many     1 set                      many    somebody else");
        assertThat(captured.err()).contains("looked in " + temp + " (--data-dir)");
    }

    @Test
    void theJsonOfTheListNamesFilesAndSets() throws IOException {
        Files.createDirectories(temp.resolve("digits"));
        Files.writeString(temp.resolve("digits/images"), "images");
        JsonObject document = JsonParser.parseString(
                        Captured.of(command, "list", "--data-dir", temp.toString(), "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.getAsJsonArray("places").get(0).getAsString()).isEqualTo(temp.toString());
        JsonObject digits = document.getAsJsonArray("data").get(0).getAsJsonObject();
        assertThat(digits.get("can_be_fetched").getAsBoolean()).isTrue();
        assertThat(digits.get("files").toString())
                .isEqualTo("[{\"name\":\"images\",\"path\":\"" + temp.resolve("digits/images")
                        + "\",\"bytes\":6},{\"name\":\"labels\",\"path\":null,\"bytes\":null}]");
    }
}

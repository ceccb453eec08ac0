package rai.shell.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Publication;
import rai.api.data.Published;
import rai.api.data.PublishedFile;
import rai.api.spec.Spec;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.text.Json;
import rai.shell.text.Numbers;

/** {@code data fetch}: downloads published data. */
@Command(
        name = "fetch",
        description = "Download the files of published data from their publisher, and verify them.",
        footer = {
            "Files that are there are verified, and not downloaded again. After Ctrl-C, or if the connection was cut,"
                    + " the same command continues.",
            "Behind a proxy, set RAI_JAVA_OPTS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\"."
        })
final class DataFetch extends DataInvocation {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Catalog catalog;

    @Parameters(
            paramLabel = Labels.DATASET,
            description = "The data, as a dataset: mnist, or \"uci-regression(set=yacht)\".")
    String data;

    @Option(
            names = "--to",
            paramLabel = Labels.DIRECTORY,
            description = "A directory in place of the cache, for --data-dir or RAI_DATA; it gets a folder per set.")
    Path to;

    private volatile Download current;
    private volatile boolean stopped;

    DataFetch(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected void run(Console console) throws IOException {
        Publication publication = publication();
        List<PublishedFile> files = publication.fetched();
        Path folder = (to == null ? DataPlaces.here().cache() : to).resolve(publication.folder());
        if (files.isEmpty()) {
            throw new Failure(publication.title() + " can't be fetched: get it from " + publication.publisher() + ", "
                    + publication.page() + ", and put it into " + folder);
        }
        List<Map<String, Object>> documents = new ArrayList<>();
        try (Interrupts interrupts = Interrupts.during(this::stop, "stopping", console);
                Progress progress = Progress.on(console, isSized(files) ? "kB" : "files")) {
            fetch(publication, files, folder, progress, documents);
        } catch (Failure e) {
            throw e.with(document(folder, documents));
        }
        if (json) {
            console.out().println(Json.text(document(folder, documents)));
        } else {
            long bytes = documents.stream()
                    .mapToLong(document -> (long) document.get("bytes"))
                    .sum();
            console.out()
                    .println(publication.title() + ": " + documents.size()
                            + (documents.size() == 1 ? " file, " : " files, ") + Numbers.bytes(bytes) + ", in "
                            + folder);
            if (to != null) {
                console.say("found by " + DataPlaces.OPTION + " " + Console.quoted(to.toString()) + ", or if "
                        + DataPlaces.VARIABLE + " is " + to.toAbsolutePath());
            }
        }
    }

    private void stop() {
        stopped = true;
        Download now = current;
        if (now != null) {
            now.stop();
        }
    }

    private Publication publication() {
        Spec spec = Spec.parse(data);
        boolean own = catalog.list(Kind.DATASET).stream()
                .anyMatch(entry -> entry.name().equals(spec.name()) && DataList.readsFilesOfTheUser(entry));
        if (!own && catalog.resolve(DatasetSource.class, spec).service() instanceof Published published) {
            return published.publication();
        }
        throw new Failure(spec.name() + " is not published data: 'rai data list' shows what can be fetched");
    }

    private static boolean isSized(List<PublishedFile> files) {
        return files.stream().allMatch(file -> file.bytes() > 0);
    }

    private void fetch(
            Publication publication,
            List<PublishedFile> files,
            Path folder,
            Progress progress,
            List<Map<String, Object>> documents)
            throws IOException {
        boolean sized = isSized(files);
        long total = sized ? files.stream().mapToLong(PublishedFile::bytes).sum() : files.size();
        long before = 0;
        for (PublishedFile file : files) {
            Download download = new Download(publication, file, folder, PATIENCE);
            current = download;
            if (stopped) {
                download.stop();
            }
            long start = before;
            Download.State state = download.run(arrived ->
                    progress.at((start + (sized ? arrived : 0)) / unit(sized), total / unit(sized), file::name));
            before += sized ? file.bytes() : 1;
            progress.at(before / unit(sized), total / unit(sized), file::name);
            Path path = folder.resolve(file.name());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", file.name());
            document.put("path", path.toString());
            document.put("bytes", Files.size(path));
            document.put("state", state.name().toLowerCase(Locale.ROOT));
            documents.add(document);
        }
    }

    private static long unit(boolean sized) {
        return sized ? 1000 : 1;
    }

    private Map<String, Object> document(Path folder, List<Map<String, Object>> documents) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", data);
        document.put("directory", folder.toString());
        document.put("files", documents);
        return document;
    }
}

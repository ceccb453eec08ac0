package rai.shell.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Publication;
import rai.api.data.Published;
import rai.api.data.PublishedFile;
import rai.api.spec.Spec;
import rai.shell.command.DataDirectory;
import rai.shell.command.DataInvocation;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** {@code data list}: which published data there are, and which are here. */
@Command(name = "list", description = "List published data, which of their files are here, and where.")
final class DataList extends DataInvocation {
    private final Catalog catalog;

    @Mixin
    private final DataDirectory places = new DataDirectory();

    DataList(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What is here of one dataset: its files, or its sets if it has several. */
    private record Here(String name, Publication publication, List<String> sets, Map<PublishedFile, Path> files) {
        boolean isPlural() {
            return publication.folder().contains("/");
        }

        long bytes() throws IOException {
            long bytes = 0;
            for (Path file : files.values()) {
                bytes += Files.size(file);
            }
            return bytes;
        }

        String there() throws IOException {
            if (isPlural()) {
                return sets.isEmpty() ? "no set" : sets.size() == 1 ? "1 set" : sets.size() + " sets";
            }
            String count = files.size() + " of " + publication.files().size() + " files";
            return files.isEmpty() ? count : count + ", " + Numbers.bytes(bytes());
        }

        String fetched() {
            return publication.fetched().isEmpty() ? "" : "data fetch " + name;
        }
    }

    @Override
    protected void run(Console console) throws IOException {
        DataPlaces looked = places.places();
        List<Here> all = new ArrayList<>();
        for (Catalog.Entry entry : catalog.list(Kind.DATASET)) {
            published(entry).ifPresent(source -> all.add(here(entry.name(), source, looked)));
        }
        if (json) {
            List<Map<String, Object>> documents = new ArrayList<>();
            for (Here here : all) {
                documents.add(document(here));
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put(
                    "places",
                    looked.all().stream()
                            .map(place -> place.directory().toString())
                            .toList());
            document.put("data", documents);
            console.out().println(Json.text(document));
            return;
        }
        Table table = new Table(List.of("dataset", "here", "folder", "publisher", "command"));
        for (Here here : all) {
            table.row(
                    here.name(),
                    here.there(),
                    here.isPlural()
                            ? here.publication().folder().replaceFirst("/.*", "")
                            : here.publication().folder(),
                    here.publication().publisher(),
                    here.fetched());
        }
        console.print(table);
        for (DataPlaces.Place place : looked.all()) {
            console.say("looked in " + place);
        }
    }

    /** A dataset that needs settings reads files of the user. */
    static boolean readsFilesOfTheUser(Catalog.Entry entry) {
        return entry.settings().stream().anyMatch(setting -> setting.fallback().isEmpty());
    }

    private Optional<Published> published(Catalog.Entry entry) {
        return readsFilesOfTheUser(entry) || !entry.quarantine().isEmpty()
                ? Optional.empty()
                : Optional.of(catalog.resolve(DatasetSource.class, Spec.named(entry.name()))
                                .service())
                        .filter(Published.class::isInstance)
                        .map(Published.class::cast);
    }

    private static Here here(String name, Published source, DataPlaces places) {
        Publication publication = source.publication();
        Map<PublishedFile, Path> files = new LinkedHashMap<>();
        for (PublishedFile file : publication.files()) {
            Publication.find(file, publication.folders(places)).ifPresent(path -> files.put(file, path));
        }
        return new Here(name, publication, source.sets(places), files);
    }

    private static Map<String, Object> document(Here here) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", here.name());
        document.put("title", here.publication().title());
        document.put("folder", here.publication().folder());
        document.put("publisher", here.publication().publisher());
        document.put("page", here.publication().page());
        document.put("can_be_fetched", !here.publication().fetched().isEmpty());
        document.put("sets", here.sets());
        List<Map<String, Object>> files = new ArrayList<>();
        for (PublishedFile file : here.publication().files()) {
            Path path = here.files().get(file);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", file.name());
            one.put("path", path == null ? null : path.toString());
            one.put("bytes", path == null ? null : Files.size(path));
            files.add(one);
        }
        document.put("files", files);
        return document;
    }
}

package rai.shell.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.data.DataException;
import rai.shell.text.Json;

/**
 * What is in a run archive: its {@code archive.json}, which names every other file.
 *
 * @param run the name of the run
 * @param files the files of its directory
 * @param extensions the jars of extensions that it used
 * @param missing extensions that it used and that were no longer installed when it was packed
 * @param data the files that its data were read from
 * @param startsFrom the directory of the run that it started from; empty if it did not
 */
record ArchiveDocument(
        String run,
        List<Packed> files,
        List<Jar> extensions,
        List<String> missing,
        List<DataFile> data,
        String startsFrom) {
    /** The name of this document in the archive. */
    static final String FILE = "archive.json";

    static final String RUN = "run/";
    static final String EXTENSIONS = "extensions/";
    static final String DATA = "data/";

    private static final String KIND = "rai-run";
    private static final int FORMAT = 1;

    /**
     * A file in the archive.
     *
     * @param path its name there
     * @param bytes how many it has
     * @param sha256 their SHA-256
     */
    record Packed(String path, long bytes, String sha256) {}

    /** An extension. */
    record Jar(String name, String version, Packed file) {
        @Override
        public String toString() {
            return name + " " + version + " (SHA-256 " + file.sha256() + ")";
        }
    }

    /**
     * A file of data.
     *
     * @param named how the run names it
     * @param file its size and SHA-256; its path is empty if it is not in the archive
     */
    record DataFile(String named, Packed file) {
        boolean isPacked() {
            return !file.path().isEmpty();
        }
    }

    /** @return all files that must be in the archive beside this document */
    List<Packed> all() {
        List<Packed> all = new ArrayList<>(files);
        extensions.forEach(jar -> all.add(jar.file()));
        data.stream().filter(DataFile::isPacked).forEach(file -> all.add(file.file()));
        return all;
    }

    byte[] bytes() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", KIND);
        document.put("format", FORMAT);
        document.put("run", run);
        document.put("files", files.stream().map(ArchiveDocument::map).toList());
        document.put(
                "extensions",
                extensions.stream()
                        .map(jar -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            map.put("name", jar.name());
                            map.put("version", jar.version());
                            map.putAll(map(jar.file()));
                            return map;
                        })
                        .toList());
        document.put("missing_extensions", missing);
        document.put(
                "data",
                data.stream()
                        .map(file -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            map.put("named", file.named());
                            map.putAll(map(file.file()));
                            return map;
                        })
                        .toList());
        document.put("starts_from", startsFrom);
        return (Json.text(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> map(Packed file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.path());
        map.put("bytes", file.bytes());
        map.put("sha256", file.sha256());
        return map;
    }

    /**
     * @param bytes what {@link #bytes} gave
     * @param archive the archive, for messages
     * @throws DataException if it is something else
     */
    static ArchiveDocument of(byte[] bytes, String archive) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonObject document = JsonParser.parseString(text).getAsJsonObject();
            if (!KIND.equals(document.get("kind").getAsString())) {
                throw new DataException(archive + " is not a run archive: its " + FILE + " is of another kind");
            }
            if (document.get("format").getAsInt() != FORMAT) {
                throw new DataException(archive + " is a run archive of format " + document.get("format")
                        + ", and this version of RAI reads format " + FORMAT + ": use a newer one");
            }
            ArchiveDocument read = new ArchiveDocument(
                    document.get("run").getAsString(),
                    list(document, "files", ArchiveDocument::packed),
                    list(
                            document,
                            "extensions",
                            jar -> new Jar(
                                    jar.get("name").getAsString(),
                                    jar.get("version").getAsString(),
                                    packed(jar))),
                    strings(document.getAsJsonArray("missing_extensions")),
                    list(
                            document,
                            "data",
                            file -> new DataFile(file.get("named").getAsString(), packed(file))),
                    document.get("starts_from").getAsString());
            read.check();
            return read;
        } catch (DataException e) {
            throw e;
        } catch (CharacterCodingException | JsonParseException e) {
            throw damaged(archive, e);
        } catch (RuntimeException e) { // what Gson throws of values of another type, or that are not there
            throw damaged(archive, e);
        }
    }

    private static DataException damaged(String archive, Exception e) {
        return new DataException(archive + " is damaged: its " + FILE + " is not what RAI writes", e);
    }

    private void check() {
        boolean name = !run.isBlank()
                && !run.startsWith(".")
                && run.length() < 200
                && run.chars().noneMatch(c -> c < ' ' || "/\\:*?\"<>|".indexOf(c) >= 0);
        boolean places = files.stream().allMatch(file -> file.path().startsWith(RUN) && !isOfUnpacking(file.path()))
                && extensions.stream()
                        .allMatch(jar -> isDirectlyIn(EXTENSIONS, jar.file().path()))
                && data.stream()
                        .allMatch(file -> !file.isPacked()
                                || isDirectlyIn(DATA, file.file().path()));
        boolean visible = all().stream()
                .allMatch(file -> file.path().chars().noneMatch(Character::isISOControl)
                        && file.sha256().matches("[0-9a-f]{64}"));
        if (!name || !places || !visible) {
            throw new IllegalArgumentException("names that RAI does not write");
        }
    }

    private static boolean isDirectlyIn(String folder, String path) {
        return path.startsWith(folder) && path.indexOf('/', folder.length()) < 0;
    }

    /** Whether unpacking puts other files there. */
    static boolean isOfUnpacking(String path) {
        return path.startsWith(RUN + EXTENSIONS) || path.startsWith(RUN + DATA);
    }

    private static Packed packed(JsonObject file) {
        return new Packed(
                file.get("path").getAsString(),
                file.get("bytes").getAsLong(),
                file.get("sha256").getAsString());
    }

    private static <T> List<T> list(JsonObject document, String key, java.util.function.Function<JsonObject, T> read) {
        List<T> list = new ArrayList<>();
        for (JsonElement each : document.getAsJsonArray(key)) {
            list.add(read.apply(each.getAsJsonObject()));
        }
        return list;
    }

    private static List<String> strings(JsonArray array) {
        List<String> list = new ArrayList<>();
        array.forEach(each -> list.add(each.getAsString()));
        return list;
    }
}

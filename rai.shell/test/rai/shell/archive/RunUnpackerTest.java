package rai.shell.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.archive.ZipIn;
import rai.api.archive.ZipOut;
import rai.api.data.DataException;
import rai.shell.console.Failure;

class RunUnpackerTest {
    /** How many mutated archives are tried; {@code RAI_MUTATIONS=100000} for many. */
    private static final int MUTATIONS = Integer.parseInt(System.getenv().getOrDefault("RAI_MUTATIONS", "1500"));

    @TempDir
    Path folder;

    private Path run;
    private Path archive;

    @BeforeEach
    void packARun() throws IOException {
        run = Files.createDirectories(folder.resolve("runs").resolve("moons"));
        Files.writeString(run.resolve("run.json"), "{\"run\": \"moons\"}\n");
        Files.writeString(run.resolve("history.csv"), "step,method,objective\n1,backprop,0.5\n");
        Files.createDirectory(run.resolve("checkpoint"));
        Files.write(run.resolve("checkpoint").resolve("parameters.npy"), new byte[300]);
        Files.createFile(run.resolve(".lock"));
        Path data = Files.writeString(folder.resolve("people.csv"), "a,b\n1,2\n");
        Path jar = Files.writeString(folder.resolve("my.jar"), "a jar");
        archive = folder.resolve("moons.zip");
        RunPacker packer = new RunPacker(run);
        packer.addExtension("my", "1.0.0", jar);
        packer.addData(data.toString(), true);
        packer.addData(data.toString(), false);
        packer.write("moons", List.of("gone 1.2.0"), "runs/a", archive);
    }

    private static Map<String, String> content(Path directory) throws IOException {
        Map<String, String> content = new TreeMap<>();
        for (String file : ZipOut.files(directory)) {
            content.put(file, ZipIn.sha256(directory.resolve(file)));
        }
        return content;
    }

    private Map<String, String> unpack(Path file, Path target) throws IOException {
        Map<String, String> places = new LinkedHashMap<>();
        try (RunUnpacker unpacker = new RunUnpacker(file, 1L << 30, false)) {
            unpacker.unpack(target, (unpacked, moved) -> places.putAll(moved));
        }
        return places;
    }

    /** Another archive with this content under its names. */
    private Path archive(Map<String, byte[]> files) throws IOException {
        Path file = folder.resolve("other.zip");
        try (ZipOut zip = new ZipOut(Files.newOutputStream(file))) {
            for (var each : files.entrySet()) {
                zip.add(each.getKey(), each.getValue());
            }
        }
        return file;
    }

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipIn zip = new ZipIn(archive, 1L << 30, false)) {
            zip.names().forEach(name -> files.put(name, zip.bytes(name, 1 << 20)));
        }
        return files;
    }

    @Test
    void aRunComesOutAsItWentInWithItsDataAndJars() throws IOException {
        Path target = folder.resolve("elsewhere").resolve("moons");
        Map<String, String> places = unpack(archive, target);
        Map<String, String> expected = content(run);
        expected.remove(".lock");
        expected.put("extensions/my-1.0.0.jar", ZipIn.sha256(folder.resolve("my.jar")));
        expected.put("data/1-people.csv", ZipIn.sha256(folder.resolve("people.csv")));
        assertThat(content(target)).isEqualTo(expected);
        assertThat(places)
                .containsExactly(Map.entry(
                        folder.resolve("people.csv").toString(),
                        target.resolve("data/1-people.csv").toString()));
    }

    @Test
    void whatDoesNotTravelIsListed() {
        try (RunUnpacker unpacker = new RunUnpacker(archive, 1L << 30, false)) {
            assertThat(unpacker.document().missing()).containsExactly("gone 1.2.0");
            assertThat(unpacker.document().startsFrom()).isEqualTo("runs/a");
            assertThat(unpacker.document().data())
                    .extracting(ArchiveDocument.DataFile::isPacked)
                    .containsExactly(true, false);
        }
    }

    @Test
    void aRunThatWasUnpackedIsPackedWithoutWhatCameWithIt() throws IOException {
        Path target = folder.resolve("again");
        unpack(archive, target);
        ArchiveDocument document = new RunPacker(target).write("again", List.of(), "", folder.resolve("again.zip"));
        assertThat(document.files())
                .extracting(ArchiveDocument.Packed::path)
                .containsExactly("run/checkpoint/parameters.npy", "run/history.csv", "run/run.json");
    }

    @Test
    void anEntryThatIsMarkedAsALinkBecomesAPlainFile() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        int marked = 0;
        for (int i = 0; i + 46 <= bytes.length; i++) {
            // a record of the central directory
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 5] = 3; // made by Unix
                bytes[i + 40] = (byte) 0xFF;
                bytes[i + 41] = (byte) 0xA1; // a symbolic link, mode 0777
                marked++;
            }
        }
        assertThat(marked).isEqualTo(files().size());
        Path target = folder.resolve("links");
        unpack(Files.write(folder.resolve("links.zip"), bytes), target);
        for (String file : content(target).keySet()) {
            assertThat(target.resolve(file))
                    .satisfies(path -> assertThat(Files.isSymbolicLink(path)).isFalse());
        }
        assertThat(content(target)).containsKeys("run.json", "history.csv", "data/1-people.csv");
    }

    @Test
    void aDirectoryThatIsThereIsNotTouched() throws IOException {
        Path target = Files.createDirectory(folder.resolve("there"));
        assertThatThrownBy(() -> unpack(archive, target))
                .isInstanceOf(Failure.class)
                .hasMessage(target + " is there already: name another directory with --out");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void anotherContentThanListedIsRefusedAndNothingIsLeft() throws IOException {
        Map<String, byte[]> files = files();
        files.get("run/history.csv")[5] ^= 1;
        Path other = archive(files);
        Path parent = folder.resolve("new");
        assertThatThrownBy(() -> unpack(other, parent.resolve("moons")))
                .isInstanceOf(DataException.class)
                .hasMessage(other
                        + " is damaged: its run/history.csv is another than its archive.json says; nothing was"
                        + " unpacked");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFileMoreOrLessThanListedIsRefused() throws IOException {
        Map<String, byte[]> more = files();
        more.put("run/more.txt", new byte[1]);
        Path longer = archive(more);
        assertThatThrownBy(() -> unpack(longer, folder.resolve("x")))
                .hasMessageContaining("it holds run/more.txt, which its archive.json does not list");
        Map<String, byte[]> less = files();
        less.remove("run/history.csv");
        Path shorter = archive(less);
        assertThatThrownBy(() -> unpack(shorter, folder.resolve("x"))).hasMessageContaining("it lists run/history.csv");
    }

    @Test
    void aListThatNamesPlacesElsewhereIsRefused() throws IOException {
        for (String name : List.of("../moons", "a/b", ".moons", "", "mo\\u0000ons", "C:moons")) {
            Map<String, byte[]> files = files();
            files.put("archive.json", text(files, "\"run\": \"moons\"", "\"run\": \"" + name + "\""));
            Path other = archive(files);
            assertThatThrownBy(() -> unpack(other, folder.resolve("x")))
                    .hasMessage(other + " is damaged: its archive.json is not what RAI writes");
        }
        Map<String, byte[]> files = files();
        files.put("run/data/x", files.remove("run/history.csv"));
        files.put("archive.json", text(files, "run/history.csv", "run/data/x"));
        Path other = archive(files);
        assertThatThrownBy(() -> unpack(other, folder.resolve("x"))).hasMessageEndingWith("is not what RAI writes");
    }

    private static byte[] text(Map<String, byte[]> files, String from, String to) {
        return new String(files.get("archive.json"), StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anArchiveOfALaterFormatAndOneOfSomethingElseAreNamed() throws IOException {
        Map<String, byte[]> files = files();
        files.put("archive.json", text(files, "\"format\": 1", "\"format\": 2"));
        Path later = archive(files);
        assertThatThrownBy(() -> unpack(later, folder.resolve("x")))
                .hasMessageContaining("of format 2, and this version of RAI reads format 1");
        Path jar = archive(Map.of("META-INF/MANIFEST.MF", new byte[1]));
        assertThatThrownBy(() -> unpack(jar, folder.resolve("x")))
                .hasMessage(jar + " is not a run archive: it has no archive.json; ./rai bundle makes one");
    }

    @Test
    void whatFailsBeforeTheRunHasItsNameLeavesNothing() throws IOException {
        Path parent = folder.resolve("new");
        try (RunUnpacker unpacker = new RunUnpacker(archive, 1L << 30, false)) {
            assertThatThrownBy(() -> unpacker.unpack(parent.resolve("moons"), (unpacked, places) -> {
                        throw new DataException("not a run");
                    }))
                    .hasMessage("not a run");
        }
        assertThat(parent).isEmptyDirectory();
    }

    /** Bytes that are changed, cut out, doubled or cut off. */
    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 3 -> {
                    int n = Math.min(bytes.length - at, 1 + random.nextInt(40));
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - n + 1), n);
                }
                default -> {
                    int n = Math.min(bytes.length - at, 1 + random.nextInt(8));
                    Arrays.fill(bytes, at, at + n, (byte) (random.nextBoolean() ? 0 : 0xff));
                }
            }
        }
        return bytes;
    }

    @Test
    void aMutatedArchiveGivesTheRunOrASentenceAndNothingElse() throws IOException {
        Path target = folder.resolve("target").resolve("moons");
        unpack(archive, target);
        Map<String, String> expected = content(target);
        delete(target);
        byte[] whole = Files.readAllBytes(archive);
        Random random = new Random(16);
        Map<String, String> before = content(folder);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = Files.write(archive, mutated(whole, random));
            try {
                unpack(file, target);
                assertThat(content(target)).as("mutation %d", i).isEqualTo(expected);
            } catch (DataException | Failure e) {
                assertThat(e)
                        .as("mutation %d", i)
                        .message()
                        .doesNotContain("\n")
                        .isNotBlank();
                refused++;
            }
            delete(target);
            assertThat(target.getParent()).as("mutation %d", i).isEmptyDirectory();
        }
        Files.write(archive, whole);
        assertThat(content(folder)).isEqualTo(before);
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var all = Files.walk(directory)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

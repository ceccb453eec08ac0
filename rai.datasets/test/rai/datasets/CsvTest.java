package rai.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.data.Column;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class CsvTest implements DatasetContract {
    // Long because one test per form that a table can have.

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("data.csv");
    }

    @Override
    public DatasetSource dataset() {
        return csv("a,b,kind\n1,2,cat\n3,4,dog\n5,6,emu\n7,8,cat\n");
    }

    // What a file means

    @Test
    void theLastColumnIsTheTargetAndAllOthersAreFeatures() {
        Dataset data = csv("a,b,kind\n1,2.5,dog\n-3,4e-1,cat\n").load();
        assertThat(data.featureNames()).containsExactly("a", "b");
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2.5}, {-3, 0.4}});
        assertThat(data.classNames()).containsExactly("cat", "dog");
        assertThat(data.targets().toDoubleVector()).containsExactly(1, 0);
    }

    @Test
    void theTargetMayBeAnyColumn() {
        Dataset data = csv("kind,a,b\ndog,1,2\ncat,3,4\n", "target=kind").load();
        assertThat(data.featureNames()).containsExactly("a", "b");
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(data.classNames()).containsExactly("cat", "dog");
    }

    @Test
    void severalTargetsAreARegression() {
        Dataset data = csv("y1,a,y2\n0,1,1\n1,2,0\n", "target=y2,y1").load();
        assertThat(data.task()).isEqualTo(Task.REGRESSION);
        assertThat(data.featureNames()).containsExactly("a");
        assertThat(data.targets().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
        assertThat(data.outputs()).isEqualTo(2);
    }

    @Test
    void aTargetNamedTwiceIsOne() {
        assertThat(csv("a,y\n1,0\n2,1\n", "target=y,y").load().task()).isEqualTo(Task.BINARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop=id,date", "drop=\"id, date\""})
    void droppedColumnsMayHoldTexts(String drop) {
        Dataset data = csv("id,a,date,y\nx1,1,May,0.5\nx2,2,,1.5\n", drop).load();
        assertThat(data.featureNames()).containsExactly("a");
        assertThat(data.features().toDoubleVector()).containsExactly(1, 2);
    }

    @Test
    void aColumnNameMayHoldAComma() {
        Dataset data = csv("a,\"width, in cm\"\n1,0.5\n2,1.5\n", "target=\"width, in cm\"")
                .load();
        assertThat(data.targets().toDoubleVector()).containsExactly(0.5, 1.5);
    }

    // Task

    @Test
    void twoClassesAreABinaryTask() {
        assertThat(csv("a,y\n1,0\n2,1\n").load().task()).isEqualTo(Task.BINARY);
    }

    @Test
    void threeClassesAreAMulticlassTask() {
        assertThat(csv("a,y\n1,0\n2,1\n3,2\n").load().task()).isEqualTo(Task.MULTICLASS);
    }

    @Test
    void wholeNumbersOfTwentyDistinctValuesAreClasses() {
        assertThat(csv(wholeNumbers(20)).load().classNames()).hasSize(20);
    }

    @Test
    void wholeNumbersOfTwentyOneDistinctValuesAreARegression() {
        assertThat(csv(wholeNumbers(21)).load().task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void fractionsAreARegression() {
        Dataset data = csv("a,y\n1,0\n2,0.5\n").load();
        assertThat(data.task()).isEqualTo(Task.REGRESSION);
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 0.5);
    }

    @Test
    void wholeNumbersAreARegressionOnDemand() {
        assertThat(csv("a,y\n1,0\n2,1\n", "task=regression").load().task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void manyWholeNumbersAreClassesOnDemand() {
        assertThat(csv(wholeNumbers(30), "task=classification").load().classNames())
                .hasSize(30);
    }

    @Test
    void numericClassesAreNumberedByNumber() {
        Dataset data = csv("a,y\n1,10\n2,9\n3,-1\n").load();
        assertThat(data.classNames()).containsExactly("-1", "9", "10");
        assertThat(data.targets().toDoubleVector()).containsExactly(2, 1, 0);
    }

    @Test
    void spellingsOfOneNumberAreOneClass() {
        Dataset data = csv("a,y\n1,1.0\n2,1\n3,-0\n4,0\n").load();
        assertThat(data.classNames()).containsExactly("0", "1");
        assertThat(data.targets().toDoubleVector()).containsExactly(1, 1, 0, 0);
    }

    @Test
    void textClassesAreNumberedByText() {
        Dataset data = csv("a,y\n1,b2\n2,b10\n", "task=classification").load();
        assertThat(data.classNames()).containsExactly("b10", "b2");
    }

    @Test
    void numbersAndTextsTogetherAreClassesOnDemandOnly() {
        String text = "a,y\n1,3\n2,NA\n3,<5\n";
        assertThat(csv(text, "task=classification").load().classNames()).containsExactly("3", "<5", "NA");
        assertRefused(
                text.replace("NA", "7"),
                "%s, line 4, column 'y': '<5' is not a number, unlike other targets:"
                        + " say task=classification or clean the file");
    }

    // Header

    @ParameterizedTest
    @CsvSource({"auto", "false"})
    void aFileWithoutHeaderHasNumberedColumns(String header) {
        Dataset data = csv("1,2,cat\n3,4,dog\n", "header=" + header).load();
        assertThat(data.featureNames()).containsExactly("column-1", "column-2");
        assertThat(data.examples()).isEqualTo(2);
    }

    @Test
    void aHeaderOfNumbersIsOneOnDemand() {
        Dataset data = csv("0,1,2\n5,6,0.5\n7,8,1.5\n", "header=true").load();
        assertThat(data.featureNames()).containsExactly("0", "1");
        assertThat(data.examples()).isEqualTo(2);
    }

    @Test
    void aFirstRowThatMayBeEitherIsRefused() {
        assertRefused(
                "0,1,y\n5,6,0.5\n7,8,1.5\n",
                "the first row of %s has both numbers and texts, such as 'y', so say header=true or header=false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019,2020,2021\n1,2,0\n3,4,1\n5,6,0\n", // far from all values below
                "0,1,2\n1.5,2,0\n3,4,1\n5,6,0\n", // numbers of the columns
                "1,2,3\n1.5,2,0\n3,4,1\n5,6,0\n"
            })
    void aFirstRowOfNumbersThatMayBeAHeaderIsRefused(String text) {
        assertRefused(
                text,
                "the first row of %s holds whole numbers that may be the names of the columns, such as '"
                        + text.substring(0, text.indexOf(',')) + "', so say header=true or header=false");
        assertThat(csv(text, "header=false").load().examples()).isEqualTo(4);
        assertThat(csv(text, "header=true").load().examples()).isEqualTo(3);
    }

    // Tables

    @Test
    void textsAndGapsAmongTheFeaturesAreKeptInATable() {
        Table table = csv("a,city,y\n1,Rome,0\n,Oslo,1\n3,NA,1\n").table();
        assertThat(table.column("a").orElseThrow().isMissing(1)).isTrue();
        Column city = table.column("city").orElseThrow();
        assertThat(city.isText()).isTrue();
        assertThat(city.text(1)).isEqualTo("Oslo");
        assertThat(city.isMissing(2)).isTrue();
        assertThat(table.where(1)).isEqualTo(file + ", line 3");
    }

    @Test
    void codesAreTextsOnDemand() {
        Table table = csv("zip,y\n007,0\n010,1\n", "text=zip").table();
        assertThat(table.column("zip").orElseThrow().text(0)).isEqualTo("007");
        assertThat(table.column("zip").orElseThrow().isText()).isTrue();
    }

    @Test
    void codesThatAreReadAsNumbersKeepTheirLeadingZerosAndAreKnownToHaveThem() {
        String codes = IntStream.range(0, 3_000)
                .mapToObj(i -> String.format("%05d,0\n", 9_000 + i))
                .sorted(Comparator.reverseOrder())
                .collect(Collectors.joining("", "zip,y\n", ""));
        Column column = csv(codes).table().column("zip").orElseThrow();
        assertThat(column.isText()).isFalse();
        assertThat(column.leadingZeros()).isEqualTo("09999");
        assertThat(column.text(0)).isEqualTo("11999");
        assertThat(column.text(2_999)).isEqualTo("09000");
        assertThat(csv("a,y\n0.5,0\n0,1\n-0.25,1\n")
                        .table()
                        .column("a")
                        .orElseThrow()
                        .leadingZeros())
                .isEmpty();
    }

    @Test
    void aColumnThatIsSaidToHoldTextsHoldsCategories() {
        Table table = csv("zip,a,y\n007,1,0\n12a,2,1\n", "text=zip").table();
        assertThat(table.column("zip").orElseThrow().holdsCategories()).isTrue();
        assertThat(table.column("a").orElseThrow().holdsCategories()).isFalse();
    }

    @Test
    void severalTargetsOfWhichOneHoldsTextsAreRefusedWithWhatIsPossible() {
        assertRefused(
                "a,price,size\n1,10,S\n2,12,L\n",
                "target=\"price,size\"",
                "the target 'size' of %s holds texts, and several targets are learnt only if all are numbers: train a"
                    + " run for each target of classes, such as target=size, or replace the texts by numbers, such as"
                    + " 0 and 1");
        assertRefused(
                "a,city,size\n1,Rome,S\n2,Oslo,L\n",
                "target=\"city,size\"",
                "the targets 'city' and 'size' of %s hold texts, and several targets are learnt only if all are"
                    + " numbers: train a run for each target of classes, such as target=city, or replace the texts by"
                    + " numbers, such as 0 and 1");
    }

    @Test
    void aTextAmongTheNumbersOfOneOfSeveralTargetsIsReportedWithItsLine() {
        assertRefused(
                "a,price,size\n1,10,1\n2,1o,2\n",
                "target=\"price,size\"",
                "%s, line 3, column 'price': '1o' is not a number");
        assertRefused(
                "a,price,size\n1,\"1,5\",1\n2,\"2,5\",2\n",
                "target=\"price,size\"",
                "%s, line 2, column 'price': '1,5' is not a number");
    }

    @Test
    void targetsThatLookLikeNumbersButCanNotBeReadAreRefused() {
        assertRefused(
                "a,y\n1,\"1,234\"\n2,\"2,345\"\n",
                "%s, line 2, column 'y': '1,234' looks like a number, but can't be read as one: write it with a"
                    + " decimal point and nothing else between its digits, such as 1234.5, or say task=classification"
                    + " if the targets are classes");
        assertThat(csv("a,y\n1,\"1,234\"\n2,\"2,345\"\n", "task=classification")
                        .load()
                        .classNames())
                .containsExactly("1,234", "2,345");
    }

    @Test
    void aColumnThatNamesTheRowsIsNotAFeature() {
        Table table = csv("id,a,y\nx1,1,0\nx2,2,1\n", "id=id").table();
        assertThat(table.columns(Column.Role.ID)).extracting(Column::name).containsExactly("id");
        assertThat(table.columns(Column.Role.FEATURE)).extracting(Column::name).containsExactly("a");
    }

    @Test
    void aTextAfterThousandsOfNumbersLeavesTheColumnAsTexts() {
        String text =
                IntStream.range(0, 3_000).mapToObj(i -> i + ".5,0\n").collect(Collectors.joining("", "a,y\n", "x,1\n"));
        Column column = csv(text).table().column("a").orElseThrow();
        assertThat(column.text(2_999)).isEqualTo("2999.5");
        assertThat(column.text(3_000)).isEqualTo("x");
    }

    @Test
    void classesAreNamedAndOrderedOnDemand() {
        Dataset data =
                csv("a,y\n1,low\n2,high\n", "classes=\"low,middle,high\"").load();
        assertThat(data.classNames()).containsExactly("low", "middle", "high");
        assertThat(data.targets().toDoubleVector()).containsExactly(0, 2);
    }

    @Test
    void aValueThatIsNotOneOfTheNamedClassesIsRefused() {
        assertRefused(
                "a,y\n1,low\n2,much\n",
                "classes=\"low,high\"",
                "%s, line 3, column 'y': 'much' is not one of the classes low, high");
    }

    // Form of the file

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,y\r\n1,2,0\r\n3,4,1\r\n", // line ends of Windows
                "a,b,y\n1,2,0\n3,4,1", // no newline at the end
                "\uFEFFa,b,y\n1,2,0\n3,4,1\n", // byte order mark
                "\"a\",b,y\n\"1\",2,0\n3,\"4\",\"1\"\n", // quoted fields
                " a, b, y\n 1, 2, 0\n 3, 4, 1\n", // white space
                "a,b,y\n\n1,2,0\n3,4,1\n\n\n" // empty lines
            })
    void theseFilesAllSayTheSame(String text) {
        Dataset data = csv(text).load();
        assertThat(data.featureNames()).containsExactly("a", "b");
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(data.classNames()).containsExactly("0", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"separator=;|;", "separator=tab|'\t'", "separator=\" \"|' '", "separator=::|::"})
    void fieldsMayBeSeparatedOtherwise(String setting, String separator) {
        Dataset data =
                csv("a,b,y\n1,2,0\n3,4,1\n".replace(",", separator), setting).load();
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @Test
    void quotedFieldsMayHoldSeparatorsQuotesAndLineBreaks() {
        Dataset data = csv("a,y\n1,\"big, \"\"red\"\"\ncat\"\n2,dog\n").load();
        assertThat(data.classNames()).containsExactly("big, \"red\"\ncat", "dog");
    }

    @Test
    void aGzipFileIsReadWhateverItsName() throws IOException {
        Files.write(file, gzip("a,y\n1,0\n2,1\n"));
        assertThat(csv().load().features().toDoubleVector()).containsExactly(1, 2);
    }

    @Test
    void namesAndClassesMayBeAnyUnicode() {
        Dataset data = csv("Größe,種\n1,猫\n2,犬\n").load();
        assertThat(data.featureNames()).containsExactly("Größe");
        assertThat(data.classNames()).containsExactlyInAnyOrder("猫", "犬");
    }

    @Test
    void everyRowOfALongFileIsRead() {
        String text = IntStream.range(0, 10_000)
                .mapToObj(i -> i + "," + 2 * i + "," + i / 4.0)
                .collect(Collectors.joining("\n", "a,b,y\n", "\n"));
        Dataset data = csv(text).load();
        assertThat(data.examples()).isEqualTo(10_000);
        assertThat(data.features().getRow(9_999).toDoubleVector()).containsExactly(9_999, 19_998);
        assertThat(data.targets().getDouble(9_999, 0)).isEqualTo(2499.75);
    }

    @Test
    void aHundredThousandRowsOfCovertypeAreRead() {
        Path covertype = Golden.file("covertype/covertype_num_binary_balanced_90656.csv.gz");
        Dataset data = Specs.configure(new Csv(), "csv(file=\"" + covertype + "\", target=y, drop=row_in_sample)")
                .load();
        assertThat(data.task()).isEqualTo(Task.BINARY);
        assertThat(data.features().shape()).containsExactly(90_656, 10);
        assertThat(data.features().getRow(0).toDoubleVector())
                .containsExactly(2052, 350, 28, 400, 69, 474, 159, 181, 152, 313);
        assertThat(data.targets().sumNumber().doubleValue()).isEqualTo(45_328);
    }

    // What is refused

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(csv()::load)
                .isInstanceOf(SpecException.class)
                .hasMessage("there is no file %s: looked for %s", file, file.toAbsolutePath());
    }

    @Test
    void aDirectoryIsRefused() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(csv()::load)
                .isInstanceOf(SpecException.class)
                .hasMessage("%s is a directory, not a CSV file", file);
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws IOException {
        Csv csv = csv("a,y\n1,0\n2,1\n");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "this user may read every file");
        assertThatThrownBy(csv::load)
                .isInstanceOf(SpecException.class)
                .hasMessage("the file %s may not be read by this user", file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void anEmptyFileIsRefused(String text) {
        assertRefused(text, "the file %s is empty");
    }

    @Test
    void aHeaderWithoutRowsIsRefused() {
        assertRefused("a,b,y\n", "the file %s has a header but no rows");
    }

    @Test
    void anUnknownTargetIsRefusedWithTheNearestName() {
        assertRefused(
                "width,height,kind\n1,2,cat\n3,4,dog\n",
                "target=knid",
                "unknown column of %s 'knid': did you mean 'kind'? There are: height, kind, width");
    }

    @Test
    void anUnknownColumnToDropIsRefused() {
        assertRefused(
                "width,height,kind\n1,2,cat\n3,4,dog\n",
                "drop=hight",
                "unknown column of %s 'hight': did you mean 'height'? There are: height, kind, width");
    }

    @Test
    void aTargetThatIsDroppedIsRefused() {
        assertRefused(
                "a,b,y\n1,2,0\n3,4,1\n", "drop=b,y", "the column 'y' of %s is the target, so it can't be dropped");
    }

    @Test
    void severalTargetsOfAClassificationAreRefused() {
        assertRefused(
                "a,b,y\n1,2,0\n3,4,1\n",
                "target=b,y, task=classification",
                "classification learns one target column, but target=b,y names 2: name one, and train a run for each");
    }

    @Test
    void aFileOfOneColumnIsRefused() {
        assertRefused("a;y\n1;0\n2;1\n", "the file %s has no feature left beside the target; is its separator ','?");
    }

    @Test
    void aTwiceUsedNameIsRefused() {
        assertRefused("a,b,a,y\n1,2,3,0\n", "the header of %s has the name 'a' twice, for columns 1 and 3");
    }

    @Test
    void anEmptyNameIsRefused() {
        assertRefused(",a,y\n1,2,0\n", "the header of %s has no name for column 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,2|2", "1,2,0,5|4"})
    void aRaggedRowIsRefused(String row, int found) {
        assertRefused(
                "a,b,y\n1,2,0\n" + row + "\n3,4,1\n",
                "%s, line 3: expected 3 fields as in the first row, but found " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1,5", "1d", "0x1p3", "1 2", "1_000", "--1", "."})
    void aTextAmongNumbersIsRefused(String text) {
        assertRefused("a,b,y\n1,2,0\n3,\"" + text + "\",1\n", "%s, line 3, column 'b': '" + text + "' is not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-Infinity", "1e999"})
    void aNumberThatIsNotFiniteIsRefused(String text) {
        assertRefused(
                "a,b,y\n1,2,0\n3," + text + ",1\n", "%s, line 3, column 'b': '" + text + "' is not a finite number");
    }

    @Test
    void anEmptyCellIsRefused() {
        assertRefused(
                "a,b,y\n1,2,0\n3, ,1\n",
                "%s, line 3, column 'b': the value is missing, so leave the column out (drop=b) or clean the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "NA", "?", "null", "n/a"})
    void aSignForAMissingValueIsRefused(String text) {
        assertRefused(
                "a,b,y\n1,2,0\n3," + text + ",1\n",
                "%s, line 3, column 'b': the value is missing ('" + text
                        + "'), so leave the column out (drop=b) or clean the file");
    }

    @ParameterizedTest
    @CsvSource({"auto", "classification", "regression"})
    void aMissingTargetIsRefused(String task) {
        assertRefused(
                "a,y\n1,0\n2,\n3,1\n",
                "task=" + task,
                "%s, line 3, column 'y': the value is missing, so take the row out of the file");
    }

    @Test
    void aSignForAMissingValueIsNotAClassUnlessRequested() {
        String text = "a,y\n1,cat\n2,NA\n";
        assertRefused(text, "%s, line 3, column 'y': the value is missing ('NA'), so take the row out of the file");
        assertThat(csv(text, "task=classification").load().classNames()).containsExactly("NA", "cat");
    }

    @Test
    void aTextAmongTheTargetsOfARegressionIsRefused() {
        assertRefused("a,y\n1,0.5\n2,much\n", "task=regression", "%s, line 3, column 'y': 'much' is not a number");
    }

    @Test
    void aSingleClassIsRefused() {
        assertRefused("a,y\n1,cat\n2,cat\n", "the target of %s has one class only, 'cat': a classifier needs two");
    }

    @Test
    void linesAreCountedAcrossEmptyAndQuotedLines() {
        assertRefused("a,y\n1,\"two\nlines\"\n\nx,dog\n", "%s, line 5, column 'a': 'x' is not a number");
    }

    @Test
    void anotherEncodingThanUtf8IsRefused() throws IOException {
        Files.write(file, ("a,y\n" + "1,cat\n".repeat(20_000) + "2,Bär\n").getBytes(ISO_8859_1));
        assertThatThrownBy(csv()::load)
                .isInstanceOf(SpecException.class)
                .hasMessage("%s is not encoded in UTF-8 (line 20002): convert it first", file);
    }

    @Test
    void utf16IsRefused() throws IOException {
        Files.write(file, "a,y\n1,2\n".getBytes(UTF_16));
        assertThatThrownBy(csv()::load)
                .isInstanceOf(SpecException.class)
                .hasMessage("%s is not encoded in UTF-8 (line 1): convert it first", file);
    }

    @Test
    void aCutOffGzipFileIsRefused() throws IOException {
        byte[] whole = gzip("a,y\n"
                + IntStream.range(0, 9_999)
                        .mapToObj(i -> i * 37 % 1009 + "," + i + "\n")
                        .collect(Collectors.joining()));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(csv()::load)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the file %s is damaged gzip data", file);
    }

    @Test
    void aQuotationThatDoesNotEndIsRefused() {
        assertThatThrownBy(csv("a,y\n1,0\n2,\"1\n3,0\n")::load)
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("%s is not a valid CSV file", file)
                .hasMessageContaining("line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'\"'", "\"a\nb\""})
    void aSeparatorThatCanNotSeparateIsRefused(String separator) {
        assertRefused(
                "a,y\n1,0\n",
                "separator=" + separator,
                "the separator of csv must not be empty, a quotation mark or a line break");
    }

    @Test
    void theFileMustBeGiven() {
        assertThatThrownBy(() -> Specs.configure(new Csv(), "csv"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("csv needs the setting 'file'");
    }

    private void assertRefused(String text, String message) {
        assertRefused(text, "task=auto", message);
    }

    private void assertRefused(String text, String settings, String message) {
        assertThatThrownBy(csv(text, settings)::load)
                .isInstanceOf(SpecException.class)
                .hasMessage(message.replace("%s", file.toString()));
    }

    private Csv csv(String text) {
        return csv(text, "task=auto");
    }

    private Csv csv(String text, String settings) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Specs.configure(new Csv(), "csv(file=\"" + file + "\", " + settings + ")");
    }

    /** For a file that the test writes itself, or does not write. */
    private Csv csv() {
        return Specs.configure(new Csv(), "csv(file=\"" + file + "\")");
    }

    private static String wholeNumbers(int distinct) {
        return IntStream.range(0, 2 * distinct)
                .mapToObj(i -> "0.5," + (1 + i % distinct) + "\n")
                .collect(Collectors.joining("", "a,y\n", ""));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void rowsComeInPiecesThatKnowTheirLines() {
        DatasetSource source = csv("a,kind\n1,cat\n2,\n\n3,dog\n4,cat\n5,cat\n");
        List<Table> pieces = new ArrayList<>();
        source.pieces(DataPlaces.here(null), 2, pieces::add);
        assertThat(pieces).extracting(Table::rows).containsExactly(2, 2, 1);
        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(piece.columns()).extracting(Column::name).containsExactly("a", "kind"));
        assertThat(pieces.get(1).columns().get(0).number(0)).isEqualTo(3);
        assertThat(pieces.get(1).where(0)).endsWith("line 5");
        assertThatThrownBy(() -> csv("a,kind\n1,cat\n2,cat\n3\n").pieces(DataPlaces.here(null), 2, piece -> {}))
                .hasMessageContaining("line 4: expected 2 fields");
    }
}

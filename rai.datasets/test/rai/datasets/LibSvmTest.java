package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.DataException;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class LibSvmTest implements DatasetContract {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(folder.resolve("some.svm"), "+1 1:0.5 3:-2 # first\n\n-1 2:1e1\n+1\n");
    }

    private LibSvm libsvm(String settings) {
        return Specs.configure(new LibSvm(), "libsvm(file=\"" + file + "\"" + settings + ")");
    }

    @Override
    public DatasetSource dataset() {
        return libsvm("");
    }

    @Test
    void whatIsLeftOutIsZero() {
        assertThat(libsvm("").load().features().toDoubleMatrix())
                .isEqualTo(new double[][] {{0.5, 0, -2}, {0, 10, 0}, {0, 0, 0}});
        assertThat(libsvm("").load().featureNames()).containsExactly("x1", "x2", "x3");
    }

    @Test
    void wholeTargetsAreClassesInTheOrderOfTheirValues() {
        assertThat(libsvm("").load().task()).isEqualTo(Task.BINARY);
        assertThat(libsvm("").load().classNames()).containsExactly("-1", "1");
        assertThat(libsvm("").load().targets().toDoubleVector()).containsExactly(1, 0, 1);
    }

    @Test
    void otherTargetsAreNumbers() throws IOException {
        Files.writeString(file, "0.5 1:1\n1.5 1:2\n");
        assertThat(libsvm("").load().task()).isEqualTo(Task.REGRESSION);
        assertThat(libsvm("").load().targets().toDoubleVector()).containsExactly(0.5, 1.5);
    }

    @Test
    void theNumberOfFeaturesAndTheFirstIndexMayBeGiven() {
        assertThat(libsvm(", features=5").load().inputs()).isEqualTo(5);
        assertThat(libsvm(", first=0").load().features().toDoubleMatrix()[0]).containsExactly(0, 0.5, 0, -2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x 1:1|line 1: a row begins with its target, but 'x' is not a finite number",
                "1 0:1|line 1: '0:1' is not a feature, such as 3:0.5, whose index is counted from 1 on",
                "1 2|line 1: '2' is not a feature, such as 3:0.5, whose index is counted from 1 on",
                "1 qid:3|line 1: 'qid:3' is not a feature, such as 3:0.5, whose index is counted from 1 on",
                "1 1:nan|line 1: '1:nan' is not a feature, such as 3:0.5, whose index is counted from 1 on",
                "1 1:1 1:2|line 1: the feature 1 is there twice"
            })
    void whatIsWrongIsReportedWithItsLine(String text, String message) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> libsvm("").load())
                .isInstanceOf(DataException.class)
                .hasMessage(file + ", " + message);
    }

    @Test
    void aFeatureBeyondThoseThatAreGivenIsRefused() {
        assertThatThrownBy(() -> libsvm(", features=2").load())
                .hasMessage(file + ", line 1: '3:-2' is beyond the features, which are features=2");
    }

    @Test
    void aFileWithoutFeaturesIsRefused() throws IOException {
        Files.writeString(file, "1\n2\n");
        assertThatThrownBy(() -> libsvm("").load()).hasMessage("the file " + file + " has no row with a feature");
    }
}

package rai.publish.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;
import rai.api.spec.SpecException;

class ProjectNamesTest {
    private static final Version RAI = Version.parseVersion("0.1.0.SNAPSHOT");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0.1.0.SNAPSHOT, 0.1.0-SNAPSHOT", "1.2.3, 1.2.3", "1.2.3.SNAPSHOT-202601011200, 1.2.3-SNAPSHOT"})
    void theVersionOfRaiIsWrittenAsMavenHasIt(String bundle, String maven) {
        assertThat(NewProject.of("loss", "a", null, "org.example", Version.parseVersion(bundle))
                        .version())
                .isEqualTo(maven);
    }

    @ParameterizedTest
    @CsvSource({"my-swish, MySwish", "relu6, Relu6", "a-1, A1", "named, NamedActivation", "math, MathActivation"})
    void theClassIsNamedAfterTheService(String name, String type) {
        assertThat(NewProject.of("activation", name, null, "org.example", RAI).type())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MySwish", "my_swish", "-swish", "swish-", "my--swish", "2swish", "my swish", "swish(x=1)", "Σ"})
    void anotherNameIsRefused(String name) {
        assertThatThrownBy(() -> NewProject.of("activation", name, null, "org.example", RAI))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("'" + name + "' is not a valid name for an activation: ");
    }

    @Test
    void nothingIsLeftIfWritingFailsMidway() {
        // the second file would need the first to be a directory
        Map<String, String> impossible = new LinkedHashMap<>();
        impossible.put("deep/er/first", "a file");
        impossible.put("deep/er/first/second", "below a file");
        assertThatThrownBy(() -> NewDirectory.write(folder.resolve("below/another"), impossible))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }
}

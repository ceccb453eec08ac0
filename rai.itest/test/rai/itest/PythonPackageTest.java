package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The package rai_lab in python/ passes its own tests. */
class PythonPackageTest {
    private static Path folder() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("python"))) {
            here = here.getParent();
        }
        return here.resolve("python");
    }

    private record Ended(int code, String said) {}

    private static Ended python(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder().toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            return python("python3", "-c", "import numpy").code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void itsTestsPass() throws Exception {
        assumeTrue(hasNumpy(), "python3 with numpy is not installed");
        Ended ended = python("python3", "-m", "unittest", "discover", "-s", "tests");
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).containsPattern("Ran [1-9][0-9]* tests");
    }
}

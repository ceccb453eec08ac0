package rai.testkit.stub;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.run.Extension;
import rai.api.run.Model;
import rai.api.run.Planning;
import rai.api.run.Run;
import rai.api.run.Trainer;

/** A trainer that knows no directories; {@code prepare} is left to the test. */
public interface StubTrainer extends Trainer {
    @Override
    default Planning planning() {
        throw new AssertionError("not expected: planning");
    }

    @Override
    default Run resume(Path directory, Consumer<String> notice) {
        throw new AssertionError("not expected: resume " + directory);
    }

    @Override
    default Run extend(Path directory, Extension to, Consumer<String> notice) {
        throw new AssertionError("not expected: extend " + directory);
    }

    @Override
    default Optional<Dataset> examples(Path directory, Part part) {
        throw new AssertionError("not expected: examples of " + directory);
    }

    @Override
    default Model open(Path directory) {
        throw new AssertionError("not expected: open " + directory);
    }
}

package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.optimizer.Optimizer;
import rai.testkit.Specs;

class GoldenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd(rate=0.01)",
                "sgd(rate=0.01,momentum=0.9)",
                "sgd(rate=0.01,momentum=0.9,nesterov=true)",
                "sgd(rate=0.01,weight-decay=0.1)",
                "rprop(step=0.1)",
                "rprop(step=0.0001)",
                "adam(rate=0.01)"
            })
    void fiftyStepsAreThoseOfPyTorch(String spec) throws IOException {
        List<String> rows = rows(spec);
        assertThat(rows).isNotEmpty();
        Example example = Example.golden(optimizer(spec));
        int done = 0;
        for (String row : rows) {
            String[] cells = row.split(",");
            int step = Integer.parseInt(cells[0]);
            double[] x = example.descend(step - done).numbers();
            done = step;
            for (int i = 0; i < x.length; i++) {
                double expected = Double.parseDouble(cells[i + 1]);
                assertThat(x[i])
                        .as("x%d after %d steps of %s", i, step, spec)
                        .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
            }
        }
    }

    private static Optimizer optimizer(String spec) {
        Optimizer[] all = {new Sgd(), new Rprop(), new Adam()};
        for (Optimizer optimizer : all) {
            if (spec.startsWith(Specs.name(optimizer))) {
                return Specs.configure(optimizer, spec);
            }
        }
        throw new IllegalArgumentException(spec);
    }

    /** The rows of one optimizer, without its name. */
    private static List<String> rows(String spec) throws IOException {
        Path file = Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/optimizers.csv");
        assumeTrue(Files.exists(file), "no golden values at " + file);
        String name = spec.contains(",") ? '"' + spec + '"' : spec;
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + ","))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }
}

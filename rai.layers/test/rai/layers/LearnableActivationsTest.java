package rai.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.layer.LearnableActivation;
import rai.api.layer.Tensor;
import rai.testkit.Specs;

class LearnableActivationsTest {
    /** Where 1 - s(βz) cancels, PyTorch is right to z² roundings of 1 only: its numbers for z and -z differ. */
    @Test
    void gradientsOfTheParameterAgreeWithPyTorch() throws IOException {
        Path file =
                Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/activation-parameters.csv");
        assumeTrue(Files.exists(file), () -> "the golden values are not at " + file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("activation,parameter,parameter_value,z,d_value_d_parameter");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            LearnableActivation activation =
                    switch (cells[0]) {
                        case "prelu" -> new Prelu();
                        case "swish" -> new LearnableSwish();
                        default -> null;
                    };
            assertThat(activation).as("what stands in for %s", cells[0]).isNotNull();
            assertThat(activation.parameter()).isEqualTo(cells[1]);
            double expected = Double.parseDouble(cells[4]);
            double z = Double.parseDouble(cells[3]);
            assertThat(activation.parameterDerivative(z, Double.parseDouble(cells[2])))
                    .as(line)
                    .isCloseTo(expected, within(Math.max(1e-12 * Math.abs(expected), z > 0 ? z * z * 0x1p-53 : 0)));
        }
    }

    @Test
    void theyStartWhereTheLiteratureDoes() {
        assertThat(new Prelu().parameters(9)).containsExactly(new Tensor("slope", 1, 1, 0.25, false));
        assertThat(new LearnableSwish().parameters(9)).containsExactly(new Tensor("beta", 1, 1, 1, false));
    }

    @Test
    void aParameterIsSharedAsTheSettingSays() {
        assertThat(Specs.configure(new Prelu(), "prelu(share=unit)").parameters(9))
                .containsExactly(new Tensor("slope", 1, 9, 0.25, false));
        assertThat(Specs.configure(new Prelu(), "prelu(share=network)").parameters(9))
                .containsExactly(new Tensor("slope", 1, 1, 0.25, true));
    }

    @Test
    void theGradientOfASharedParameterIsTheSumOverItsElements() {
        Worked shared = new Worked(new Prelu(), 2);
        shared.train(-1, 2, -3, -4);
        shared.back(1, 10, 100, 1000);
        assertThat(shared.gradientOf("slope")).containsExactly(-1 - 300 - 4000);
        Worked perUnit = new Worked(Specs.configure(new Prelu(), "prelu(share=unit)"), 2).set("slope", 0.5, 2);
        assertThat(perUnit.train(-1, 2, -3, -4)).containsExactly(-0.5, 2, -1.5, -8);
        assertThat(perUnit.back(1, 10, 100, 1000)).containsExactly(0.5, 10, 50, 2000);
        assertThat(perUnit.gradientOf("slope")).containsExactly(-1 - 300, -4000);
    }

    @Test
    void swishHasItsLimitsAtInfinity() {
        LearnableSwish swish = new LearnableSwish();
        assertThat(swish.value(Double.NEGATIVE_INFINITY, 1)).isEqualTo(0);
        assertThat(swish.value(Double.POSITIVE_INFINITY, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(swish.derivative(Double.NEGATIVE_INFINITY, 1)).isEqualTo(0);
        assertThat(swish.derivative(Double.POSITIVE_INFINITY, 1)).isEqualTo(1);
        assertThat(swish.derivative(1000, 1)).isEqualTo(1);
    }

    @Test
    void initializersReceiveTheActivationAtItsStart() {
        var leaky = Specs.configure(new Prelu(), "prelu(start=0.1)").startsAs().orElseThrow();
        assertThat(leaky).isInstanceOfSatisfying(rai.api.activation.ScalarActivation.class, a -> {
            assertThat(a.value(-2)).isEqualTo(-0.2);
            assertThat(a.derivative(-2)).isEqualTo(0.1);
        });
    }
}

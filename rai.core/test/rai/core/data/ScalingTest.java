package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.data.Column;
import rai.api.data.Table;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.SpecException;

class ScalingTest {
    @Test
    void aColumnOfHugeNumbersIsScaledLikeAnyOther() {
        RunData data = data(column("a", 1e300, 2e300, 3e300), "scale", "standardize");
        assertThat(scaled(data))
                .containsExactly(new double[] {-1.224744871391589, 0, 1.224744871391589}, within(1e-12));
    }

    @Test
    void aColumnOfTinyNumbersIsScaledLikeAnyOther() {
        RunData data = data(column("a", 1e-300, 2e-300, 3e-300), "scale", "standardize");
        assertThat(scaled(data))
                .containsExactly(new double[] {-1.224744871391589, 0, 1.224744871391589}, within(1e-12));
        assertThat(data.read()).doesNotContainKey("constant");
    }

    @Test
    void aNumberThatIsNotFiniteInThePrecisionOfTheRunIsRefused() {
        RunData data = data(column("a", 1, 2, 1e300), "scale", "none");
        Standardization none = Standardization.none(1);
        assertThat(Examples.of(data.train(), 1, DataType.DOUBLE, none)
                        .inputs()
                        .whole()
                        .getDouble(2, 0))
                .isEqualTo(1e300);
        assertThatThrownBy(() -> Examples.of(data.train(), 1, DataType.FLOAT, none))
                .isInstanceOf(SpecException.class)
                .hasMessage("column 'a' holds 1.0E300, which is too large for float32: give --precision float64, or"
                        + " leave the column out with drop=a, or divide it by a power of ten");
    }

    @Test
    void aColumnThatVariesInItsLastBitOnlyIsConstant() {
        RunData data = data(column("a", 14.62, 14.62 + 2e-15, 14.62), "scale", "standardize");
        assertThat(scaled(data)).containsExactly(new double[] {0, 0, 0}, within(1e-14));
        assertThat(data.read()).containsEntry("constant", List.of("a"));
    }

    @Test
    void aColumnOfSmallDifferencesIsScaled() {
        RunData data = data(column("a", 1e6, 1e6 + 1e-6, 1e6 + 2e-6), "scale", "standardize");
        assertThat(scaled(data)[2]).isCloseTo(1.2247, within(1e-3));
        assertThat(data.read()).doesNotContainKey("constant");
    }

    @Test
    void theSwitchAndTheRuleAreTheSame() {
        Column column = column("a", 1, 2, 4);
        assertThat(scaled(data(column, "standardize", true))).isEqualTo(scaled(data(column, "scale", "standardize")));
    }

    @Test
    void aLogarithmIsForSkewedColumns() {
        RunData data = SplitData.of(
                table(column("even", 1, 2, 3, 4, 5), column("skewed", 0, 1, 2, 3, 1000)),
                Optional.empty(),
                RunRequest.builder().train("a").data("scale", "log").build().data(),
                0);
        assertThat(data.train().features().getColumn(0).toDoubleVector()).containsExactly(1, 2, 3, 4, 5);
        assertThat(data.train().features().getDouble(4, 1)).isEqualTo(Math.log1p(1000));
        assertThat(data.read().get("scaled")).hasToString("{log=skewed}");
    }

    @Test
    void aLogarithmKeepsTheSign() {
        RunData data = data(column("a", -Math.expm1(2), 0, Math.expm1(1)), "scale", "a=log");
        assertThat(data.train().features().toDoubleVector()).containsExactly(new double[] {-2, 0, 1}, within(1e-12));
    }

    @Test
    void quantilesAreTheSharesOfSmallerValues() {
        RunData data = data(column("a", 5, 100, 1, 2, 1e6), "scale", "quantile");
        assertThat(data.train().features().toDoubleVector()).containsExactly(0.5, 0.75, 0, 0.25, 1);
    }

    @Test
    void valuesBetweenQuantilesAreInterpolatedAndOthersCutOff() {
        Scale scale = Scale.quantiles(new double[] {0, 10, 20});
        assertThat(DoubleStream.of(-5, 5, 15, 30).map(scale::of).toArray()).containsExactly(0, 0.25, 0.75, 1);
    }

    @Test
    void equalValuesHaveTheMiddleOfTheirShares() {
        Scale scale = Scale.quantiles(new double[] {0, 3, 3, 3, 9});
        assertThat(scale.of(3)).isEqualTo(0.5);
    }

    @Test
    void featuresOfCategoriesAreNotScaled() {
        RunData data = SplitData.of(
                table(
                        Column.of("c", Column.Role.FEATURE, new String[] {"x", "y", "x", "x", "x"}),
                        column("a", 1, 2, 3, 4, 5)),
                Optional.empty(),
                RunRequest.builder().train("a").standardize(true).build().data(),
                0);
        assertThat(data.standardization().sd().getDouble(0, 0)).isEqualTo(1);
        assertThat(data.standardization().mean().getDouble(0, 0)).isZero();
        assertThat(data.standardization().mean().getDouble(0, 2)).isEqualTo(3);
    }

    @Test
    void aScaleIsReadFromItsDocument() {
        RunData data = data(column("a", 5, 100, 1, 2, 1e6), "scale", "quantile");
        Preparation read = Preparation.of(
                data.preparation().asMap(), data.train().task(), data.train().classNames());
        assertThat(read).isEqualTo(data.preparation());
    }

    @Test
    void anUnknownScaleIsRefused() {
        RunRequestBuilder request = RunRequest.builder().train("a").data("scale", "logarithm");
        assertThatThrownBy(() -> RunData.check(request.build().data()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("unknown rule of --scale 'logarithm'");
    }

    private static double[] scaled(RunData data) {
        return data.standardization()
                .apply(data.train().features(), DataType.DOUBLE)
                .toDoubleVector();
    }

    private static RunData data(Column column, String key, Object value) {
        return SplitData.of(
                table(column),
                Optional.empty(),
                RunRequest.builder().train("a").data(key, value).build().data(),
                0);
    }

    private static Column column(String name, double... values) {
        return Column.of(name, Column.Role.FEATURE, values);
    }

    private static Table table(Column... features) {
        double[] y =
                IntStream.range(0, features[0].rows()).mapToDouble(i -> i + 0.5).toArray();
        return new Table(
                "people.csv",
                Stream.concat(Arrays.stream(features), Stream.of(Column.of("y", Column.Role.TARGET, y)))
                        .toList(),
                null,
                new Table.Hints(true, Table.Goal.AUTO, List.of()),
                Optional.empty());
    }
}

package rai.experiments.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import rai.api.activation.NormalMoments;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.ScalarActivation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.study.StudyRequest;
import rai.experiments.Ended;

class GalleryTest {
    private final Map<String, ScalarActivation> installed = new TreeMap<>();

    private static ScalarActivation activation(
            DoubleUnaryOperator value, DoubleUnaryOperator slope, Properties stated) {
        return new ScalarActivation() {
            @Override
            public double value(double z) {
                return value.applyAsDouble(z);
            }

            @Override
            public double derivative(double z) {
                return slope.applyAsDouble(z);
            }

            @Override
            public Optional<Properties> properties() {
                return Optional.ofNullable(stated);
            }
        };
    }

    private static ScalarActivation sigmoid(double steepness) {
        DoubleUnaryOperator value = z -> 1 / (1 + Math.exp(-steepness * z));
        return activation(
                value,
                z -> steepness * value.applyAsDouble(z) * (1 - value.applyAsDouble(z)),
                new Properties(0, 1, true, Symmetry.NONE, 0.25, Saturation.BOTH));
    }

    private static final ScalarActivation TANH = activation(
            Math::tanh,
            z -> 1 / (Math.cosh(z) * Math.cosh(z)),
            new Properties(-1, 1, true, Symmetry.ODD, 1, Saturation.BOTH));
    private static final ScalarActivation RELU = activation(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0, null);

    /** The two methods of the catalog that the gallery uses. */
    private Catalog catalog() {
        return (Catalog) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Catalog.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "list" ->
                        installed.keySet().stream()
                                .map(name ->
                                        new Catalog.Entry(Kind.ACTIVATION, name, "", "", "", List.of(), "b", "1", ""))
                                .toList();
                    case "has" -> installed.containsKey((String) arguments[1]);
                    case "resolve" -> {
                        ScalarActivation found = installed.get(((Spec) arguments[1]).name());
                        if (found == null) {
                            throw new SpecException("it needs a formula");
                        }
                        yield new rai.api.spec.Settings.Configured<Object>(found, (Spec) arguments[1]);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Report report() {
        return new Gallery(catalog(), activation -> new NormalMoments(0, 0.5, 0.25))
                .report(StudyRequest.AS_IT_IS, List.of(), Ended.NO_MODELS);
    }

    private static Portrait portrait(ScalarActivation activation) {
        return Portrait.of(
                "it", rai.experiments.ScalarCurve.of(activation), activation.properties(), new NormalMoments(0, 1, 1));
    }

    @Test
    void theSlopesOfTheSourceAreReproduced() {
        installed.put("sigmoid", sigmoid(1));
        installed.put("tanh", TANH);
        installed.put("relu", RELU);
        assertThat(report().answer().subList(0, 3))
                .extracting(Statement::sentence)
                .containsExactly(
                        "reproduced: sigmoid: largest slope: 0.25 at 0, expected 1/4 at 0",
                        "reproduced: tanh: largest slope: 1 at 0, expected 1 at 0",
                        "reproduced: relu: slope at -1, -1e-6, 1e-6 and 1: 0, 0, 1, 1, expected 0, 0, 1, 1");
    }

    @Test
    void aSteeperSigmoidIsNotReproducedAndDoesNotKeepWhatItsAuthorStates() {
        installed.put("sigmoid", sigmoid(2));
        List<Statement> answer = report().answer();
        assertThat(answer.get(0).sentence())
                .isEqualTo("NOT reproduced: sigmoid: largest slope: 0.5 at 0, expected 1/4 at 0");
        assertThat(answer)
                .filteredOn(statement -> statement.mark() == Mark.WARNING)
                .extracting(Statement::sentence)
                .containsExactly("sigmoid does not keep what its author states: slope at most 0.25.");
    }

    @Test
    void whateverIsInstalledIsShownWithItsValuesAndDerivatives() {
        for (int i = 0; i < 8; i++) {
            installed.put("mine-" + i, TANH);
        }
        Report report = report();
        assertThat(report.title()).isEqualTo("A gallery of 8 activations");
        assertThat(Ended.blocks(report.sections(), DataTable.class))
                .allMatch(table -> table.rows().size() == 8);
        assertThat(Ended.blocks(report.sections(), Chart.Lines.class))
                .extracting(chart -> chart.name() + " " + chart.lines().size())
                .containsExactly("values-1 6", "derivatives-1 6", "values-2 2", "derivatives-2 2");
    }

    @Test
    void thoseThatTheSourceDrawsAreDrawnTogether() {
        installed.clear();
        installed.put("mine", TANH);
        installed.put("tanh", TANH);
        assertThat(Ended.blocks(report().sections(), Chart.Lines.class))
                .extracting(chart -> chart.name() + ": " + chart.title() + ", "
                        + chart.lines().size())
                .startsWith("values-of-the-source: Values, tanh, 1", "derivatives-of-the-source: Derivatives, tanh, 1");
    }

    @Test
    void anActivationThatNeedsSettingsIsNamedWithTheReason() {
        installed.put("expression", null);
        assertThat(report().answer())
                .extracting(Statement::sentence)
                .contains("Not shown: expression, because it needs a formula");
    }

    @Test
    void itTrainsNothing() {
        Gallery gallery = new Gallery(catalog(), activation -> new NormalMoments(0, 0.5, 0.25));
        assertThat(gallery.trains()).isFalse();
        assertThat(gallery.plan(StudyRequest.AS_IT_IS, List.of())).isEmpty();
    }

    @Test
    void aPortraitKnowsWhereTheCurveIsFlatSteepAndSymmetric() {
        Portrait tanh = portrait(TANH);
        assertThat(tanh.flatFrom()).isCloseTo(2.993, within(1e-3)).isEqualTo(-tanh.flatUpTo());
        assertThat(tanh.symmetry()).isEqualTo(Symmetry.ODD);
        assertThat(tanh.contradiction()).isEmpty();
        Portrait relu = portrait(RELU);
        assertThat(relu.flatUpTo()).isZero();
        assertThat(relu.flatFrom()).isNaN();
        assertThat(relu.steepestAt()).isCloseTo(0.001, within(1e-12));
        assertThat(relu.monotone()).isTrue();
        Portrait square = portrait(activation(z -> z * z, z -> 2 * z, null));
        assertThat(square.growsBeyond()).isTrue();
        assertThat(square.supremum()).isInfinite();
        assertThat(square.symmetry()).isEqualTo(Symmetry.EVEN);
        assertThat(square.monotone()).isFalse();
    }

    @Test
    void aSlopeThatOnlyTendsToItsLargestSizeHasTheOneThatItsAuthorStates() {
        Properties stated = new Properties(
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, Symmetry.ODD, 2, Saturation.NONE);
        Portrait portrait = portrait(activation(z -> 2 * z - Math.atan(z), z -> 2 - 1 / (1 + z * z), stated));
        assertThat(portrait.steepest()).isLessThan(2);
        assertThat(portrait.supremum()).isEqualTo(2);
    }

    @Test
    void whatAnAuthorStatesIsComparedWithTheCurve() {
        Properties wrong = new Properties(-1, 0.5, true, Symmetry.ODD, 1, Saturation.BOTH);
        assertThat(portrait(activation(Math::tanh, z -> 1 / (Math.cosh(z) * Math.cosh(z)), wrong))
                        .contradiction())
                .contains("values from -1.0 to 0.5");
    }
}

package rai.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.api.probe.ProbedLayer;

class SinceTest {
    private static ProbedLayer named(String name) {
        return (ProbedLayer) Proxy.newProxyInstance(
                SinceTest.class.getClassLoader(), new Class<?>[] {ProbedLayer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("name")) {
                        return name;
                    }
                    throw new AssertionError("not expected: " + method);
                });
    }

    /** A layer of units whose largest slopes are these. */
    private static LayerFacts layer(double... slopes) {
        UnitFacts[] units = new UnitFacts[slopes.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = new UnitFacts(-1, -1, slopes[i], 0);
        }
        return new LayerFacts(named("relu_1"), Optional.empty(), units, true, true, 0, 0, Optional.empty(), 0);
    }

    /** How many units were dead after step 0, 10, 20, ... */
    private static List<ProbeSeries> seen(double... dead) {
        List<Row> rows = new java.util.ArrayList<>();
        for (int i = 0; i < dead.length; i++) {
            rows.add(new Row(10L * i, "relu_1", List.of(0.5, dead[i])));
            rows.add(new Row(10L * i, "relu_2", List.of(0.5, 99.0)));
        }
        return List.of(new ProbeSeries("dead-units", List.of("dead", "dead_units"), rows));
    }

    private static Since.When when(Optional<LayerFacts> start, List<ProbeSeries> series) {
        return new Since(start.map(List::of), series).of(layer(1, 0, 0), List.of(2, 3), 0);
    }

    @Test
    void unitsThatWereDeadAtTheStartAreSoSinceThen() {
        assertThat(when(Optional.of(layer(0, 0, 0)), List.of()))
                .isEqualTo(new Since.When(Optional.of(0L), "since the start"));
    }

    @Test
    void unitsThatDiedLaterAreCountedAtTheStart() {
        assertThat(when(Optional.of(layer(0, 1, 0)), List.of()))
                .isEqualTo(new Since.When(Optional.empty(), "1 of them since the start"));
        assertThat(when(Optional.of(layer(0, 1, 1)), List.of()).sentence())
                .isEqualTo("at the start none of them was dead");
    }

    @Test
    void probesSayByWhichStep() {
        assertThat(when(Optional.of(layer(0, 1, 0)), seen(1, 2, 1, 2, 3)))
                .isEqualTo(new Since.When(Optional.of(30L), "1 of them since the start, by step 30 all of them"));
        assertThat(when(Optional.empty(), seen(1, 2, 2)))
                .isEqualTo(new Since.When(Optional.of(10L), "since step 10 at the latest"));
    }

    @Test
    void probesThatSawFewerAtTheEndSayNothing() {
        assertThat(when(Optional.empty(), seen(2, 2, 1))).isEqualTo(new Since.When(Optional.empty(), ""));
        assertThat(when(Optional.empty(), List.of()).sentence()).isEmpty();
    }
}

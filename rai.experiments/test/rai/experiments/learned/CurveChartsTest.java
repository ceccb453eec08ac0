package rai.experiments.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;

class CurveChartsTest {
    private static Learnt curve(String base, String outer, String inner, long seed) {
        return new Learnt("covertype", base, outer, inner, seed, 0.9, ShapeTest.curve(z -> z + seed), "");
    }

    private static List<Chart.Facets> drawn(List<Learnt> curves) {
        return CurveCharts.of(curves).stream().map(Chart.Facets.class::cast).toList();
    }

    @Test
    void eachBaseHasAGridOfOuterAndActivationNetworks() {
        List<Learnt> curves = new ArrayList<>();
        for (String base : List.of("tanh", "relu", "gelu")) {
            for (String outer : List.of("large", "small", "medium")) {
                for (String inner : List.of("medium", "large", "small")) {
                    curves.add(curve(base, outer, inner, 0));
                }
            }
        }
        List<Chart.Facets> charts = drawn(curves);
        assertThat(charts).extracting(Chart.Facets::name).containsExactly("curves-tanh", "curves-relu", "curves-gelu");
        for (Chart.Facets chart : charts) {
            assertThat(chart.columns()).containsExactly("small", "medium", "large");
            assertThat(chart.rows()).containsExactly("small", "medium", "large");
            assertThat(chart.lines()).hasSize(9);
        }
    }

    @Test
    void aPanelHasALinePerSeedAndDrawsToTheLastPointBeforeThree() {
        Chart.Facets chart = drawn(List.of(
                        curve("tanh", "small", "large", 0),
                        curve("tanh", "small", "large", 1),
                        curve("tanh", "medium", "small", 0)))
                .get(0);
        assertThat(chart.columns()).containsExactly("small", "large");
        assertThat(chart.rows()).containsExactly("small", "medium");
        assertThat(chart.panels().get(0).get(0)).isEmpty();
        List<Chart.Line> lines = chart.panels().get(0).get(1);
        assertThat(lines).extracting(Chart.Line::label).containsExactly("seed 0", "seed 1");
        assertThat(lines.get(1).x()).hasSize(60).endsWith(2.9);
        assertThat(lines.get(1).y()).endsWith(3.9);
    }
}

package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.array.VectorApi;
import rai.api.bench.BenchRequest;
import rai.api.bench.BenchResult;
import rai.api.bench.Benchmark;
import rai.api.spec.SpecException;

/** Small measurements: not of times, but of whether there are any. */
@ExtendWith(ServiceExtension.class)
class BenchTest {
    private static final String[] FIGURES = {
        "name", "threads", "ms", "floor_ms", "ratio_to_floor", "bytes_allocated_per_step", "engine", "peers"
    };

    @InjectService(timeout = 10_000)
    Benchmark benchmark;

    private BenchResult measure(String name, String engine) {
        return benchmark.run(
                new BenchRequest(
                        List.of(name),
                        List.of(2),
                        0.1,
                        true,
                        false,
                        Optional.empty(),
                        () -> false,
                        engine,
                        Optional.empty()),
                at -> {});
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> only(BenchResult result) {
        assertThat(result.skipped()).isEmpty();
        List<Map<String, Object>> cases =
                (List<Map<String, Object>>) result.asMap().get("cases");
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    @Test
    void aCaseHasTheFiguresThatOthersRead() {
        Map<String, Object> depth = only(measure("depth-10", "fastest"));
        assertThat(depth)
                .containsKeys(FIGURES)
                .containsEntry("name", "depth-10")
                .containsEntry("threads", 2);
        assertThat((Double) depth.get("ms")).isPositive();
        assertThat((Double) depth.get("floor_ms")).isPositive();
        assertThat((String) depth.get("engine"))
                .startsWith(VectorApi.available() ? "rai.vector 0.1.0" : "rai.core 0.1.0");
    }

    @Test
    void theReferenceIsMeasuredIfItIsAskedFor() {
        assertThat((String) only(measure("depth-10", "reference")).get("engine"))
                .startsWith("rai.core 0.1.0");
    }

    @Test
    void twoRunsAtOnceAreComparedWithOneAfterTheOther() {
        Map<String, Object> two = only(measure("two-runs", "fastest"));
        assertThat(two).containsKeys(FIGURES);
        for (String name : List.of("ms", "ms_run_1", "ms_run_2", "ms_alone", "ratio_to_one_after_the_other")) {
            assertThat((Double) two.get(name)).as(name).isPositive();
        }
        assertThat((Double) two.get("ratio_to_one_after_the_other"))
                .isEqualTo((Double) two.get("ms") / (2 * (Double) two.get("ms_alone")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aMethodIsMeasuredBesideBackprop() {
        Map<String, Object> method = only(measure("method-4", "fastest"));
        assertThat(method).containsKeys(FIGURES);
        List<Map<String, Object>> rivals = (List<Map<String, Object>>) method.get("rivals");
        assertThat(rivals).extracting(rival -> rival.get("rows")).containsExactly(250, 64);
        assertThat(rivals)
                .allSatisfy(rival -> assertThat((Double) rival.get("ratio"))
                        .isBetween((Double) rival.get("ratio_lower_quartile"), (Double)
                                rival.get("ratio_upper_quartile")));
    }

    @Test
    void anUnknownEngineIsNamedBeforeAnythingIsMeasured() {
        assertThatThrownBy(() -> measure("depth-10", "fastes"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean 'fastest'?");
    }
}

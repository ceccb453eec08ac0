package rai.experiments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.probe.ProbeSeries;
import rai.api.report.Block;
import rai.api.report.Report.Section;
import rai.api.run.Model;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.Trial;

/** Made-up outcomes for tests of studies. */
public final class Ended {
    /** No run was kept. */
    public static final Study.Models NO_MODELS = new Study.Models() {
        @Override
        public Optional<Model> of(Outcome outcome) {
            return Optional.empty();
        }

        @Override
        public Optional<Dataset> examples(Outcome outcome, Part part) {
            return Optional.empty();
        }
    };

    private Ended() {}

    /**
     * @param train metrics of the training data
     * @param test metrics of the test data
     * @param probes what probes have measured
     * @param factors names of factors, each followed by its level
     * @return an outcome of a trial that did all its steps
     */
    public static Outcome of(
            Map<String, Double> train, Map<String, Double> test, List<ProbeSeries> probes, Object... factors) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i += 2) {
            all.put((String) factors[i], factors[i + 1]);
        }
        RunResult result = new RunResult(
                "run",
                Map.of(),
                0,
                100,
                0.5,
                train,
                Map.of(),
                test,
                Map.of(),
                List.of(),
                "abcdef0123456789",
                RunResult.Stop.STEPS,
                "",
                Map.of(),
                List.of());
        return new Outcome(
                "id of " + all,
                new Trial(
                        "test",
                        all,
                        RunRequest.builder().train("moons").network("dense").build(),
                        false),
                Outcome.State.DONE,
                Optional.of(result),
                new Curves(new long[0], Map.of(), probes),
                "",
                0.7,
                Optional.empty());
    }

    /**
     * @param sections sections of a report
     * @param type a kind of block
     * @param <B> the kind
     * @return all such blocks
     */
    public static <B extends Block> List<B> blocks(List<Section> sections, Class<B> type) {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}

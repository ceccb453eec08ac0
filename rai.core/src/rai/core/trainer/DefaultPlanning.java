package rai.core.trainer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.catalog.Catalog;
import rai.api.catalog.Catalog.Found;
import rai.api.catalog.Catalog.Provider;
import rai.api.catalog.Kind;
import rai.api.data.DatasetSource;
import rai.api.data.Part;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.run.PlannedRun;
import rai.api.run.Planning;
import rai.api.run.RunEvent.Used;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.api.split.Split;
import rai.core.data.DataFacts;
import rai.core.data.RunData;
import rai.core.evaluate.Evaluator;
import rai.core.plan.Layout;
import rai.core.plan.MemoryCheck;
import rai.core.plan.Planned;
import rai.core.plan.Planner;
import rai.core.store.StateHash;

/** Plans many runs; of the data it keeps what follows from them, and the few tables that were read last. */
final class DefaultPlanning implements Planning {
    private static final int MOST_TABLES = 4;

    /** What the examples depend on. */
    private record Question(
            Source source, Optional<Source> test, Optional<Source> split, DataOptions options, long seed) {}

    /** A service, and where it looks for files. */
    private record Source(String spec, Provider provider, Optional<String> directory) {
        static Source of(Found<?> found, RunRequest request) {
            return new Source(
                    found.spec().toString(), found.provider(), request.data().directory());
        }
    }

    private record Facts(
            DataFacts data, Map<Part, String> checksums, Map<Part, Integer> examples, int folds, double bytes) {}

    private final Catalog catalog;
    private final Map<Question, Facts> facts = new HashMap<>();
    private final Map<Source, Table> tables = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Table> eldest) {
            return size() > MOST_TABLES;
        }
    };

    DefaultPlanning(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public PlannedRun plan(RunRequest asked) {
        Optional<StartRun> start = StartRun.of(asked.model(), catalog);
        RunRequest request = start.map(run -> run.recorded(asked)).orElse(asked);
        Planner planner = new Planner(catalog, request);
        RunData.check(request.data());
        DataSources sources = DataSources.of(request, catalog);
        Facts known = facts(sources);
        Planned planned = planner.plan(
                known.data(),
                sources.train().spec(),
                sources.test().map(Found::spec).orElse(null),
                sources.split().map(Found::spec).orElse(null));
        start.ifPresent(run -> run.layersFor(planned.network()));
        Map<String, Used> providers = new TreeMap<>();
        planned.services().inUse().forEach(used -> put(providers, used.kind(), used.spec(), used.provider()));
        put(
                providers,
                DatasetSource.class,
                sources.train().spec(),
                sources.train().provider());
        sources.test().ifPresent(found -> put(providers, DatasetSource.class, found.spec(), found.provider()));
        sources.split().ifPresent(found -> put(providers, Split.class, found.spec(), found.provider()));
        return new PlannedRun(
                request,
                planned.plan().describe(),
                providers,
                known.checksums(),
                known.examples(),
                known.folds(),
                known.data().task(),
                metrics(known, planned),
                planned.plan().totalSteps(),
                planned.memory().need() + known.bytes(),
                diskBytes(planned));
    }

    private static void put(Map<String, Used> providers, Class<?> kind, Spec spec, Provider provider) {
        providers.put(
                Kind.of(kind).word() + " " + spec,
                new Used(spec.toString(), provider.bundle(), provider.version(), provider.sha256()));
    }

    private Facts facts(DataSources sources) {
        RunRequest request = sources.request();
        return facts.computeIfAbsent(
                new Question(
                        Source.of(sources.train(), request),
                        sources.test().map(found -> Source.of(found, request)),
                        sources.split().map(found -> Source.of(found, request)),
                        request.data(),
                        request.execution().seed()),
                question -> {
                    RunData all = sources.read(
                            found -> tables.computeIfAbsent(Source.of(found, request), source -> sources.table(found)));
                    Map<Part, String> checksums = new EnumMap<>(Part.class);
                    Map<Part, Integer> examples = new EnumMap<>(Part.class);
                    double bytes = 0;
                    for (Part part : Part.values()) {
                        if (all.part(part).isPresent()) {
                            checksums.put(part, StateHash.of(all.part(part).get()));
                            examples.put(part, all.part(part).get().examples());
                            bytes += DefaultTrainer.inMemory(all.part(part).get());
                        }
                    }
                    return new Facts(DataFacts.of(all), checksums, examples, all.folds(), bytes);
                });
    }

    private static List<String> metrics(Facts known, Planned planned) {
        List<String> metrics = new ArrayList<>();
        for (Part part : known.examples().keySet()) {
            Evaluator.unknown(known.data().task(), planned.plan().metrics().names())
                    .keySet()
                    .forEach(metric -> metrics.add(part.key() + "." + metric));
        }
        return metrics;
    }

    /** The final state, and the checkpoints of a run that has not ended. */
    private static double diskBytes(Planned planned) {
        DataType type = planned.type();
        int slots = planned.plan().phases().stream()
                .mapToInt(phase ->
                        planned.services().optimizer(phase.optimizer()).slots().size())
                .max()
                .orElse(0);
        int copies = 1 + planned.plan().request().keeping().keep();
        return (double) copies * MemoryCheck.bytesOfCopy(Layout.length(planned.ranges()), slots, type);
    }

    @Override
    public void close() {
        facts.clear();
        tables.clear();
    }
}

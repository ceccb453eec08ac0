package rai.itest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.method.TrainingMethod;
import rai.api.method.TrainingMethod.Batching;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.Spec;

/**
 * A training method of the catalog with full batches or with mini-batches, and the small training in which it is tried.
 *
 * @param name the name of the method
 * @param batch the examples per step; 0 is all of them
 */
record MethodCase(String name, int batch) {
    /** Of 60 examples, so that the last batch of an epoch is smaller than the others. */
    private static final int BATCH = 16;

    private static final String NETWORK = "4x(dense(8) sigmoid) dense";

    /** What a method needs that most do not. */
    private record Setup(String spec, List<String> before, String network) {}

    /** A method without a row is trained as it is, on sigmoid layers. */
    private static final Map<String, Setup> SPECIAL = Map.of("refit", new Setup("refit", List.of("rai"), NETWORK));

    /** All methods that exist now, each with all that it supports. */
    static Stream<MethodCase> all(Catalog catalog) {
        return catalog.list(Kind.METHOD).stream()
                .map(Catalog.Entry::name)
                .distinct()
                .flatMap(name -> batches(catalog, name).map(batch -> new MethodCase(name, batch)));
    }

    private static Stream<Integer> batches(Catalog catalog, String name) {
        Set<Batching> supported = catalog.resolve(TrainingMethod.class, Spec.parse(setup(name).spec))
                .service()
                .batching();
        return supported.stream().sorted().map(batching -> batching == Batching.FULL_BATCH ? 0 : BATCH);
    }

    /** The methods that are not trained as most are. */
    static Set<String> special() {
        return SPECIAL.keySet();
    }

    private static Setup setup(String name) {
        return SPECIAL.getOrDefault(name, new Setup(name, List.of(), NETWORK));
    }

    String spec() {
        return setup(name).spec;
    }

    /** The methods whose variables it reads, in the order in which they come before it. */
    List<String> before() {
        return setup(name).before;
    }

    /** A training by these phases, in double precision. */
    RunRequestBuilder request(List<PhaseBuilder> phases) {
        return RunRequest.builder()
                .train("moons(n=60, noise=0.1, seed=42)")
                .test("moons(n=50, noise=0.1, seed=7)")
                .network(setup(name).network)
                .init("xavier")
                .optimizer("adam(rate=0.01)")
                .phases(phases)
                .seed(0)
                .batch(batch)
                .threads(1);
    }

    @Override
    public String toString() {
        return spec() + (batch == 0 ? ", full batch" : ", batches of " + batch);
    }
}

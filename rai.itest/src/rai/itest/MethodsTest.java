package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Change;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.spec.Spec;

/**
 * Every training method that the catalog has, and that of examples/rai-annealed, in runs that are cut off, whose bundles are replaced, and that change to it and
 * from it. A new method is tried without a change here, unless it needs a row in {@link MethodCase}.
 */
@ExtendWith(ServiceExtension.class)
class MethodsTest {
    private static final String BACKPROP = "backprop";
    /** Of each earlier method. */
    private static final int FIRST = 4;
    /** Of the method: more than two epochs in mini-batches. */
    private static final int STEPS = 10;

    private static final int CHECKPOINT_EVERY = 2;

    @InjectService(timeout = 10_000)
    static Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    @BeforeAll
    static void deployTheExample() throws IOException {
        Extensions.clear();
        Extensions.drop("rai-annealed-1.0.0", "rai-annealed.jar");
        Eventually.until("the method of the example is there", () -> catalog.has(Kind.METHOD, "rai-annealed"));
    }

    @AfterAll
    static void clear() throws IOException {
        Extensions.clear();
    }

    private final List<RunEvent> events = new ArrayList<>();

    static Stream<MethodCase> methods() {
        return MethodCase.all(catalog);
    }

    static Stream<MethodCase> otherMethods() {
        return methods().filter(method -> !method.name().equals(BACKPROP));
    }

    @Test
    void methodsWithNeedsOfTheirOwnExist() {
        assertThat(catalog.list(Kind.METHOD)).extracting(Catalog.Entry::name).containsAll(MethodCase.special());
    }

    // ---- resumed

    @ParameterizedTest
    @MethodSource("methods")
    void aRunThatIsCutOffContinuesWithTheSameBits(MethodCase method) throws IOException {
        long before = (long) FIRST * method.before().size();
        List<PhaseBuilder> phases = phases(method);
        phases.add(PhaseBuilder.of(BACKPROP, 3)); // so that all that the method has left counts
        requireSameBitsAfterCuts(method, phases, Map.of(), before + 3, before + 6, before + STEPS);
    }

    @ParameterizedTest
    @MethodSource("otherMethods")
    void aRunThatIsCutOffAfterAChangeToItContinuesWithTheSameBits(MethodCase method) throws IOException {
        List<PhaseBuilder> phases = before(method);
        phases.add(PhaseBuilder.of(BACKPROP, FIRST + STEPS));
        long at = (long) FIRST * phases.size();
        requireSameBitsAfterCuts(method, phases, Map.of(at, method.spec()), at + 5);
    }

    /** @param cuts the steps after which the directory is copied; the copies are resumed */
    private void requireSameBitsAfterCuts(
            MethodCase method, List<PhaseBuilder> phases, Map<Long, String> changes, Long... cuts) throws IOException {
        Path whole = temp.resolve("whole");
        Map<Long, Path> copies = new HashMap<>();
        RunResult unbroken = train(
                method.request(phases)
                        .directory(whole)
                        .checkpointEvery(CHECKPOINT_EVERY)
                        .evaluateEvery(5),
                changes,
                event -> {
                    if (event instanceof RunEvent.Stepped && List.of(cuts).contains(event.step())) {
                        copies.put(event.step(), copy(whole, temp.resolve("cut-" + event.step())));
                    }
                });
        assertThat(unbroken.stopped()).isEqualTo(RunResult.Stop.STEPS);
        assertThat(unbroken.phases()) // the sum of a phase is known only if each of its methods counts
                .extracting(phase -> (Object) ((Map<?, ?>) phase.get("report")).get("layer_updates"))
                .doesNotContainNull();
        assertThat(copies).containsOnlyKeys(cuts);
        for (Map.Entry<Long, Path> cut : copies.entrySet()) {
            List<String> notices = new ArrayList<>();
            try (Run run = trainer.resume(cut.getValue(), notices::add)) {
                RunResult result = run.train(event -> {});
                assertThat(notices).first().asString().startsWith("the run continues after step ");
                assertThat(result.stateHash())
                        .as("%s, cut after step %d", method, cut.getKey())
                        .isEqualTo(unbroken.stateHash());
                assertThat(result.phases()).isEqualTo(unbroken.phases());
            }
            assertThat(cut.getValue().resolve("history.csv")).hasSameBinaryContentAs(whole.resolve("history.csv"));
        }
    }

    // ---- its bundle replaced

    @ParameterizedTest
    @MethodSource("methods")
    void aNewVersionOfItsBundleContinuesTheRunWithTheSameBits(MethodCase method) throws Exception {
        long at = (long) FIRST * method.before().size() + STEPS / 2;
        RunResult undisturbed = train(method.request(phases(method)), Map.of(), event -> {});
        Bundle provider = provider(method);
        String version = provider.getVersion().toString();
        RunResult result;
        try {
            byte[] newer = Jars.withHeader(jar(provider), "Bundle-Version", "99.0.0");
            Diary diary = new Diary(at, () -> provider.update(new ByteArrayInputStream(newer)));
            result = train(method.request(phases(method)), Map.of(), diary);
        } finally {
            provider.update();
        }
        assertThat(result.stateHash()).as(method.toString()).isEqualTo(undisturbed.stateHash());
        assertThat(result.method()).isEqualTo(undisturbed.method());
        assertThat(all(RunEvent.Swapped.class))
                .filteredOn(swapped -> name(swapped.to().spec()).equals(method.name()))
                .singleElement()
                .satisfies(swapped -> {
                    assertThat(swapped.step()).isEqualTo(at);
                    assertThat(swapped.kind()).isEqualTo("method");
                    assertThat(swapped.from().version()).isEqualTo(version);
                    assertThat(swapped.to().version()).isEqualTo("99.0.0");
                });
        assertThat(provider.getVersion()).hasToString(version);
    }

    private static Bundle provider(MethodCase method) {
        return Extensions.provider(catalog.list(Kind.METHOD).stream()
                .filter(entry -> entry.name().equals(method.name()))
                .findFirst()
                .orElseThrow()
                .bundle());
    }

    private static byte[] jar(Bundle bundle) throws IOException {
        String location = bundle.getLocation();
        try (InputStream in = URI.create(
                        location.startsWith("reference:") ? location.substring("reference:".length()) : location)
                .toURL()
                .openStream()) {
            return in.readAllBytes();
        }
    }

    // ---- changed

    @ParameterizedTest
    @MethodSource("methods")
    void phasesBeforeAndAfterItReportTheirMethods(MethodCase method) {
        List<PhaseBuilder> phases = new ArrayList<>(List.of(PhaseBuilder.of(BACKPROP, FIRST)));
        phases.addAll(phases(method));
        phases.add(PhaseBuilder.of(BACKPROP, FIRST));
        RunResult result = train(method.request(phases), Map.of(), event -> {});
        assertThat(result.stopped()).isEqualTo(RunResult.Stop.STEPS);
        assertThat(result.phases())
                .extracting(phase -> name(phase.get("method").toString()))
                .containsExactlyElementsOf(
                        phases.stream().map(phase -> name(phase.method())).toList());
        assertThat(result.phases())
                .extracting(phase -> ((Number) phase.get("steps")).longValue())
                .containsExactlyElementsOf(
                        phases.stream().map(PhaseBuilder::steps).toList());
        assertThat(methodsOfSteps()).as(method.toString()).containsExactlyElementsOf(expected(phases));
    }

    @ParameterizedTest
    @MethodSource("otherMethods")
    void aRunChangesFromBackpropToItAndBack(MethodCase method) {
        List<PhaseBuilder> phases = before(method);
        long at = (long) FIRST * (phases.size() + 1);
        phases.add(PhaseBuilder.of(BACKPROP, 3 * FIRST));
        RunResult result = train(method.request(phases), Map.of(at, method.spec(), at + FIRST, BACKPROP), event -> {});
        assertThat(result.stopped()).isEqualTo(RunResult.Stop.STEPS);
        assertThat(methodsOfSteps().subList((int) at - FIRST, (int) at + 2 * FIRST))
                .containsExactlyElementsOf(expected(List.of(
                        PhaseBuilder.of(BACKPROP, FIRST),
                        PhaseBuilder.of(method.spec(), FIRST),
                        PhaseBuilder.of(BACKPROP, FIRST))));
        assertThat(all(RunEvent.Swapped.class))
                .extracting(RunEvent.Swapped::step, swapped -> name(swapped.to().spec()))
                .containsExactly(tuple(at, method.name()), tuple(at + FIRST, BACKPROP));
        assertThat(all(RunEvent.Swapped.class))
                .allSatisfy(swapped -> assertThat(swapped.state()).startsWith("kept: the parameters"));
        assertThat(result.phases().get(phases.size() - 1)).containsEntry("method", BACKPROP);
    }

    // ---- trainings

    /** The methods that come first, and the method. */
    private static List<PhaseBuilder> phases(MethodCase method) {
        List<PhaseBuilder> phases = before(method);
        phases.add(PhaseBuilder.of(method.spec(), STEPS));
        return phases;
    }

    private static List<PhaseBuilder> before(MethodCase method) {
        return new ArrayList<>(method.before().stream()
                .map(first -> PhaseBuilder.of(first, FIRST))
                .toList());
    }

    private static List<String> expected(List<PhaseBuilder> parts) {
        return parts.stream()
                .flatMap(part -> Stream.generate(() -> name(part.method())).limit(part.steps()))
                .toList();
    }

    private List<String> methodsOfSteps() {
        return all(RunEvent.Stepped.class).stream()
                .map(RunEvent.Stepped::method)
                .toList();
    }

    private <T extends RunEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String name(String spec) {
        return Spec.parse(spec).name();
    }

    /** @param changes the methods to which it is changed by hand, by the steps done until then */
    private RunResult train(RunRequestBuilder request, Map<Long, String> changes, Consumer<RunEvent> listener) {
        events.clear();
        List<CompletableFuture<Void>> made = new ArrayList<>();
        try (Run run = trainer.prepare(request.build())) {
            RunResult result = run.train(event -> {
                events.add(event);
                listener.accept(event);
                if (event instanceof RunEvent.Stepped && changes.containsKey(event.step())) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused paused && paused.isByRequest()) {
                    made.add(CompletableFuture.runAsync(() -> change(run, changes.get(event.step()))));
                }
            });
            made.forEach(CompletableFuture::join);
            return result;
        }
    }

    private static void change(Run run, String method) {
        try {
            run.swap(new Change(
                    Optional.empty(), Optional.empty(), Optional.of(method), Optional.empty(), Optional.empty()));
        } finally {
            run.proceed();
        }
    }

    private static Path copy(Path from, Path to) {
        try {
            return OldRunsTest.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

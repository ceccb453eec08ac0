package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** Providers are stopped, started and replaced while others work. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class ProviderTest {
    /** Its studies come and go with the services that they need. */
    private static final String NAMED_STUDIES = "rai.experiments";

    private static final int STEPS = 40;

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @AfterEach
    void startAllAgain() throws BundleException {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getHeaders().get("Fragment-Host") == null) {
                bundle.start();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rai.activations", "rai.losses", "rai.methods", "rai.optimizers"})
    void aRunWaitsForItsProviderAndEndsAsIfNothingHadBeen(String name) {
        Bundle provider = Extensions.provider(name);
        AtomicBoolean mayGoOn = new AtomicBoolean();
        Diary diary = new Diary(
                20,
                provider::stop,
                () -> CompletableFuture.runAsync(
                        () -> {
                            mayGoOn.set(true);
                            start(provider);
                        },
                        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)));
        AtomicBoolean wentOnTooEarly = new AtomicBoolean();
        RunResult result = train(event -> {
            diary.accept(event);
            wentOnTooEarly.compareAndSet(false, event instanceof RunEvent.Resumed && !mayGoOn.get());
        });

        assertThat(wentOnTooEarly).isFalse();
        assertThat(diary.events)
                .filteredOn(event -> event.step() == 20)
                .extracting(RunEvent::getClass)
                .containsExactly(RunEvent.Stepped.class, RunEvent.Paused.class, RunEvent.Resumed.class);
        assertThat(diary.all(RunEvent.Stepped.class))
                .extracting(RunEvent::step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, STEPS).boxed().toList());
        assertThat(result.stateHash()).isEqualTo(train(event -> {}).stateHash());
    }

    @Test
    void aPausedRunSaysWhatItWaitsFor() {
        Bundle provider = Extensions.provider("rai.activations");
        Diary diary = new Diary(20, provider::stop, provider::start);
        train(diary);
        assertThat(diary.all(RunEvent.Paused.class))
                .singleElement()
                .extracting(RunEvent.Paused::reason)
                .asString()
                .contains("activation 'tanh'");
    }

    @Test
    void aPausedRunCanBeStopped() {
        Bundle provider = Extensions.provider("rai.activations");
        try (Run run = trainer.prepare(request())) {
            Diary diary = new Diary(20, provider::stop, run::stop);
            RunResult result = run.train(diary);
            assertThat(result.stopped()).isEqualTo(RunResult.Stop.INTERRUPTED);
            assertThat(result.steps()).isEqualTo(20);
        }
    }

    /** Not between two steps, but at any moment. */
    @Test
    void aRunSurvivesProvidersThatComeAndGoAllTheTime() throws Exception {
        RunRequest request = Moons.request("tanh", 400);
        AtomicBoolean enough = new AtomicBoolean();
        Diary diary = new Diary(0, () -> {});
        String disturbed;
        try (Run run = trainer.prepare(request)) {
            CompletableFuture<Void> disturber = CompletableFuture.runAsync(() -> {
                while (!enough.get()) {
                    for (String name : List.of("rai.activations", "rai.losses", "rai.methods", "rai.optimizers")) {
                        stop(Extensions.provider(name));
                        start(Extensions.provider(name));
                    }
                }
            });
            try {
                disturbed = run.train(diary).stateHash();
            } finally {
                enough.set(true);
                disturber.get();
            }
        }
        assertThat(diary.all(RunEvent.Paused.class)).isNotEmpty();
        try (Run run = trainer.prepare(request)) {
            assertThat(disturbed).isEqualTo(run.train(event -> {}).stateHash());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rai.datasets", "rai.init", "rai.metrics", "rai.splits", "rai.studies"})
    void aRunDoesNotNoticeThatAProviderGoesOfWhichItNeedsNothingMore(String name) {
        Bundle provider = Extensions.provider(name);
        RunResult undisturbed = train(event -> {});
        Diary diary = new Diary(20, provider::stop, provider::start);
        RunResult result = train(diary);
        assertThat(diary.all(RunEvent.Paused.class)).isEmpty();
        assertThat(result.stateHash()).isEqualTo(undisturbed.stateHash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rai.activations",
                "rai.datasets",
                "rai.formats",
                "rai.init",
                "rai.losses",
                "rai.methods",
                "rai.metrics",
                "rai.optimizers",
                "rai.probes",
                "rai.schedules",
                "rai.splits",
                "rai.studies"
            })
    void aStoppedProviderTakesItsServicesAlongAndNothingElse(String name) throws Exception {
        Bundle provider = Extensions.provider(name);
        List<Catalog.Entry> all = entries();
        useServicesOfCore();
        Eventually.until("no service comes or goes", () -> isQuiet(provider)); // from the test before
        Set<String> services = servicesOfOthers(provider);

        provider.stop();
        assertThat(entries())
                .containsExactlyElementsOf(all.stream()
                        .filter(entry -> !entry.bundle().equals(name) && !needs(entry, name))
                        .toList());
        assertThat(servicesOfOthers(provider)).isEqualTo(services);
        assertThat(context.getBundles())
                .filteredOn(bundle -> bundle.getHeaders().get("Fragment-Host") == null)
                .filteredOn(bundle -> bundle.getState() != Bundle.ACTIVE)
                .containsExactly(provider);

        provider.start();
        Eventually.until("all services are back", () -> entries().equals(all));
    }

    /** Named studies that are classes are made of study files by rai.studies; the gallery integrates by a service of rai.init. */
    private static boolean needs(Catalog.Entry entry, String provider) {
        return entry.bundle().equals(NAMED_STUDIES)
                && provider.equals(entry.name().equals("gallery") ? "rai.init" : "rai.studies");
    }

    private RunResult train(Consumer<RunEvent> listener) {
        try (Run run = trainer.prepare(request())) {
            return run.train(listener);
        }
    }

    private static RunRequest request() {
        return Moons.request("tanh", STEPS);
    }

    private List<Catalog.Entry> entries() {
        return Stream.of(Kind.values())
                .flatMap(kind -> catalog.list(kind).stream())
                .toList();
    }

    /** A service that nobody has used yet is only a promise: it is not made again when something that it uses goes away. */
    private void useServicesOfCore() throws Exception {
        for (ServiceReference<?> reference : context.getAllServiceReferences(null, null)) {
            if (reference.getBundle().getSymbolicName().equals("rai.core")) {
                context.getService(reference);
            }
        }
    }

    private boolean isQuiet(Bundle provider) {
        try {
            Set<String> before = servicesOfOthers(provider);
            Thread.sleep(300);
            return servicesOfOthers(provider).equals(before);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> servicesOfOthers(Bundle provider) throws Exception {
        Set<String> services = new LinkedHashSet<>();
        for (ServiceReference<?> reference : context.getAllServiceReferences(null, null)) {
            String bundle = reference.getBundle().getSymbolicName();
            if (reference.getBundle() != provider && !bundle.equals(NAMED_STUDIES)) {
                services.add(reference.getProperty("service.id") + " of "
                        + reference.getBundle().getSymbolicName() + ": " + reference);
            }
        }
        return services;
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }
}

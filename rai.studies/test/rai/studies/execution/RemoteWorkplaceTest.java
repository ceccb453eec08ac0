package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;
import rai.studies.journal.Placements;
import rai.studies.journal.StudyDirectory;

/** A study whose trials are trained by workers that only get text. */
@Timeout(60)
class RemoteWorkplaceTest {
    @TempDir
    Path temp;

    private final Laboratory driver = new Laboratory(2);
    private final Laboratory worker = new Laboratory(1);
    private final StudyControl control = new StudyControl();
    private final List<StudyEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicInteger orders = new AtomicInteger();
    /** What happens to an answer on its way. */
    private UnaryOperator<String> way = answer -> answer;

    private boolean answers = true;
    private final Queue<Consumer<String>> waiting = new ConcurrentLinkedQueue<>();
    private double verify;

    private final Elsewhere elsewhere = new Elsewhere() {
        private final Station station = new Station(worker.trainer, worker, worker);

        @Override
        public String standing() {
            return "{\"slots\":2,\"threads\":1,\"standing\":\"2 executors\",\"closed\":false}";
        }

        @Override
        public void train(String order, Consumer<String> answer) {
            orders.incrementAndGet();
            if (answers) {
                threads.execute(() -> answer.accept(way.apply(station.train(order))));
            } else {
                waiting.add(answer);
            }
        }

        @Override
        public void withdraw() {
            waiting.forEach(answer -> answer.accept("{\"withdrawn\":true}"));
        }
    };

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static Study study(List<String> optimizers) {
        return new Study() {
            @Override
            public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
                return IntStream.range(0, optimizers.size())
                        .mapToObj(i -> new Trial("test", Map.of("seed", i), request(optimizers.get(i), i), false))
                        .toList();
            }

            @Override
            public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
                throw new AssertionError("not expected: report");
            }
        };
    }

    private static RunRequest request(String optimizer, long seed) {
        return RunRequest.builder()
                .train("moons")
                .network("dense")
                .optimizer(optimizer)
                .phase("backprop", 10)
                .seed(seed)
                .build();
    }

    private List<Outcome> run(String name, Optional<Elsewhere> where, String... optimizers) {
        Path directory = temp.resolve(name).resolve("study");
        StudyCall call = new StudyCall(
                new StudySource("some", "Some trials.", "a test", study(List.of(optimizers))),
                StudyRequest.AS_IT_IS,
                directory,
                0,
                Optional.empty(),
                0,
                verify);
        new StudyRun(driver.trainer, driver, driver, where).run(call, events::add, control);
        return Standing.outcomes(new StudyDirectory(directory));
    }

    private List<Outcome> run(String... optimizers) {
        return run("remote", Optional.of(elsewhere), optimizers);
    }

    private List<Map<String, Object>> placements() {
        List<Map<String, Object>> lines = new ArrayList<>();
        new Placements(temp.resolve("remote/study")).read(lines::add);
        return lines;
    }

    private List<String> notices() {
        return events.stream()
                .filter(StudyEvent.Noticed.class::isInstance)
                .map(event -> ((StudyEvent.Noticed) event).sentence())
                .toList();
    }

    @Test
    void theOutcomesAreThoseOfTrialsThatAreTrainedHere() {
        List<Outcome> there = run("sgd", "nan", "sgd", "throws");
        List<Outcome> here = run("local", Optional.empty(), "sgd", "nan", "sgd", "throws");
        assertThat(there).extracting(Outcome::id).containsExactlyElementsOf(ids(here));
        assertThat(there)
                .extracting(Outcome::state)
                .containsExactlyElementsOf(here.stream().map(Outcome::state).toList());
        assertThat(there)
                .extracting(Outcome::reason)
                .containsExactlyElementsOf(here.stream().map(Outcome::reason).toList());
        assertThat(hashes(there)).isEqualTo(hashes(here));
        assertThat(worker.submitted).hasSize(4);
    }

    private static List<String> ids(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::id).toList();
    }

    private static List<String> hashes(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.result().map(RunResult::stateHash).orElse(""))
                .toList();
    }

    @Test
    void aWorkerWithAnotherVersionOfABundleRefusesAndSaysWhich() {
        worker.provider = "v2";
        List<Outcome> outcomes = run("sgd");
        assertThat(outcomes.get(0).state()).isEqualTo(State.FAILED);
        assertThat(outcomes.get(0).reason())
                .contains("the bundle rai.optimizers 1.0")
                .contains("v2, not v1");
        assertThat(worker.submitted).isEmpty();
    }

    @Test
    void aTrialThatNoWorkerSurvivesIsAFailureWithItsReason() {
        way = answer -> "{\"failed\":\"its worker was lost 3 times\"}";
        List<Outcome> outcomes = run("sgd", "sgd");
        assertThat(outcomes).extracting(Outcome::state).containsOnly(State.FAILED);
        assertThat(outcomes).extracting(Outcome::reason).containsOnly("its worker was lost 3 times");
        assertThat(outcomes.get(0).seconds()).isGreaterThan(0);
    }

    @Test
    void trialsThatWereTrainedTwiceAreCompared() {
        verify = 1;
        run("sgd", "nan");
        assertThat(orders).hasValue(4);
        assertThat(placements())
                .extracting(line -> String.valueOf(((Map<?, ?>) line.get("again")).get("equal")))
                .containsExactly("true", "true");
        assertThat(notices()).isEmpty();
    }

    @Test
    void aFailureIsNotTrainedTwice() {
        verify = 1;
        way = answer -> "{\"failed\":\"no\"}";
        run("sgd");
        assertThat(orders).hasValue(1);
    }

    @Test
    void otherBitsAreReported() {
        verify = 1;
        way = answer -> orders.get() == 2 ? answer.replace("\"hash0\"", "\"hash9\"") : answer;
        List<Outcome> outcomes = run("sgd");
        assertThat(notices()).singleElement().asString().contains("seed=0 has other bits");
        assertThat(hashes(outcomes)).containsExactly("hash0");
        assertThat(((Map<?, ?>) placements().get(0).get("again")).get("equal")).isEqualTo(false);
    }

    @Test
    void aStudyThatIsStoppedContinuesHere() throws InterruptedException {
        answers = false;
        Thread stopping = new Thread(() -> {
            while (orders.get() == 0) {
                Thread.onSpinWait();
            }
            control.stopNow();
        });
        stopping.start();
        assertThat(run("sgd", "sgd")).isEmpty();
        stopping.join();
        Path directory = temp.resolve("remote/study");
        StudyCall call = new StudyCall(
                new StudySource("some", "Some trials.", "a test", study(List.of("sgd", "sgd"))),
                StudyRequest.AS_IT_IS,
                directory,
                0,
                Optional.empty(),
                0);
        new StudyRun(driver.trainer, driver, driver).run(call, events::add, new StudyControl());
        assertThat(Standing.of(new StudyDirectory(directory)).state()).isEqualTo(StudyStatus.State.COMPLETE);
    }

    @Test
    void whoFinishesAStudyDoesNotWaitForTrialsThatNoWorkerHasBegun() throws InterruptedException {
        answers = false;
        Thread finishing = new Thread(() -> {
            while (waiting.size() < 2) {
                Thread.onSpinWait();
            }
            control.finish();
        });
        finishing.start();
        assertThat(run("sgd", "sgd")).isEmpty();
        finishing.join();
        assertThat(temp.resolve("remote/study/claims")).isEmptyDirectory();
    }

    @Test
    void whatIsNotAnOrderIsAnsweredWithASentence() {
        Station station = new Station(worker.trainer, worker, worker);
        assertThat(station.train("{\"id\":1}")).contains("an order that it does not understand");
    }

    @Test
    void aRunComesBackAsItWas() throws IOException {
        Path run = Files.createDirectories(temp.resolve("run/checkpoint")).getParent();
        Files.writeString(run.resolve("run.json"), "{}");
        Files.write(run.resolve("checkpoint/a.npy"), new byte[] {0, -1, 7});
        Path back = temp.resolve("trials/back");
        Files.createDirectories(back.getParent());
        new RunArchive(back).unpack(new RunArchive(run).packed());
        assertThat(back.resolve("run.json")).hasContent("{}");
        assertThat(Files.readAllBytes(back.resolve("checkpoint/a.npy"))).containsExactly(0, -1, 7);
        assertThat(back.resolveSibling("back.partial")).doesNotExist();
    }

    @Test
    void dataAreReadFromWhereTheWorkerHasTheirFiles() throws IOException {
        Path file = Files.writeString(temp.resolve("a.csv"), "x,y\n1,2\n");
        RunRequest request = RunRequest.builder()
                .train("csv(path=" + file + ", target=y)")
                .network("dense")
                .phase("backprop", 1)
                .build();
        assertThat(new Parcel().of(request)).containsOnlyKeys(file.toString());
        Trial there =
                new Places(Map.of(file.toString(), "/elsewhere/a.csv")).found(new Trial("", Map.of(), request, false));
        assertThat(there.request().data().train()).isEqualTo("csv(path=/elsewhere/a.csv, target=y)");
    }
}

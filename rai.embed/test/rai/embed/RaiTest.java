package rai.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RAI in this process, whose class path has another ND4J. */
@Timeout(300)
class RaiTest {
    private static final double[][] POINTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    private static final String[] LABELS = {"equal", "different", "different", "equal"};
    private static final Path CACHE = Path.of("cnf/cache/application/unpacked");

    @TempDir
    static Path temp;

    private static Rai rai;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Jars.exist(), "the build has not made the artifacts");
        System.setProperty(Cache.PROPERTY, CACHE.toString());
        rai = started();
    }

    private static Rai started() throws IOException {
        Thread.currentThread().setContextClassLoader(Jars.loader("rai-app", "rai-natives"));
        return Rai.start();
    }

    @AfterAll
    static void end() {
        Thread.currentThread().setContextClassLoader(RaiTest.class.getClassLoader());
        if (rai != null) {
            rai.close();
        }
    }

    private static Request xor() {
        return Request.on(rai.data(POINTS, LABELS))
                .network("dense(8) tanh dense")
                .optimizer("adam(rate=0.05)")
                .steps(500);
    }

    private static Request endless() {
        return Request.on("moons(n=100)").network("dense(8) sigmoid dense").steps(100_000_000);
    }

    @Test
    void theRowsOfAnArrayAreLearntAndTheirClassesPredicted() {
        Trained trained = rai.train(xor()).await();
        Prediction prediction = trained.predict(POINTS);
        assertThat(prediction.labels()).isEqualTo(LABELS);
        assertThat(trained.classes()).containsExactlyInAnyOrder("equal", "different");
        assertThat(prediction.probabilities()[0]).hasSize(2);
        assertThat(prediction.probabilities()[0][0] + prediction.probabilities()[0][1])
                .isCloseTo(1, within(1e-6));
        assertThat(prediction.values()).isEmpty();
        assertThat(trained.metric("train", "accuracy")).isEqualTo(1);
    }

    @Test
    void numbersAreLearntAsNumbers() {
        double[][] x =
                IntStream.range(0, 20).mapToObj(i -> new double[] {i / 10.0}).toArray(double[][]::new);
        double[][] y = IntStream.range(0, 20).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
        Trained line = rai.train(Request.on(rai.data(x, y))
                        .network("dense")
                        .optimizer("adam(rate=0.1)")
                        .steps(2000))
                .await();
        assertThat(line.predict(new double[] {0.55}).values()[0][0]).isCloseTo(5.5, within(0.1));
        assertThat(line.classes()).isEmpty();
    }

    @Test
    void aRunRecordsWhichNumbersItWasTrainedOn() throws IOException {
        Path directory = temp.resolve("recorded");
        rai.train(xor().keep(directory)).await();
        assertThat(Files.readString(directory.resolve("run.json"))).containsPattern("given\\(sha256=[0-9a-f]{64}\\)");
        assertThat(rai.open(directory).predict(POINTS).labels()).isEqualTo(LABELS);
    }

    @Test
    void theSameNumbersHaveTheSameNameAndOthersAnother() {
        assertThat(rai.data(POINTS, LABELS)).isEqualTo(rai.data(POINTS, LABELS));
        assertThat(rai.data(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 2}}, LABELS))
                .isNotEqualTo(rai.data(POINTS, LABELS));
    }

    @Test
    void aRunContinuesWithAnotherActivation() {
        List<Event> events = new CopyOnWriteArrayList<>();
        Running run = rai.train(endless(), events::add);
        List<Event> swapped = run.swap("activation", "tanh");
        run.stop();
        run.await();
        assertThat(swapped).extracting(Event::kind).containsOnly("swapped");
        assertThat(events).extracting(Event::kind).contains("swapped", "stopped");
    }

    @Test
    void aRunIsPausedAndContinued() {
        Running run = rai.train(endless());
        run.swap("optimizer", "sgd"); // when it has begun
        run.pause();
        run.proceed();
        assertThat(run.status()).containsKeys("state", "step", "objective");
        run.stop();
        assertThat(run.await().result()).containsEntry("stopped", "interrupted");
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        assertThatThrownBy(() -> rai.train(Request.on("moons").optimizer("adm")))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("did you mean 'adam'?");
        assertThatThrownBy(() -> rai.train(Request.of(Map.of("datum", Map.of()))))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("datum");
        assertThatThrownBy(() -> rai.data(POINTS, new String[] {"a"}))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("4 rows of features, but 1 targets");
        assertThatThrownBy(() -> rai.data(new double[][] {{1}, {1, 2}}, new String[] {"a", "b"}))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("row 2 of the features has 2 numbers, but the first has 1");
        assertThatThrownBy(() -> rai.open(temp.resolve("nothing")))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("nothing");
        Running run = rai.train(endless());
        assertThatThrownBy(() -> run.swap("colour", "red"))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("colour");
        run.stop();
    }

    @Test
    void rowsThatDoNotFitTheNetworkAreRefused() {
        Trained trained = rai.train(xor()).await();
        assertThatThrownBy(() -> trained.predict(new double[] {1, 2, 3}))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("3");
        assertThatThrownBy(() -> trained.predict(new double[] {1, Double.NaN}))
                .isInstanceOf(RaiException.class)
                .hasMessageEndingWith("the value is missing");
    }

    @Test
    void commandsPrintIntoTheirAnswer() {
        assertThat(rai.command("list", "activation")).contains("leaky-relu");
        assertThatThrownBy(() -> rai.command("lost"))
                .isInstanceOf(RaiException.class)
                .hasMessageContaining("there is no command 'lost'");
        assertThatThrownBy(() -> rai.install(temp.resolve("no.jar"))).isInstanceOf(RaiException.class);
    }

    @Test
    void severalThreadsTrainAtOnceWithTheSameBits() {
        List<Running> runs = new ArrayList<>();
        IntStream.range(0, 4).parallel().forEach(i -> {
            Running run = rai.train(xor());
            synchronized (runs) {
                runs.add(run);
            }
        });
        assertThat(runs.stream()
                        .map(run -> run.await().result().get("state_hash"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aClosedRaiIsOfNoUseAndAnotherStillIs() throws IOException {
        Rai other = started();
        Running run = other.train(endless());
        other.close();
        other.close();
        assertThatThrownBy(run::status).isInstanceOf(RaiException.class).hasMessageContaining("this Rai is closed");
        assertThat(rai.command("runs", "--json")).doesNotContain("\"training\"");
    }

    @Test
    void theLastOneThatIsClosedStopsThePlatformAndItStartsAgain() throws IOException {
        rai.close();
        for (int i = 0; i < 2; i++) {
            try (Rai again = started()) {
                assertThat(again.train(Request.on("moons(n=100)").steps(5))
                                .await()
                                .metric("train", "loss"))
                        .isFinite();
            }
        }
        rai = started();
    }
}

package rai.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Change;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** How long it takes until a training uses what is new. Measured, not judged. */
@ExtendWith(ServiceExtension.class)
class LatencySoak {
    private static final String JAR = "elliott.jar";
    private static final int DROPS = 20;
    private static final int SWAPS = 100;
    private static final long ENDLESS = 1_000_000_000;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @BeforeEach
    @AfterEach
    void clear() throws Exception {
        Extensions.clear();
    }

    @Test
    void fromAJarInTheFolderToTheStepThatUsesIt() throws Exception {
        Extensions.drop("elliott-1.0.0", JAR);
        Eventually.until("elliott is listed", () -> catalog.has(Kind.ACTIVATION, "elliott"));
        List<Double> millis = new ArrayList<>();
        Semaphore swapped = new Semaphore(0);
        try (Run run = trainer.prepare(Moons.request("elliott", ENDLESS))) {
            CompletableFuture<RunResult> training = CompletableFuture.supplyAsync(() -> run.train(event -> {
                if (event instanceof RunEvent.Swapped) {
                    swapped.release();
                }
            }));
            for (int i = 0; i < DROPS; i++) {
                Thread.sleep(37 * i % 300); // at any moment between two looks into the folder
                long began = System.nanoTime();
                Extensions.drop(i % 2 == 0 ? "elliott-1.0.1" : "elliott-1.0.0", JAR);
                if (!swapped.tryAcquire(15, TimeUnit.SECONDS)) {
                    throw new AssertionError("the jar was not installed");
                }
                millis.add((System.nanoTime() - began) / 1e6);
            }
            run.stop();
            training.get();
        }
        Figures.title("from a jar put into the folder to its use by the running training, %d times", DROPS);
        tell("dropped", millis);
    }

    @Test
    void fromAChangeByHandToTheStepThatUsesIt() throws Exception {
        Figures.title("swap by hand, in a network of 101 maps, 100 wide, trained by RAI with rprop, 2 threads");
        RunRequest request = RunRequest.builder()
                .train("moons(n=100, noise=0.1, seed=42)")
                .network("100x(dense(100) sigmoid) dense")
                .init("uniform-fan-in")
                .optimizer("rprop(step=0.1)")
                .phase("rai", ENDLESS)
                .seed(0)
                .threads(2)
                .build();
        List<Long> steps = new ArrayList<>();
        try (Run run = trainer.prepare(request)) {
            Semaphore warm = new Semaphore(0);
            CompletableFuture<RunResult> training = CompletableFuture.supplyAsync(() -> run.train(event -> {
                if (event instanceof RunEvent.Stepped) {
                    steps.add(System.nanoTime());
                    if (event.step() == 200) {
                        warm.release();
                    }
                }
            }));
            if (!warm.tryAcquire(2, TimeUnit.MINUTES)) {
                throw new AssertionError("200 steps take more than two minutes");
            }
            swaps(run, "activation", "tanh", "sigmoid");
            swaps(run, "optimizer", "adam", "rprop(step=0.1)");
            swaps(run, "method", "backprop", "rai");
            run.stop();
            training.get();
        }
        List<Double> between = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            between.add((steps.get(i) - steps.get(i - 1)) / 1e6);
        }
        tell("a step", between);
    }

    private static void swaps(Run run, String what, String one, String other) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            Thread.sleep(20);
            Optional<String> to = Optional.of(i % 2 == 0 ? one : other);
            Optional<String> not = Optional.empty();
            Change change =
                    switch (what) {
                        case "activation" -> new Change(to, not, not, not, not);
                        case "method" -> new Change(not, not, to, not, not);
                        default -> new Change(not, not, not, to, not);
                    };
            long began = System.nanoTime();
            run.swap(change);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        tell(what, millis);
    }

    private static void tell(String what, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Figures.row(
                "%-12s median %7.1f ms, least %7.1f, nine tenths within %7.1f, most %7.1f",
                what, sorted[sorted.length / 2], sorted[0], sorted[sorted.length * 9 / 10], sorted[sorted.length - 1]);
    }
}

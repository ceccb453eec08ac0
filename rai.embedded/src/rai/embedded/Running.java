package rai.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.Words;

/** What can be asked of a run in training. */
final class Running {
    private static final Set<String> PARTS =
            new TreeSet<>(List.of("activation", "loss", "method", "optimizer", "schedule"));

    private Running() {}

    static Object answer(String operation, Arguments with) throws InterruptedException {
        Job job = with.get("job", Job.class);
        switch (operation) {
            case "pause" -> job.pause();
            case "proceed" -> job.proceed();
            case "stop" -> job.stop();
            case "await" -> {
                return job.await(with.get("millis", Long.class));
            }
            case "status" -> {
                return status(job);
            }
            case "swap" -> {
                // a program that has just asked for a run can't know whether it has begun
                with.get("begun", CountDownLatch.class).await();
                return job.swap(change(with.get("part", String.class), with.get("to", String.class))).stream()
                        .map(RunEvent.Swapped::asMap)
                        .toList();
            }
            case "result" -> {
                return result(job);
            }
            default -> throw new IllegalArgumentException("there is no operation '" + operation + "'");
        }
        return null;
    }

    private static Map<String, Object> status(Job job) {
        Job.Status now = job.status();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", now.state().name());
        status.put("reason", now.reason());
        status.put("step", now.step());
        status.put("total_steps", now.totalSteps());
        status.put("objective", now.objective());
        return status;
    }

    private static Map<String, Object> result(Job job) {
        RunResult result = job.result()
                .orElseThrow(() -> new IllegalArgumentException(
                        job.stopped().isEmpty()
                                ? job.name() + " has not ended"
                                : job.status().reason()));
        Map<String, Object> document = new LinkedHashMap<>(result.asMap());
        document.put("spec", result.spec());
        job.directory().ifPresent(directory -> document.put("directory", directory));
        return document;
    }

    private static Change change(String part, String to) {
        if (!PARTS.contains(part)) {
            throw Words.unknown("part of a run that can be swapped", part, PARTS);
        }
        return new Change(
                only(part, "activation", to),
                only(part, "loss", to),
                only(part, "method", to),
                only(part, "optimizer", to),
                only(part, "schedule", to));
    }

    private static Optional<String> only(String part, String name, String to) {
        return part.equals(name) ? Optional.of(to) : Optional.empty();
    }
}

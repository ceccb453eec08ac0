package rai.shell.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import rai.api.run.Job;
import rai.api.run.Runs;
import rai.api.run.Runs.Kept;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.shell.console.Failure;

/** Finds the run that somebody names: a job of this process, a directory, or a name under {@code runs/}. */
public final class RunFinder {
    /** Where runs are kept, unless somebody wants another place. */
    public static final Path FOLDER = Path.of("runs");

    /**
     * A run, in at least one of two ways.
     *
     * @param job the job of this process that it is, or was
     * @param kept what its directory says
     */
    public record Found(Optional<Job> job, Optional<Kept> kept) {
        public String name() {
            return job.map(Job::name).orElseGet(() -> kept.orElseThrow().name());
        }

        /** @return where it is kept, if anywhere */
        public Optional<Path> directory() {
            return job.flatMap(Job::directory).or(() -> kept.map(Kept::directory));
        }

        /** @return the job, if it has not ended */
        public Optional<Job> present() {
            return job.filter(j -> j.status().state() != Job.State.ENDED);
        }
    }

    private final Runs runs;

    public RunFinder(Runs runs) {
        this.runs = runs;
    }

    /**
     * @param text the name of a job, a directory, the name of a directory under {@code runs/}, or the beginning of one name only
     * @return the run
     * @throws Failure if there is none, or more than one
     */
    public Found find(String text) {
        Optional<Found> whole = whole(text);
        if (whole.isPresent()) {
            return whole.get();
        }
        Map<String, Found> all = byName();
        List<String> names =
                all.keySet().stream().filter(name -> name.startsWith(text)).toList();
        if (names.size() == 1) {
            return all.get(names.get(0));
        }
        if (names.size() > 1) {
            throw new Failure(
                    "'" + text + "' is the beginning of several runs: " + String.join(", ", new TreeSet<>(names)));
        }
        throw unknown(text, all);
    }

    /**
     * @param text a name, or a directory
     * @return the run with this very name, or in this directory
     * @throws Failure if there is none
     */
    Found require(String text) {
        return whole(text).orElseThrow(() -> unknown(text, byName()));
    }

    private Map<String, Found> byName() {
        Map<String, Found> all = new LinkedHashMap<>();
        all(FOLDER).forEach(found -> all.put(found.name(), found));
        return all;
    }

    private static Failure unknown(String text, Map<String, Found> all) {
        if (all.isEmpty()) {
            return new Failure(
                    "there is no run '" + text + "': this process has no runs, and neither has the folder " + FOLDER);
        }
        return new Failure("there is no run '" + text + "'"
                + Words.nearest(text, all.keySet())
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse(":")
                + " the command runs lists all");
    }

    private Optional<Found> whole(String text) {
        for (Job job : runs.jobs()) {
            if (job.name().equals(text)) {
                return Optional.of(of(job));
            }
        }
        try {
            Path path = Path.of(text);
            // a name means what is under runs/, and a directory of this name only then
            return (path.getNameCount() > 1 || path.isAbsolute() ? Optional.<Found>empty() : at(FOLDER.resolve(path)))
                    .or(() -> at(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<Found> at(Path directory) {
        for (Job job : runs.jobs()) {
            if (isIn(job, directory)) {
                return Optional.of(of(job));
            }
        }
        return read(directory).map(kept -> new Found(Optional.empty(), Optional.of(kept)));
    }

    private Optional<Kept> read(Path directory) {
        try {
            return Optional.of(runs.open(directory).status());
        } catch (SpecException e) {
            return Optional.empty(); // there is none, or not yet
        }
    }

    /**
     * All runs: those kept in a folder, by the time of their beginning, then the jobs of this process, in the order in which
     * they were started.
     */
    public List<Found> all(Path folder) {
        List<Job> jobs = runs.jobs();
        List<Found> all = new ArrayList<>();
        for (Kept kept : runs.kept(folder)) {
            if (jobs.stream().noneMatch(job -> isIn(job, kept.directory()))) {
                all.add(new Found(Optional.empty(), Optional.of(kept)));
            }
        }
        jobs.forEach(job -> all.add(of(job)));
        return all;
    }

    /** A job that has just begun may have no directory yet. */
    private Found of(Job job) {
        return new Found(Optional.of(job), job.directory().flatMap(this::read));
    }

    private static boolean isIn(Job job, Path directory) {
        return job.directory().map(RunFinder::plain).equals(Optional.of(plain(directory)));
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }
}

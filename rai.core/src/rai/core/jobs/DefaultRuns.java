package rai.core.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import rai.api.run.Job;
import rai.api.run.Run;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.core.store.KeptRuns;

/** The jobs of this process. When the framework is told to stop, they end before the bundles go that they need. */
@Component(service = Runs.class)
public final class DefaultRuns implements Runs {
    /** How long the end of the process waits for steps to end. */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final long FOR_EVER_MILLIS = TimeUnit.DAYS.toMillis(36_500);

    private final BundleContext context;
    private final SynchronousBundleListener ending = this::frameworkChanged;
    private final List<DefaultJob> jobs = new ArrayList<>();
    private boolean closed;

    /** @param context the bundle's context */
    @Activate
    public DefaultRuns(BundleContext context) {
        this.context = context;
        context.addBundleListener(ending);
    }

    private void frameworkChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            end();
        }
    }

    /** Ends all jobs, for good. */
    @Deactivate
    public void close() {
        context.removeBundleListener(ending);
        end();
    }

    private void end() {
        synchronized (this) {
            closed = true;
        }
        stop(PATIENCE_MILLIS);
    }

    @Override
    public synchronized Job start(Run run) {
        try {
            if (closed) {
                throw new SpecException("the run " + run.name() + " was not started: the program is shutting down");
            }
            // a run that goes on takes the place of the job that it was
            Optional<Path> place = run.directory().map(DefaultRuns::plain);
            List<DefaultJob> left = jobs.stream()
                    .filter(job -> !(job.hasEnded() && place.isPresent() && isIn(job, place.get())))
                    .toList();
            DefaultJob job = new DefaultJob(unlike(run.name(), left), run);
            job.start();
            jobs.retainAll(left);
            jobs.add(job);
            return job;
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    private static String unlike(String wanted, List<DefaultJob> others) {
        Set<String> taken = others.stream().map(Job::name).collect(Collectors.toSet());
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static boolean isIn(Job job, Path directory) {
        return job.directory().map(DefaultRuns::plain).equals(Optional.of(plain(directory)));
    }

    @Override
    public synchronized List<Job> jobs() {
        return List.copyOf(jobs);
    }

    @Override
    public Job job(String name) {
        List<Job> all = jobs();
        List<Job> exact = all.stream().filter(job -> job.name().equals(name)).toList();
        List<Job> found = exact.isEmpty()
                ? all.stream().filter(job -> job.name().startsWith(name)).toList()
                : exact;
        if (found.isEmpty()) {
            throw Words.unknown("run", name, all.stream().map(Job::name).toList());
        }
        if (found.size() > 1) {
            throw new SpecException("'" + name + "' is the beginning of several runs: "
                    + found.stream().map(Job::name).sorted().collect(Collectors.joining(", ")));
        }
        return found.get(0);
    }

    @Override
    public void stopAll() {
        stop(FOR_EVER_MILLIS);
    }

    private void stop(long patienceMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        List<Job> all = jobs();
        all.forEach(Job::stop);
        try {
            for (Job job : all) {
                job.await(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Kept> kept(Path folder) {
        return KeptRuns.in(folder);
    }

    @Override
    public Kept read(Path directory) {
        return KeptRuns.read(directory);
    }

    @Override
    public synchronized void delete(Path directory) {
        KeptRuns.delete(directory);
        jobs.removeIf(job -> job.hasEnded() && isIn(job, directory));
    }
}

package rai.core.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.core.store.MovedData;
import rai.core.store.RunFolder;
import rai.core.store.StoredReader;

/** The runs of this process and those that are kept. When the framework is stopped, jobs end before the bundles that they need. */
@Component(service = {Runs.class, RunExecutor.class})
public final class DefaultRuns implements Runs, RunExecutor {
    /** How long the end of the process waits for steps to end. */
    private static final long PATIENCE_MILLIS = 60_000;

    private final BundleContext context;
    private final LocalExecutor executor;
    private final SynchronousBundleListener ending = this::frameworkChanged;

    /**
     * @param context the bundle's context
     * @param preparer prepares runs
     */
    @Activate
    public DefaultRuns(BundleContext context, @Reference Preparer preparer) {
        this(context, new LocalExecutor(preparer, Limits.of(System.getenv())));
    }

    DefaultRuns(BundleContext context, LocalExecutor executor) {
        this.context = context;
        this.executor = executor;
        context.addBundleListener(ending);
    }

    private void frameworkChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            executor.close(PATIENCE_MILLIS);
        }
    }

    /** Ends all jobs, for good. */
    @Override
    @Deactivate
    public void close() {
        context.removeBundleListener(ending);
        executor.close(PATIENCE_MILLIS);
    }

    @Override
    public Job submit(RunRequest request, Consumer<RunEvent> listener) {
        return executor.submit(request, listener);
    }

    @Override
    public Job resume(Path directory, Consumer<String> notice) {
        return executor.resume(directory, notice);
    }

    @Override
    public Job extend(Path directory, Extension to, Consumer<String> notice) {
        return executor.extend(directory, to, notice);
    }

    @Override
    public int threads() {
        return executor.threads();
    }

    @Override
    public double bytes() {
        return executor.bytes();
    }

    @Override
    public boolean isClosed() {
        return executor.isClosed();
    }

    @Override
    public List<Job> jobs() {
        return executor.jobs();
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
        executor.stopAll(LocalExecutor.forEver());
    }

    @Override
    public List<Kept> kept(Path folder) {
        return RunFolder.list(folder);
    }

    @Override
    public RunReader open(Path directory) {
        return StoredReader.open(directory);
    }

    @Override
    public void delete(Path directory) {
        RunFolder.delete(directory);
        executor.forget(directory);
    }

    @Override
    public void forget(Job job) {
        executor.forget(job);
    }

    @Override
    public Hold hold(Path directory) {
        return RunFolder.hold(directory);
    }

    @Override
    public void moveData(Path directory, Map<String, String> places) {
        try (Hold hold = hold(directory)) {
            MovedData.in(directory, places);
        }
    }
}

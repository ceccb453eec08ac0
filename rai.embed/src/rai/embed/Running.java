package rai.embed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run in training. */
public final class Running {
    private static final long LONG_MILLIS = 1000;

    private final Session session;
    private final Map<String, Object> handle;
    private final Object job;
    private final String name;

    /** @param handle what the platform calls it */
    Running(Session session, Map<String, Object> handle) {
        this.session = session;
        this.handle = handle;
        job = handle.get("job");
        name = String.valueOf(handle.get("name"));
    }

    /** @return its name */
    public String name() {
        return name;
    }

    /** @return {@code state}, {@code reason}, {@code step}, {@code total_steps} and {@code objective} as they are now */
    public Map<String, Object> status() {
        return session.ask("status", Map.of("job", job));
    }

    /**
     * Changes what it trains with, between two steps, and keeps what it has learnt. It waits for the beginning of a run that has not
     * begun.
     *
     * @param part {@code activation}, {@code loss}, {@code method}, {@code optimizer} or {@code schedule}
     * @param to the spec of the new service; for an activation {@code old=new} changes only one of several
     * @return what has changed, and what became of the state: an event for each change
     * @throws RaiException if it can't be changed; the run continues unchanged
     */
    public List<Event> swap(String part, String to) {
        List<Map<String, Object>> swapped =
                session.ask("swap", Map.of("job", job, "begun", handle.get("begun"), "part", part, "to", to));
        return swapped.stream().map(Event::of).toList();
    }

    /** Pauses it after its current step. */
    public void pause() {
        session.ask("pause", Map.of("job", job));
    }

    /** Continues it after {@link #pause}. */
    public void proceed() {
        session.ask("proceed", Map.of("job", job));
    }

    /** Ends it after its current step, evaluated and saved. */
    public void stop() {
        session.ask("stop", Map.of("job", job));
    }

    /**
     * Waits for its end.
     *
     * @return the trained network
     * @throws RaiException if it has failed, which includes NaN, or if this thread is interrupted meanwhile
     */
    public Trained await() {
        while (!session.<Boolean>ask("await", Map.of("job", job, "millis", LONG_MILLIS))) {
            // not yet
        }
        Map<String, Object> result = session.ask("result", Map.of("job", job));
        Object stopped = result.get("stopped");
        if (List.of("NAN", "FAILED").contains(String.valueOf(stopped).toUpperCase(java.util.Locale.ROOT))) {
            throw new RaiException(name + " has failed: " + result.get("reason"));
        }
        return new Trained(session, (Path) result.get("directory"), result);
    }

    void end() {
        try {
            stop();
            while (!session.<Boolean>ask("await", Map.of("job", job, "millis", LONG_MILLIS))) {
                // it ends after its current step
            }
        } catch (RaiException e) {
            // it has ended, or this thread may not wait
        }
    }
}

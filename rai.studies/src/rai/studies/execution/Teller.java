package rai.studies.execution;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.study.StudyEvent;

/** Reports what happens, one event at a time; who listens must not harm. */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final Consumer<StudyEvent> listener;
    private boolean failed;

    Teller(Consumer<StudyEvent> listener) {
        this.listener = listener;
    }

    synchronized void tell(StudyEvent event) {
        if (failed) {
            return;
        }
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            failed = true;
            LOG.warn("who listened to the study failed, and is no longer notified", e);
        }
    }
}

package rai.core.service;

import rai.api.catalog.Kind;
import rai.api.engine.Engine;
import rai.api.engine.Portable;
import rai.api.run.RefusalException;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** The forms of services that the engine of a run needs. */
final class Forms {
    private boolean portable;

    /** Whether the engine makes the same bits on every processor. */
    boolean portable() {
        return portable;
    }

    /** Takes note of the engine, which is the first service that a run uses. */
    void note(Object service) {
        if (service instanceof Engine engine) {
            portable = engine.products() != null;
        }
    }

    /**
     * @return the service itself, or its portable form
     * @throws RefusalException if it has none, and the engine needs it
     */
    Object of(Class<?> kind, Spec spec, Object service) {
        if (!portable || service instanceof Engine) {
            return service;
        }
        try {
            return Portable.of(service, Kind.of(kind).word() + " " + spec.name());
        } catch (SpecException e) {
            throw new RefusalException(
                    "with a portable engine, " + e.getMessage(),
                    "choose another, or leave out --portable (or --engine portable)",
                    "choose another, or another execution.engine");
        }
    }
}

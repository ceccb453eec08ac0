package rai.api.spec;

import org.osgi.annotation.versioning.ConsumerType;

/** A service with conditions on its settings beyond type and range, for example that they fit together. */
@ConsumerType
public interface Checked {
    /**
     * Checks the settings after they are set and before the service is used.
     *
     * @throws SpecException if they are wrong
     */
    void check();
}

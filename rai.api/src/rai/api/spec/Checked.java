package rai.api.spec;

import org.osgi.annotation.versioning.ConsumerType;

/** A service whose settings must fit each other, or must be more than of the right type and range. */
@ConsumerType
public interface Checked {
    /**
     * Looks at the settings, once they are set and before the service is used.
     *
     * @throws SpecException if they won't do
     */
    void check();
}

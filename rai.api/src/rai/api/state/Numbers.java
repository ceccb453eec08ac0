package rai.api.state;

import org.osgi.annotation.versioning.ProviderType;

/** Single numbers of a run's state, by name: counters, the best value so far. They are 0 until they are set. */
@ProviderType
public interface Numbers {
    /**
     * @param name one of those that the service has declared
     * @return the number
     */
    double get(String name);

    /**
     * @param name one of those that the service has declared
     * @param value the number from now on
     */
    void set(String name, double value);
}

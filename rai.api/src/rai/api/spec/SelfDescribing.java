package rai.api.spec;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that describes itself, because many services are instances of one class; others are described by {@link About}. */
@ConsumerType
public interface SelfDescribing {
    /** @return one sentence: what it is, and what it is good for */
    String about();

    /** @return the formula in plain text, or an empty text */
    String formula();

    /** @return where it comes from, or an empty text */
    String source();
}

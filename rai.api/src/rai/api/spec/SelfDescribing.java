package rai.api.spec;

/** A service that says by itself what {@link About} tells of others: where many services are made of one class. */
public interface SelfDescribing {
    /** @return one sentence: what it is, and what it is good for */
    String about();

    /** @return the formula in plain text, or an empty text */
    String formula();

    /** @return where it comes from, or an empty text */
    String source();
}

package rai.studies.execution;

import java.util.function.Consumer;

/**
 * Workers in other processes, as whoever has started this process offers them. Nothing but text crosses the border: an order out, an
 * answer back.
 */
public interface Elsewhere {
    /**
     * @return a JSON document: {@code slots} is how many trials train at once, {@code threads} how many threads each has,
     *     {@code standing} says for people how many workers there are, {@code closed} whether they are gone for good
     */
    String standing();

    /**
     * Has a trial trained.
     *
     * @param order a JSON document that a {@link Station} understands
     * @param answer receives that station's answer, from any thread; it must return quickly
     */
    void train(String order, Consumer<String> answer);

    /** Takes back the orders that no worker has begun: each is answered with {@link Answer#WITHDRAWN}. */
    void withdraw();
}

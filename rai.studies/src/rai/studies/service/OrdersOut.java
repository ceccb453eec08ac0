package rai.studies.service;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import rai.studies.execution.Elsewhere;

/** Workers elsewhere behind a type of Java itself: an empty order is answered at once, with how they stand. */
final class OrdersOut implements Elsewhere {
    private final BiConsumer<String, Consumer<String>> workers;

    OrdersOut(BiConsumer<String, Consumer<String>> workers) {
        this.workers = workers;
    }

    @Override
    public String standing() {
        AtomicReference<String> standing = new AtomicReference<>("{}");
        workers.accept("", standing::set);
        return standing.get();
    }

    @Override
    public void withdraw() {
        workers.accept("{\"withdraw\":true}", answer -> {});
    }

    @Override
    public void train(String order, Consumer<String> answer) {
        workers.accept(order, answer);
    }
}

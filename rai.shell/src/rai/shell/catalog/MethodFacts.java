package rai.shell.catalog;

import java.util.List;
import java.util.Set;
import rai.api.method.TrainingMethod.Batching;

/** What is known of a training method, as words and as a document. */
final class MethodFacts {
    private MethodFacts() {}

    /** Which batches it trains with, as words in a sentence. */
    static String batches(Set<Batching> supported) {
        if (supported.equals(Set.of(Batching.FULL_BATCH))) {
            return "the full batch only";
        }
        return supported.equals(Set.of(Batching.MINI_BATCH)) ? "mini-batches only" : "the full batch or mini-batches";
    }

    static List<String> document(Set<Batching> supported) {
        return supported.stream()
                .sorted()
                .map(batching -> batching == Batching.FULL_BATCH ? "full-batch" : "mini-batch")
                .toList();
    }
}

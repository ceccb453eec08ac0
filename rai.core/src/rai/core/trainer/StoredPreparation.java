package rai.core.trainer;

import rai.core.data.Preparation;
import rai.core.store.StoredNetwork;

/** How the tables of a run become examples, from its directory. */
final class StoredPreparation {
    private StoredPreparation() {}

    static Preparation of(StoredNetwork stored) {
        return stored.preparation()
                .map(learnt -> Preparation.of(learnt, stored.task(), stored.classes()))
                .orElseGet(() -> Preparation.ofNumbers(stored.features(), stored.task(), stored.classes()));
    }
}

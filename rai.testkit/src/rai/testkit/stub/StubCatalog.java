package rai.testkit.stub;

import java.util.List;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Spec;

/** A catalog that never changes, and lists nothing; {@code find} is left to the test. */
public interface StubCatalog extends Catalog {
    @Override
    default List<Entry> list(Kind kind) {
        return List.of();
    }

    @Override
    default <T> Found<T> find(Class<T> kind, Spec spec, Provider provider) {
        throw new AssertionError("not expected: find " + spec + " of " + provider);
    }

    @Override
    default void quarantine(Class<?> kind, Spec spec, Provider provider, String reason) {
        throw new AssertionError("not expected: quarantine " + spec);
    }

    @Override
    default List<Quarantined> quarantined() {
        return List.of();
    }

    @Override
    default long changes() {
        return 0;
    }
}

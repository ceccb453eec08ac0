package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rai.api.catalog.Catalog.Provider;

class ProvenanceTest {
    private static Map<String, Provider> uses(String version, String sha256) {
        return Map.of("activation bow", new Provider("a.bundle", version, sha256));
    }

    private static Map<String, Object> document(Object provider) {
        return Map.of("provenance", Map.of("services", Map.of("activation bow", provider)));
    }

    @Test
    void anotherBuildOfTheSameVersionIsRecognisedByItsHash() {
        assertThat(Provenance.differences(uses("1.0.0", "aa"), uses("1.0.0", "bb")))
                .containsExactly(
                        "activation bow was that of a.bundle 1.0.0, and is that of another build of the same version"
                                + " now");
    }

    @Test
    void ifAHashIsNotKnownTheVersionDecides() {
        assertThat(Provenance.differences(uses("1.0.0", ""), uses("1.0.0", "bb")))
                .isEmpty();
        assertThat(Provenance.differences(uses("1.0.0", ""), uses("1.0.1", "bb")))
                .containsExactly("activation bow was provided by a.bundle 1.0.0 and is now provided by a.bundle 1.0.1");
    }

    @Test
    void aServiceThatIsSetDifferentlyIsAnotherOne() {
        assertThat(Provenance.onlyIn("the first", document("a.bundle 1.0.0"), Map.of()))
                .containsExactly("only the first used activation bow of a.bundle 1.0.0");
        assertThat(Provenance.onlyIn("the first", document("a.bundle 1.0.0"), document("a.bundle 1.0.1")))
                .isEmpty();
    }

    /** The order of settings is that of a version, and so is which settings there are. */
    @Test
    void aServiceIsTheSameWhenAVersionHasMoreSettingsInAnotherOrder() {
        Map<String, Provider> then =
                Map.of("optimizer adam(rate=0.1, beta1=0.9)", new Provider("a.bundle", "1.0.0", "aa"));
        Map<String, Provider> now =
                Map.of("optimizer adam(rate=0.1, weight-decay=0, beta1=0.9)", new Provider("a.bundle", "1.0.0", "bb"));
        assertThat(Provenance.differences(then, now))
                .hasSize(1)
                .first()
                .asString()
                .contains("another build");
        assertThat(Provenance.onlyIn("the first", services(then), services(now)))
                .isEmpty();
        assertThat(Provenance.onlyIn("the second", services(now), services(then)))
                .isEmpty();
    }

    private static Map<String, Object> services(Map<String, Provider> providers) {
        Map<String, Object> services = new TreeMap<>();
        providers.forEach((service, provider) -> services.put(service, provider.asMap()));
        return Map.of("provenance", Map.of("services", services));
    }

    @Test
    void documentsOfEarlierVersionsAreRead() {
        assertThat(Provenance.services(document("a.bundle 1.0.0"))).isEqualTo(uses("1.0.0", ""));
        assertThat(Provenance.services(document(Map.of("bundle", "a.bundle", "version", "1.0.0", "sha256", "aa"))))
                .isEqualTo(uses("1.0.0", "aa"));
    }
}

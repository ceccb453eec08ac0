package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameSpecsTest {
    @Test
    void theOrderOfSettingsDoesNotMatter() {
        assertThat(SameSpecs.same("adam(rate=0.1, beta1=0.9)", "adam(beta1=0.9, rate=0.1)"))
                .isTrue();
    }

    @Test
    void anotherValueIsAnotherSpec() {
        assertThat(SameSpecs.same("adam(rate=0.1, beta1=0.9)", "adam(beta1=0.8, rate=0.1)"))
                .isFalse();
        assertThat(SameSpecs.same("adam(rate=0.1)", "adam(rate=0.1, beta1=0.9)"))
                .isFalse();
    }

    @Test
    void aRunContinuesIfAServiceHasMoreSettingsNow() {
        assertThat(SameSpecs.continues("adam(rate=0.1)", "adam(rate=0.1, beta1=0.9)"))
                .isTrue();
        assertThat(SameSpecs.continues("adam(rate=0.1)", "adam(rate=0.2, beta1=0.9)"))
                .isFalse();
        assertThat(SameSpecs.continues("adam(rate=0.1, beta1=0.9)", "adam(rate=0.1)"))
                .isFalse();
    }

    @Test
    void aServiceIsTheSameIfItsSettingsAreInAnotherOrderOrNew() {
        String then = "optimizer adam(rate=0.1, beta1=0.9)";
        assertThat(SameSpecs.service(then, "optimizer adam(rate=0.1, weight-decay=0, beta1=0.9)"))
                .isTrue();
        assertThat(SameSpecs.service(then, "optimizer adam(rate=0.2, weight-decay=0, beta1=0.9)"))
                .isFalse();
        assertThat(SameSpecs.service(then, "schedule adam(rate=0.1, beta1=0.9)"))
                .isFalse();
    }

    @Test
    void specsAreComparedInsideListsAndMaps() {
        assertThat(SameSpecs.same(
                        List.of(Map.of("optimizer", "sgd(rate=1, momentum=0)")),
                        List.of(Map.of("optimizer", "sgd(momentum=0, rate=1)"))))
                .isTrue();
        assertThat(SameSpecs.same(List.of("a", "b"), List.of("b", "a"))).isFalse();
    }

    @Test
    void theLayersOfANetworkAreInOrder() {
        assertThat(SameSpecs.same("dense(2) relu dense", "dense(2) dense relu")).isFalse();
    }
}

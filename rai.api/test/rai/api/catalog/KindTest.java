package rai.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KindTest {
    @Test
    void theBeginningOfOneKindIsEnough() {
        assertThat(Kind.of("init")).isEqualTo(Kind.INITIALIZER);
        assertThat(Kind.of("losses")).isEqualTo(Kind.LOSS);
    }

    @Test
    void theBeginningOfSeveralKindsNamesThem() {
        assertThatThrownBy(() -> Kind.of("me")).hasMessage("'me' is the beginning of several kinds: metric, method");
    }
}

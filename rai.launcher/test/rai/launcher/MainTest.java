package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        assertThat(Main.message(new IllegalStateException(" no such\n   thing ")))
                .isEqualTo("no such thing");
    }

    @Test
    void anExceptionWithoutMessageIsNamedByItsType() {
        assertThat(Main.message(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}

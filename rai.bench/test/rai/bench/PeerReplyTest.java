package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeerReplyTest {
    @Test
    void aPeerReportsWhatItIs() {
        assertThat(PeerReply.parse("rai-peer ready torch 1.13 kernel mkl threads 2\n"))
                .hasValueSatisfying(reply -> assertThat(reply.ready()).isEqualTo("torch 1.13 kernel mkl threads 2"));
    }

    @Test
    void aPeerReportsTheTimeOfEachStep() {
        assertThat(PeerReply.parse("rai-peer ms 1.5 20.25"))
                .hasValueSatisfying(reply -> assertThat(reply.ms()).containsExactly(1.5, 20.25));
    }

    @Test
    void outputOfLibrariesIsIgnored() {
        assertThat(PeerReply.parse("UserWarning: rai-peer ms 3")).isEmpty();
    }

    @Test
    void aTimeThatIsNotANumberIsAnError() {
        assertThatThrownBy(() -> PeerReply.parse("rai-peer ms 1.5 soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a peer wrote no times: rai-peer ms 1.5 soon");
    }

    @Test
    void aTimeThatIsNotPositiveIsAnError() {
        assertThatThrownBy(() -> PeerReply.parse("rai-peer ms 0")).hasMessage("a peer wrote no times: rai-peer ms 0");
    }

    @Test
    void noTimesAtAllAreAnError() {
        assertThatThrownBy(() -> PeerReply.parse("rai-peer ms")).isInstanceOf(IllegalArgumentException.class);
    }
}

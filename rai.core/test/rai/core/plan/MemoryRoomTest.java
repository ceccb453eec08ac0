package rai.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class MemoryRoomTest {
    private static final double GIGABYTE = 1e9;

    /** A study trains thousands of small networks on large data. */
    @Test
    void largeDataMakeRoomEvenIfTheNetworkIsSmall() {
        WeakReference<Object> left = new WeakReference<>(new Object());
        new MemoryCheck(1).makeRoom(GIGABYTE);
        assertThat(left.get()).isNull();
    }
}

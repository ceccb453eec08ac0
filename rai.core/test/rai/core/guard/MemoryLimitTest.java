package rai.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {
    private static final long MACHINE = 64_000_000_000L;

    @TempDir
    Path temp;

    private long bytes(String groups) throws IOException {
        Path file = Files.writeString(temp.resolve("groups"), groups);
        return MemoryLimit.bytes(MACHINE, file, temp.resolve("mount"));
    }

    private void limit(String file, String text) throws IOException {
        Path path = temp.resolve("mount").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    @Test
    void aFrameworkThatHidesThePackageOfTheMachinesFiguresChangesNothing() {
        assertThat(MemoryLimit.ofMachineByName())
                .isEqualTo(((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize());
    }

    @Test
    void withoutGroupsItIsThatOfTheMachine() throws IOException {
        assertThat(MemoryLimit.bytes(MACHINE, temp.resolve("none"), temp)).isEqualTo(MACHINE);
        assertThat(bytes("0::/user.slice\n")).isEqualTo(MACHINE);
    }

    @Test
    void theLimitOfTheGroupOfTheProcessCounts() throws IOException {
        limit("user.slice/job/memory.max", "2000000000");
        assertThat(bytes("0::/user.slice/job\n")).isEqualTo(2_000_000_000L);
    }

    @Test
    void aLimitOfAGroupAboveItCountsToo() throws IOException {
        limit("pod/memory.max", "1000000000");
        limit("pod/container/memory.max", "max");
        assertThat(bytes("0::/pod/container\n")).isEqualTo(1_000_000_000L);
    }

    @Test
    void aContainerThatSeesItsOwnGroupAtTheRootIsLimited() throws IOException {
        limit("memory.max", "500000000");
        assertThat(bytes("0::/../outside\n")).isEqualTo(500_000_000L);
    }

    @Test
    void groupsOfTheFirstVersionCountAsWell() throws IOException {
        limit("memory/docker/a/memory.limit_in_bytes", "3000000000");
        limit("memory/memory.limit_in_bytes", "9223372036854771712");
        assertThat(bytes("5:cpu,cpuacct:/docker/a\n4:memory:/docker/a\n")).isEqualTo(3_000_000_000L);
    }

    @Test
    void theLimitOfThisProcessIsPositive() {
        assertThat(MemoryLimit.bytes()).isPositive();
    }
}

package rai.core.guard;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much memory this process may take: that of the machine, or less if a control group of Linux limits it, as in a container.
 * Java looks at the group of the process alone; a limit that was set on a group above it, as on the pod of a container or on
 * a slice of systemd, counts here too. Java's heap is part of it: by default its largest size is a quarter of the limit.
 */
public final class MemoryLimit {
    private static final Path GROUPS = Path.of("/proc/self/cgroup");
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    private MemoryLimit() {}

    /** @return bytes */
    public static long bytes() {
        return bytes(ofMachine(), GROUPS, MOUNT);
    }

    private static long ofMachine() {
        try {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getTotalMemorySize();
        } catch (LinkageError e) { // this framework does not show the package to bundles
            return ofMachineByName();
        }
    }

    /** The same figure without a type of this package: slower, because all beans of Java are made. */
    static long ofMachineByName() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "TotalMemorySize");
        } catch (JMException e) {
            throw new IllegalStateException("this Java does not say how much memory the machine has", e);
        }
    }

    /**
     * @param most bytes if there is no limit
     * @param groups the file that lists the groups of a process, a line {@code number:controllers:path} for each hierarchy
     * @param mount where the groups are mounted
     */
    static long bytes(long most, Path groups, Path mount) {
        long least = most;
        for (String line : lines(groups)) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[0].equals("0") && parts[1].isEmpty()) {
                least = Math.min(least, ofGroups(mount, parts[2], "memory.max"));
            } else if (List.of(parts[1].split(",")).contains("memory")) {
                least = Math.min(least, ofGroups(mount.resolve("memory"), parts[2], "memory.limit_in_bytes"));
            }
        }
        return least;
    }

    /** The least limit of a group and all above it. A container may see its own group only, at the root. */
    private static long ofGroups(Path root, String path, String file) {
        long least = limit(root.resolve(file));
        try {
            Path group = root.resolve(path.replaceFirst("^/+", "")).normalize();
            while (group.startsWith(root) && !group.equals(root)) {
                least = Math.min(least, limit(group.resolve(file)));
                group = group.getParent();
            }
        } catch (InvalidPathException e) {
            return least; // the limit at the root is what there is
        }
        return least;
    }

    private static long limit(Path file) {
        String text = String.join("", lines(file)).strip();
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE; // "max", or a huge number
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}

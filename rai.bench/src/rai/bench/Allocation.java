package rai.bench;

import java.lang.management.ManagementFactory;

/** What all threads allocate on the heap between two moments. */
final class Allocation {
    private final Reader reader = reader();
    private long[] ids = {};
    private long[] before = {};

    private interface Reader {
        long[] bytes(long[] ids);
    }

    /** This Java may lack the extension, or have it switched off. */
    private static Reader reader() {
        try {
            if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                    && bean.isThreadAllocatedMemorySupported()
                    && bean.isThreadAllocatedMemoryEnabled()) {
                return bean::getThreadAllocatedBytes;
            }
        } catch (LinkageError e) {
            return null;
        }
        return null;
    }

    /** From now on. Threads that begin later are not seen: let those that work have begun. */
    void start() {
        if (reader != null) {
            ids = ManagementFactory.getThreadMXBean().getAllThreadIds();
            before = reader.bytes(ids);
        }
    }

    /** @return bytes since {@link #start()}, by threads that live still; NaN if this Java does not say */
    double stop() {
        if (reader == null) {
            return Double.NaN;
        }
        long[] after = reader.bytes(ids);
        long sum = 0;
        for (int i = 0; i < ids.length; i++) {
            if (before[i] >= 0 && after[i] >= 0) {
                sum += after[i] - before[i];
            }
        }
        return sum;
    }
}

package rai.core.store;

import java.io.IOException;
import java.util.Locale;

/** There is less room on a disk than is needed. */
final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException(long needed, long left) {
        super(text(needed) + " are needed, " + text(left) + " are left");
    }

    private static String text(long bytes) {
        return bytes >= 1 << 20
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
                : String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
}

package rai.core.state;

import java.util.List;

/**
 * Numbers of the trained vector that are copied when a run changes to another setup.
 *
 * @param from where they were
 * @param to where they are now
 * @param length how many
 */
record CopiedRange(long from, long to, long length) {
    /** @return whether all of a vector is kept where it was */
    static boolean isAll(List<CopiedRange> kept, long length) {
        return kept.size() == 1 && kept.get(0).equals(new CopiedRange(0, 0, length));
    }
}

package rai.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line that a peer's script writes. Those that count begin with {@value #MARK}; libraries may write what they like between them.
 *
 * <pre>
 * rai-peer ready TEXT        it can begin; TEXT has version, kernel, threads. Again after each turn, with its memory
 * rai-peer ms T T T ...      the milliseconds of each step asked for
 * </pre>
 *
 * @param ready what it says about itself, or null
 * @param ms the times, or null
 */
record PeerReply(String ready, List<Double> ms) {
    private static final String MARK = "rai-peer ";
    private static final String READY = MARK + "ready";
    private static final String MS = MARK + "ms";

    /**
     * Reads a line.
     *
     * @param line the line
     * @return the reply; empty if the line is none
     * @throws IllegalArgumentException if it is a malformed one
     */
    static Optional<PeerReply> parse(String line) {
        String text = line.strip();
        if (text.equals(READY) || text.startsWith(READY + " ")) {
            return Optional.of(new PeerReply(text.substring(READY.length()).strip(), null));
        }
        if (text.equals(MS) || text.startsWith(MS + " ")) {
            try {
                List<Double> ms = Arrays.stream(
                                text.substring(MS.length()).strip().split("\\s+"))
                        .map(Double::valueOf)
                        .toList();
                if (ms.stream().allMatch(t -> t > 0 && t < Double.POSITIVE_INFINITY)) {
                    return Optional.of(new PeerReply(null, ms));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a peer wrote no times: " + text, e);
            }
        }
        if (text.startsWith(MARK)) {
            throw new IllegalArgumentException("a peer wrote no times: " + text);
        }
        return Optional.empty();
    }
}

package rai.core.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rai.api.spec.SpecException;

/**
 * Decides which run may start. A run needs two things: first threads, then memory, of which it knows how much only when it has
 * been planned. Both are given in the order of submission, except that a run may pass others that wait for more than there
 * is. No run is passed more than {@value #MOST_PASSES} times: after that, no later run is given what it waits for. So
 * neither small nor large runs starve.
 *
 * <p>Nothing can lock: who waits for memory has its threads already, and who has memory waits for nothing but its own end.
 */
final class Admission {
    static final int MOST_PASSES = 8;

    private enum Stage {
        THREADS,
        PLANNING,
        MEMORY,
        TRAINING
    }

    /** A run that waits or trains. */
    final class Place {
        private final int threads;
        private final Runnable turn;
        private double bytes;
        private Stage stage = Stage.THREADS;
        private int passed;

        private Place(int threads, Runnable turn) {
            this.threads = threads;
            this.turn = turn;
        }

        /**
         * Waits until there is enough memory for the run beside those in training.
         *
         * @throws SpecException if it needs more than the limit
         * @throws InterruptedException if the waiting thread is interrupted
         */
        void reserve(double need) throws InterruptedException {
            synchronized (Admission.this) {
                if (need > limits.bytes()) {
                    throw new SpecException("the run needs " + size(need)
                            + " of memory, but all runs together may have " + size(limits.bytes())
                            + ": use a smaller network or batch, or raise " + Limits.MEMORY);
                }
                bytes = need;
                stage = Stage.MEMORY;
                admit();
                while (stage == Stage.MEMORY) {
                    Admission.this.wait();
                }
            }
        }

        /** @return what it waits for; empty if for nothing */
        String waitsFor() {
            synchronized (Admission.this) {
                return switch (stage) {
                    case THREADS ->
                        "for its turn: it needs " + threads + " of " + limits.threads() + " threads, of which "
                                + freeThreads() + " are free";
                    case MEMORY ->
                        "for memory: it needs " + size(bytes) + " of " + size(limits.bytes()) + ", of which "
                                + size(freeBytes()) + " are free";
                    default -> "";
                };
            }
        }

        /** Gives up the place if the run has not got its threads yet; returns whether that was so. */
        boolean cancel() {
            synchronized (Admission.this) {
                boolean waited = stage == Stage.THREADS && places.remove(this);
                admit();
                return waited;
            }
        }

        /** The run has ended. */
        void leave() {
            synchronized (Admission.this) {
                places.remove(this);
                admit();
            }
        }
    }

    private final Limits limits;
    private final List<Place> places = new ArrayList<>();

    Admission(Limits limits) {
        this.limits = limits;
    }

    /**
     * Makes a place, which has no turn before it is {@linkplain #enter entered}.
     *
     * @param threads how many threads it asks for; all there may be if it asks for more
     */
    Place place(int threads, Runnable turn) {
        return new Place(Math.min(threads, limits.threads()), turn);
    }

    /** Gives a run the last place. Its turn may come at once, in this thread or in that of a run that ends. */
    synchronized void enter(Place place) {
        places.add(place);
        admit();
    }

    private int freeThreads() {
        return limits.threads()
                - places.stream()
                        .filter(p -> p.stage != Stage.THREADS)
                        .mapToInt(p -> p.threads)
                        .sum();
    }

    private double freeBytes() {
        return limits.bytes()
                - places.stream()
                        .filter(p -> p.stage == Stage.TRAINING)
                        .mapToDouble(p -> p.bytes)
                        .sum();
    }

    /** Gives threads and memory to all who may have them now. */
    synchronized void admit() {
        List<Place> waiting = new ArrayList<>();
        boolean threadsClosed = false;
        boolean memoryClosed = false;
        for (Place place : List.copyOf(places)) {
            if (place.stage == Stage.THREADS && !threadsClosed && place.threads <= freeThreads()) {
                place.stage = Stage.PLANNING;
                waiting.forEach(passed -> passed.passed++);
                place.turn.run();
            } else if (place.stage == Stage.MEMORY && !memoryClosed && place.bytes <= freeBytes()) {
                place.stage = Stage.TRAINING;
                // those that wait for threads are not passed: this one has its threads
                waiting.stream().filter(p -> p.stage == Stage.MEMORY).forEach(passed -> passed.passed++);
                notifyAll();
            } else if (place.stage == Stage.THREADS || place.stage == Stage.MEMORY) {
                waiting.add(place);
            }
            boolean starving = waiting.contains(place) && place.passed >= MOST_PASSES;
            threadsClosed |= starving;
            memoryClosed |= starving && place.stage == Stage.MEMORY;
        }
    }

    private static String size(double bytes) {
        return bytes >= 1e9
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}

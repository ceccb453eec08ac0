package rai.studies.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rai.api.spec.SpecException;
import rai.api.study.StudyRequest;
import rai.studies.document.Seeds;
import rai.studies.document.StudyDocument;

/**
 * Which seeds tune, and which test. Seeds are counted on from the first: those that tune, then those that test, so that a level is
 * never tested by the seeds that chose it.
 *
 * @param tune the tuning seeds; none if nothing is tuned
 * @param test the seeds of the test
 */
record SeedPlan(List<Long> tune, List<Long> test) {
    static SeedPlan of(StudyDocument study, StudyRequest request) {
        Seeds seeds = study.seeds();
        requireCount(request);
        int count = request.seeds()
                .orElse(atMost(seeds.count(), request.quick(), study.quick().seeds()));
        if (seeds.isList()) {
            requireFitting(study, request, count);
        }
        OptionalLong asked = request.firstSeed().map(OptionalLong::of).orElse(OptionalLong.empty());
        if (study.tune().isEmpty()) {
            return new SeedPlan(List.of(), take(study, seeds, first(asked, seeds.first(), 0), count));
        }
        Optional<Seeds> own = study.tune().get().seeds();
        int tuning = own.isPresent()
                ? atMost(
                        own.get().count(),
                        request.quick(),
                        study.quick().tuneSeeds().orElse(study.quick().seeds()))
                : request.seeds().isPresent()
                        ? count
                        : atMost(
                                seeds.count(),
                                request.quick(),
                                study.quick().tuneSeeds().orElse(study.quick().seeds()));
        boolean listed = own.map(Seeds::isList).orElse(false);
        OptionalLong ownFirst = own.map(Seeds::first).orElse(OptionalLong.empty());
        long usual = seeds.isList() ? after(seeds.list()) : seeds.first().orElse(0);
        List<Long> tune = take(
                study,
                own.orElse(new Seeds(OptionalLong.empty(), tuning, List.of(), seeds.path())),
                first(asked, ownFirst, usual),
                tuning);
        boolean apart = listed || ownFirst.isPresent();
        long fresh = apart && seeds.first().isPresent() && asked.isEmpty()
                ? seeds.first().getAsLong()
                : listed && asked.isPresent() ? asked.getAsLong() : after(tune);
        List<Long> test = take(study, seeds, fresh, count);
        test.stream().filter(tune::contains).findFirst().ifPresent(seed -> {
            throw study.source()
                    .error(
                            "tune.seeds",
                            "seed " + seed + " is used for tuning and for the test, which needs"
                                    + " fresh seeds: let tune.seeds and seeds have none in common");
        });
        return new SeedPlan(tune, test);
    }

    private static void requireCount(StudyRequest request) {
        request.seeds().filter(count -> count < 1).ifPresent(count -> {
            throw new SpecException("the number of seeds must be at least 1, but is " + count);
        });
    }

    private static void requireFitting(StudyDocument study, StudyRequest request, int count) {
        if (request.firstSeed().isPresent()) {
            throw new SpecException(
                    "the seeds of " + study.name() + " are a list in its file: no first seed can be given");
        }
        if (count > study.seeds().count()) {
            throw new SpecException("the seeds of " + study.name() + " are a list of "
                    + study.seeds().count() + " in its file: ask for at most as many, not " + count);
        }
    }

    private static int atMost(int count, boolean quick, int most) {
        return quick ? Math.min(count, most) : count;
    }

    private static long first(OptionalLong asked, OptionalLong given, long usual) {
        return asked.isPresent() ? asked.getAsLong() : given.orElse(usual);
    }

    /** The seed after the largest; the largest of all has none, and take refuses to count on from it. */
    private static long after(List<Long> seeds) {
        long largest = Collections.max(seeds);
        return Math.max(largest, largest + 1);
    }

    private static List<Long> take(StudyDocument study, Seeds seeds, long first, int count) {
        if (seeds.isList()) {
            return seeds.list().subList(0, count);
        }
        if (first > Long.MAX_VALUE - (count - 1)) {
            throw study.source()
                    .error(
                            seeds.path(),
                            count + " seeds from " + first + " on exceed the largest seed, " + Long.MAX_VALUE
                                    + ": choose a smaller first seed, or fewer");
        }
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(first + i);
        }
        return List.copyOf(list);
    }
}

package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;

/** The contract of every split, on rows with and without classes. Rows that a split refuses are not checked. */
public final class SplitChecks {
    private static final long SEED = 11;
    /** More folds than this are not all looked at, unless they are needed. */
    private static final int MOST_FOLDS = 60;

    private static final int MOST_GROUPS = 12;

    /** Rows, and what their classes are like. */
    private record Lab(String what, SplitRows rows, boolean smallClass) {
        @Override
        public String toString() {
            return rows.count() + " rows " + what;
        }
    }

    private final Supplier<? extends Split> split;

    private SplitChecks(Supplier<? extends Split> split) {
        this.split = split;
    }

    /**
     * The checks of a split.
     *
     * @param split gives the split, configured
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Split> split) {
        return new SplitChecks(split).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("the number of folds is at least 1, with the rows and without them", this::folds),
                Check.of("no row is in two parts, and there is one for training", this::parts),
                new Check("each row is tested once by the folds of a repetition", this::tested),
                Check.of("each class gives its share to each part, within one row", this::stratified),
                Check.of("the rows of a group are in one part", this::groups),
                Check.of("the rows follow from seed and fold, not from what was asked before", this::repeatable),
                Check.of("four threads at once get what one gets", this::threads));
    }

    private static List<Lab> labs() {
        List<Lab> labs = new ArrayList<>();
        for (int count : new int[] {12, 60, 301, 1000}) {
            labs.add(lab("without classes", count, null, false));
            labs.add(lab("of two classes", count, i -> i % 10 < 7 ? 0 : 1, false));
            labs.add(lab("of three classes, one of a single row", count, i -> i == 5 ? 2 : i * i % 3 % 2, true));
        }
        return labs;
    }

    /** Groups of different sizes, in no order. */
    private static Lab lab(String what, int count, IntUnaryOperator classOf, boolean smallClass) {
        int groups = Math.min(MOST_GROUPS, count / 2);
        SplitRows rows = SplitRows.of("the rows of the checks", count);
        if (classOf != null) {
            rows = rows.withClasses(IntStream.range(0, count).map(classOf).toArray());
        }
        int[] groupOf = IntStream.range(0, count)
                .map(i -> i < groups ? i : Math.min(i * 7 % groups, i * 5 % groups))
                .toArray();
        return new Lab(
                what,
                rows.withGroups(
                        groupOf,
                        IntStream.range(0, groups).mapToObj(g -> "g" + g).toList()),
                smallClass);
    }

    /** The rows that the split takes, on which something is to be looked at. */
    private List<Lab> taken() throws NotApplicable {
        List<Lab> taken = new ArrayList<>();
        String refusal = "";
        for (Lab lab : labs()) {
            try {
                split.get().folds(lab.rows());
                split.get().parts(lab.rows(), 1, SEED);
                taken.add(lab);
            } catch (SpecException e) {
                refusal = e.getMessage();
            }
        }
        if (taken.isEmpty()) {
            throw new NotApplicable("it takes none of the rows of the checks: " + refusal);
        }
        return taken;
    }

    private String folds() throws Violation, NotApplicable {
        int most = 0;
        for (Lab lab : taken()) {
            int folds = split.get().folds(lab.rows());
            Require.that(folds >= 1, "%s: there are %s folds", lab, folds);
            int repeats = split.get().repeats();
            Require.that(
                    repeats >= 0 && (repeats == 0 || folds % repeats == 0),
                    "%s: %s folds can't be %s repetitions",
                    lab,
                    folds,
                    repeats);
            if (split.get().folds().isPresent()) {
                Require.equal(split.get().folds().getAsInt(), folds, lab + ", folds without the rows");
            }
            most = Math.max(most, folds);
        }
        return most == 1 ? "one fold" : "up to " + most + " folds";
    }

    private void parts() throws Violation, NotApplicable {
        for (Lab lab : taken()) {
            for (int fold = 1; fold <= someFolds(lab); fold++) {
                int[] times = new int[lab.rows().count()];
                Parts parts = split.get().parts(lab.rows(), fold, SEED);
                for (int[] part : List.of(parts.train(), parts.valid(), parts.test())) {
                    for (int row : part) {
                        Require.that(row >= 0 && row < times.length, "%s, fold %s: there is no row %s", lab, fold, row);
                        Require.that(++times[row] == 1, "%s, fold %s: row %s is in two parts", lab, fold, row);
                    }
                }
                Require.that(parts.train().length > 0, "%s, fold %s: no row is for training", lab, fold);
            }
        }
    }

    private int someFolds(Lab lab) {
        return Math.min(MOST_FOLDS, split.get().folds(lab.rows()));
    }

    private String tested() throws Violation, NotApplicable {
        int repeats = split.get().repeats();
        if (repeats == 0) {
            throw new NotApplicable("not every row is tested");
        }
        for (Lab lab : taken()) {
            int folds = split.get().folds(lab.rows()) / repeats;
            for (int repetition = 0; repetition < Math.min(3, repeats); repetition++) {
                int[] tests = new int[lab.rows().count()];
                for (int fold = 1; fold <= folds; fold++) {
                    for (int row : split.get()
                            .parts(lab.rows(), repetition * folds + fold, SEED)
                            .test()) {
                        tests[row]++;
                    }
                }
                for (int row = 0; row < tests.length; row++) {
                    Require.that(
                            tests[row] == 1,
                            "%s: the folds of repetition %s test row %s %s times",
                            lab,
                            repetition + 1,
                            row,
                            tests[row]);
                }
            }
        }
        return repeats == 1 ? "" : repeats + " repetitions";
    }

    private void stratified() throws Violation, NotApplicable {
        if (!split.get().isStratified()) {
            throw new NotApplicable("it is not stratified");
        }
        for (Lab lab : taken()) {
            for (int fold = 1; fold <= (lab.smallClass() ? 0 : someFolds(lab)); fold++) {
                Parts parts = split.get().parts(lab.rows(), fold, SEED);
                shares(lab, fold, "validation", parts.valid());
                shares(lab, fold, "test", parts.test());
            }
        }
    }

    /** The size of the part is rounded, too. */
    private static void shares(Lab lab, int fold, String what, int[] part) throws Violation {
        double n = lab.rows().count();
        for (int[] stratum : lab.rows().strata()) {
            int ofClass = lab.rows().classOf(stratum[0]);
            long taken = Arrays.stream(part)
                    .filter(row -> lab.rows().classOf(row) == ofClass)
                    .count();
            double share = stratum.length * (part.length / n);
            Require.that(
                    Math.abs(taken - share) <= 1 + stratum.length / n,
                    "%s, fold %s: %s of the %s rows of class %s are for %s, where its share would be %s",
                    lab,
                    fold,
                    taken,
                    stratum.length,
                    ofClass,
                    what,
                    share);
        }
    }

    private void groups() throws Violation, NotApplicable {
        if (split.get().groupColumn().isEmpty()) {
            throw new NotApplicable("it needs no groups");
        }
        for (Lab lab : taken()) {
            for (int fold = 1; fold <= someFolds(lab); fold++) {
                Parts parts = split.get().parts(lab.rows(), fold, SEED);
                int[] partOf = new int[lab.rows().groupNames().size()];
                int number = 0;
                for (int[] part : List.of(parts.train(), parts.valid(), parts.test())) {
                    number++;
                    for (int row : part) {
                        int group = lab.rows().groupOf(row);
                        Require.that(
                                partOf[group] == 0 || partOf[group] == number,
                                "%s, fold %s: the rows of group %s are in two parts",
                                lab,
                                fold,
                                group);
                        partOf[group] = number;
                    }
                }
            }
        }
    }

    private void repeatable() throws Violation, NotApplicable {
        for (Lab lab : taken()) {
            int folds = Math.min(10, split.get().folds(lab.rows()));
            Split one = split.get();
            List<String> forward = new ArrayList<>();
            for (int fold = 1; fold <= folds; fold++) {
                forward.add(text(one.parts(lab.rows(), fold, SEED)));
            }
            Split other = split.get();
            other.parts(lab.rows(), 1, SEED + 1);
            for (int fold = folds; fold >= 1; fold--) {
                Require.that(
                        text(other.parts(lab.rows(), fold, SEED)).equals(forward.get(fold - 1)),
                        "%s: fold %s has other rows when it is asked for again",
                        lab,
                        fold);
            }
        }
    }

    private static String text(Parts parts) {
        StringBuilder text = new StringBuilder();
        for (int[] part : List.of(parts.train(), parts.valid(), parts.test())) {
            text.append(Arrays.toString(Arrays.stream(part).sorted().toArray()));
        }
        return text.toString();
    }

    /** One service serves many runs at once. */
    private void threads() throws Exception {
        Split shared = split.get();
        List<Callable<Void>> calls = new ArrayList<>();
        for (Lab lab : taken()) {
            int fold = shared.folds(lab.rows());
            String expected = text(shared.parts(lab.rows(), fold, SEED));
            calls.add(() -> {
                for (int again = 0; again < 20; again++) {
                    Require.that(
                            text(shared.parts(lab.rows(), fold, SEED)).equals(expected),
                            "%s: while other threads call, fold %s has other rows",
                            lab,
                            fold);
                }
                return null;
            });
        }
        Threads.all(calls);
    }
}

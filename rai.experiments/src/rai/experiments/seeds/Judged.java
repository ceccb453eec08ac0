package rai.experiments.seeds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rai.api.report.Statement;
import rai.api.report.Statement.Figures;
import rai.api.report.Statement.Mark;
import rai.experiments.Findings;
import rai.experiments.Show;
import rai.statistics.Power;
import rai.statistics.Summary;
import rai.statistics.TestKind;
import rai.statistics.Verdict;

/** A ranking by all seeds, and those that smaller numbers of seeds would have given. */
final class Judged {
    private static final List<Integer> NUMBERS = List.of(1, 3, 5, 10, 20);
    private static final int THREE = 3;
    private static final double POWER = 0.8;
    /** From so many of the small studies on, their answer is called reliable. */
    private static final double RELIABLE = 0.95;

    private static final String README = "the README of Mish, as published: SqueezeNet on CIFAR-10";
    private static final double PUBLISHED = 0.0023;

    private final Claims claims;
    private final List<Verdict> verdicts;
    private final List<SmallStudies> small;

    Judged(Claims claims) {
        this.claims = claims;
        verdicts = claims.verdicts();
        small = NUMBERS.stream()
                .filter(k -> k < claims.seeds())
                .map(k -> new SmallStudies(claims, Choices.of(claims.seeds(), k)))
                .toList();
    }

    Claims claims() {
        return claims;
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    /** Of 1, 3, 5, 10 and 20 seeds, as far as there are more than these. */
    List<SmallStudies> small() {
        return small;
    }

    SmallStudies three() {
        return small.get(NUMBERS.indexOf(THREE));
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        if (claims.sourceRanking().size() > 1) {
            statements.add(sourceBest());
            statements.add(sourceRanking());
        }
        if (claims.names().contains("mish")) {
            Stream.of("swish", "gelu")
                    .flatMap(other -> published(other).stream())
                    .forEach(statements::add);
        }
        statements.add(rankings());
        statements.add(tests());
        statements.add(needed());
        return statements;
    }

    private Statement sourceBest() {
        List<Integer> source = claims.sourceRanking();
        int best = source.get(0);
        List<Boolean> shown = new ArrayList<>();
        boolean worse = false;
        for (int other : source.subList(1, source.size())) {
            shown.add(shownBetter(best, other));
            worse |= shownBetter(other, best);
        }
        boolean all = shown.stream().allMatch(is -> is);
        long better = shown.stream().filter(is -> is).count();
        return judged(
                all ? Mark.YES : worse ? Mark.NO : Mark.OPEN,
                claims.network() + ": the best in " + claims.metric(),
                claims.names().get(best) + " by one seed",
                claims.names().get(ofTheSource().get(0)) + " by the mean of " + claims.seeds() + " seeds; "
                        + claims.names().get(best) + " is shown to be better than " + better + " of "
                        + shown.size());
    }

    private Statement sourceRanking() {
        List<Integer> source = claims.sourceRanking();
        int right = 0;
        int opposite = 0;
        for (int i = 0; i < source.size(); i++) {
            for (int j = i + 1; j < source.size(); j++) {
                right += shownBetter(source.get(i), source.get(j)) ? 1 : 0;
                opposite += shownBetter(source.get(j), source.get(i)) ? 1 : 0;
            }
        }
        int pairs = source.size() * (source.size() - 1) / 2;
        return judged(
                right == pairs ? Mark.YES : opposite > 0 ? Mark.NO : Mark.OPEN,
                claims.network() + ": the ranking in " + claims.metric(),
                claims.words(source) + " by one seed",
                claims.words(ofTheSource()) + " by the means of " + claims.seeds() + " seeds; of " + pairs
                        + " pairs, " + right + (right == 1 ? " is" : " are") + " shown in the source's order and "
                        + opposite + " in the opposite one");
    }

    /** The ranking over all seeds of what the source has. */
    private List<Integer> ofTheSource() {
        List<Integer> source = claims.sourceRanking();
        return claims.ranking().stream().filter(source::contains).toList();
    }

    private boolean shownBetter(int first, int second) {
        Verdict verdict = verdicts.get(pair(first, second));
        return Claims.isShown(verdict) && (verdict.outcome() == rai.statistics.Outcome.BETTER) == first < second;
    }

    private int pair(int first, int second) {
        return claims.pairs().indexOf(new Claims.Pair(Math.min(first, second), Math.max(first, second)));
    }

    /** Open if neither the finding nor its opposite was shown. */
    private Statement judged(Mark mark, String what, String reference, String ours) {
        if (mark != Mark.OPEN) {
            return Findings.verdict(mark == Mark.YES, what, reference, ours, claims.origin());
        }
        return new Statement(
                mark,
                "no difference shown: " + what + ": " + ours + ", expected " + reference,
                claims.origin(),
                Optional.of(new Figures(what, reference, ours)));
    }

    /**
     * Mish beside another: do three seeds show what many don't, and more often than they would if there were no difference? Then half
     * of the claims at the level .05 would be in favour of Mish.
     */
    private Optional<Statement> published(String other) {
        if (!claims.names().contains(other)) {
            return Optional.empty();
        }
        int pair = pair(claims.names().indexOf("mish"), claims.names().indexOf(other));
        // mish is the first of the pair
        int better = claims.names().indexOf("mish") < claims.names().indexOf(other) ? 1 : -1;
        double claimed = three().claimed(pair, SmallStudies.LEVEL, better);
        Verdict verdict = verdicts.get(pair);
        return Optional.of(Findings.verdict(
                claimed > SmallStudies.LEVEL / 2 && !Claims.isShown(verdict),
                "mish better than " + other + " by three runs, and not by many",
                "p = .0023 with n = 3, p = " + (other.equals("swish") ? ".20" : ".40")
                        + " with n = 23; more often than by chance, " + Show.number(SmallStudies.LEVEL / 2),
                "p < .05 in " + Show.number(claimed) + " and p <= .0023 in "
                        + Show.number(three().claimed(pair, Math.nextUp(PUBLISHED), better))
                        + " of the choices of three seeds, p = " + Show.number(verdict.corrected())
                        + " (Holm) with n = " + claims.seeds() + " on MNIST",
                README));
    }

    private Statement rankings() {
        StringBuilder text = new StringBuilder(claims.network() + ", " + claims.metric() + ": the ranking by all "
                + claims.seeds() + " seeds, the best first, is " + claims.words(claims.ranking()) + ". A share of ");
        text.append(Show.number(small.get(0).ranked(claims.ranking())))
                .append(" of the single seeds and of ")
                .append(Show.number(three().ranked(claims.ranking())))
                .append(" of the choices of three seeds ranks in the same order; ")
                .append(Show.number(small.get(0).best()))
                .append(" and ")
                .append(Show.number(three().best()))
                .append(" have the same best, ")
                .append(claims.names().get(claims.ranking().get(0)));
        List<Integer> source = claims.sourceRanking();
        if (source.size() > 1) {
            text.append("; ")
                    .append(Show.number(small.get(0).ranked(source)))
                    .append(" and ")
                    .append(Show.number(three().ranked(source)))
                    .append(" rank as the source did, ")
                    .append(claims.words(source));
        }
        text.append(reliable()
                .map(k -> ". From " + k + " seeds on, at least " + Show.number(RELIABLE)
                        + " of the choices have the same best.")
                .orElse(". Even of the choices of "
                        + small.get(small.size() - 1).seeds() + " seeds, less than " + Show.number(RELIABLE)
                        + " have the same best."));
        return Statement.remark(text.toString());
    }

    /** The smallest of these numbers of seeds from which on the best is nearly always named. */
    Optional<Integer> reliable() {
        Optional<Integer> from = Optional.empty();
        for (SmallStudies studies : small) {
            if (studies.best() < RELIABLE) {
                from = Optional.empty();
            } else if (from.isEmpty()) {
                from = Optional.of(studies.seeds());
            }
        }
        return from;
    }

    private Statement tests() {
        long shown = verdicts.stream().filter(Claims::isShown).count();
        SmallStudies three = three();
        return Statement.remark(claims.network() + ": all seeds show " + shown + " of " + verdicts.size()
                + " differences (paired t tests, Holm). Three seeds without a correction claim (p < 0.05) a difference"
                + " that all seeds do not show in " + Show.number(three.alarmed())
                + " of their choices, and one in the wrong direction in "
                + Show.number(three.reversed()) + "; of all their claims, "
                + Show.number(three.rightClaims()) + " are shown by all seeds in the same direction"
                + (shown == 0
                        ? "."
                        : ", and they find " + Show.number(three.found())
                                + " of the differences that all seeds show."));
    }

    private Statement needed() {
        Comparator<Integer> fewest =
                Comparator.comparingInt(pair -> neededAlone(pair).orElse(Integer.MAX_VALUE));
        List<Integer> pairs =
                IntStream.range(0, verdicts.size()).boxed().sorted(fewest).toList();
        long three = pairs.stream()
                .filter(pair -> neededAlone(pair).orElse(Integer.MAX_VALUE) <= THREE)
                .count();
        return Statement.remark(claims.network() + ": at the observed difference and spread, a power of 0.8 needs "
                + seeds(pairs.get(0)) + " to " + seeds(pairs.get(pairs.size() - 1))
                + " at the level 0.05 for a single pair; three seeds are enough for " + three + " of "
                + pairs.size() + " pairs.");
    }

    private String seeds(int pair) {
        OptionalInt needed = neededAlone(pair);
        Verdict verdict = verdicts.get(pair);
        return (needed.isPresent() ? needed.getAsInt() + " seeds" : "more seeds than can be computed") + " ("
                + verdict.comparison().nameA() + " and " + verdict.comparison().nameB() + ")";
    }

    /** @return how many seeds show the difference of this pair at the level 0.05, if it is the only one that is tested */
    OptionalInt neededAlone(int pair) {
        double sd = sd(pair);
        return sd > 0
                ? Power.needed(TestKind.PAIRED_T, verdicts.get(pair).difference(), sd, SmallStudies.LEVEL, POWER)
                : OptionalInt.empty();
    }

    /** @return the power of three seeds at the level 0.05 */
    double powerOfThree(int pair) {
        double sd = sd(pair);
        return sd > 0
                ? Power.of(TestKind.PAIRED_T, THREE, verdicts.get(pair).difference(), sd, SmallStudies.LEVEL)
                : Double.NaN;
    }

    private double sd(int pair) {
        double[] a = verdicts.get(pair).comparison().a();
        double[] b = verdicts.get(pair).comparison().b();
        return Summary.of(IntStream.range(0, a.length)
                        .mapToDouble(i -> a[i] - b[i])
                        .toArray())
                .sd();
    }
}

package rai.core.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Compares specs as documents contain them: the order of settings does not matter, and may differ between versions. */
final class SameSpecs {
    private SameSpecs() {}

    /** @return whether both say the same: texts, or lists and maps of them */
    static boolean same(Object one, Object other) {
        return same(one, other, false);
    }

    /**
     * @param then what an interrupted run began with
     * @param now what it would continue with
     * @return whether both say the same; a service may have settings now that it did not have then, which have their defaults
     */
    static boolean continues(Object then, Object now) {
        return same(then, now, true);
    }

    /**
     * @param then kind and spec of a service that a run used
     * @param now those of a service that another run uses, perhaps with a later version of RAI
     * @return whether both are the same, apart from settings that the service did not have then
     */
    static boolean service(String then, String now) {
        String[] before = then.split(" ", 2);
        String[] after = now.split(" ", 2);
        return then.equals(now)
                || before.length == 2
                        && after.length == 2
                        && before[0].equals(after[0])
                        && continues(before[1], after[1]);
    }

    private static boolean same(Object one, Object other, boolean mayHaveMore) {
        if (one instanceof String a && other instanceof String b) {
            return a.equals(b) || sameText(a, b, mayHaveMore);
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && sameElements(a, b, mayHaveMore);
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key), mayHaveMore));
        }
        return Objects.equals(one, other);
    }

    private static boolean sameElements(List<?> a, List<?> b, boolean mayHaveMore) {
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i), mayHaveMore)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameText(String a, String b, boolean mayHaveMore) {
        try {
            Spec one = Spec.parse(a);
            Spec other = Spec.parse(b);
            return one.equals(other)
                    || mayHaveMore
                            && one.name().equals(other.name())
                            && one.positional().equals(other.positional())
                            && other.settings()
                                    .entrySet()
                                    .containsAll(one.settings().entrySet());
        } catch (SpecException e) {
            return false; // not a spec, such as the text of a network: only equal texts are the same
        }
    }
}

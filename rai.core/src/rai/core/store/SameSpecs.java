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
        if (one instanceof String a && other instanceof String b) {
            return a.equals(b) || sameText(a, b);
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size() && sameElements(a, b);
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        return Objects.equals(one, other);
    }

    private static boolean sameElements(List<?> a, List<?> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameText(String a, String b) {
        try {
            return Spec.parse(a).equals(Spec.parse(b));
        } catch (SpecException e) {
            return false; // not a spec, such as the text of a network: only equal texts are the same
        }
    }
}

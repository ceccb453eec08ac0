package rai.core.network;

import java.util.List;
import java.util.Set;
import rai.api.layer.Tensor;

/** Which tensors of a layer have a column for each unit, so that each unit has a function of its own. */
public final class UnitTensors {
    private UnitTensors() {}

    /**
     * Compares the tensors of a layer of one unit with those of the whole layer.
     *
     * @param ofOne the tensors of a layer of one unit
     * @param ofAll those of the layer
     * @param units its width
     * @param ofUnits receives the names of the tensors that have a column for each unit
     * @return whether they differ in such columns only
     */
    public static boolean fit(List<Tensor> ofOne, List<Tensor> ofAll, int units, Set<String> ofUnits) {
        if (ofOne.size() != ofAll.size()) {
            return false;
        }
        for (int i = 0; i < ofOne.size(); i++) {
            Tensor one = ofOne.get(i);
            Tensor all = ofAll.get(i);
            boolean same = one.name().equals(all.name()) && one.rows() == all.rows();
            if (same && one.columns() == 1 && all.columns() == units && units > 1) {
                ofUnits.add(one.name());
            } else if (!same || one.columns() != all.columns()) {
                return false;
            }
        }
        return true;
    }
}

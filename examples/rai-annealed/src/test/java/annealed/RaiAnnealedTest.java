package annealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import rai.api.method.TrainingMethod;
import rai.api.spec.SpecException;
import rai.check.SquaredError;
import rai.testkit.MethodContract;
import rai.testkit.Specs;

class RaiAnnealedTest implements MethodContract {
    private static RaiAnnealed configured(String spec) {
        return Specs.configure(new RaiAnnealed(), spec, new SquaredError());
    }

    @Override
    public TrainingMethod method() {
        return configured("rai-annealed(from=0.5, to=8, over=3)");
    }

    @Test
    void theCouplingGrowsByTheSameFactorInEveryStepAndThenStays() {
        RaiAnnealed method = configured("rai-annealed(from=2, to=32, over=4)");
        assertEquals(2, method.coupling(0));
        assertEquals(4, method.coupling(1), 1e-12);
        assertEquals(8, method.coupling(2), 1e-12);
        assertEquals(32, method.coupling(4), 1e-12);
        assertEquals(32, method.coupling(1000), 1e-12);
    }

    @Test
    void aCouplingOfZeroIsRefused() {
        assertThrows(SpecException.class, () -> configured("rai-annealed(from=0)"));
    }
}

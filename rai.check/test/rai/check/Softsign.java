package rai.check;

import rai.api.activation.ScalarActivation;

/** softsign, z / (1 + |z|). */
class Softsign implements ScalarActivation {
    @Override
    public double value(double z) {
        return Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z));
    }

    @Override
    public double derivative(double z) {
        return 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z)));
    }
}

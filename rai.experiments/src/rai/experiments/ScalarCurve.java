package rai.experiments;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.catalog.Catalog;
import rai.api.spec.Spec;

/** An activation as a function of one number, with its derivative, in float64. */
public interface ScalarCurve {
    /**
     * @param z any numbers
     * @return σ(z), element by element
     */
    double[] values(double[] z);

    /**
     * @param z any numbers
     * @return σ'(z), element by element
     */
    double[] slopes(double[] z);

    /**
     * @param catalog knows the activations
     * @param spec which one
     * @return its curve
     * @throws rai.api.spec.SpecException if there is none
     */
    static ScalarCurve of(Catalog catalog, String spec) {
        return of(catalog.resolve(Activation.class, Spec.parse(spec)).service());
    }

    /**
     * @param activation an activation
     * @return its curve
     */
    static ScalarCurve of(Activation activation) {
        return new ScalarCurve() {
            @Override
            public double[] values(double[] z) {
                INDArray out = array(z);
                activation.value(array(z), out);
                return Doubles.copy(out);
            }

            @Override
            public double[] slopes(double[] z) {
                INDArray in = array(z);
                INDArray value = array(z);
                activation.value(in, value);
                INDArray out = Nd4j.ones(DataType.DOUBLE, z.length, 1);
                activation.backward(in, value, Nd4j.ones(DataType.DOUBLE, z.length, 1), out);
                return Doubles.copy(out);
            }
        };
    }

    private static INDArray array(double[] z) {
        return Nd4j.createFromArray(z).reshape('c', z.length, 1);
    }
}

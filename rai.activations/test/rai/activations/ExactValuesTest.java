package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.activation.ScalarActivation;
import rai.testkit.Specs;

/** Where the formulas as they stand would cancel: values to 60 digits by mpmath, rounded to float64. */
class ExactValuesTest {
    private static final List<ScalarActivation> SERVICES = List.of(
            new Elu(),
            new Gelu(),
            new Swish(),
            new Mish(),
            new Softplus(),
            new LogSigmoid(),
            new LogisticOdd(),
            new TanhShrink(),
            new Squareplus(),
            new RectifiedTanh());

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
        elu -30.0 -0.9999999999999064 9.357622968840175e-14
        elu -6.0 -0.9975212478233336 0.0024787521766663585
        elu -0.7 -0.5034146962085905 0.4965853037914095
        elu -0.001 -0.0009995001666250085 0.999000499833375
        elu -1e-08 -9.999999950000001e-09 0.9999999900000001
        elu 1e-08 1e-08 1.0
        elu 0.7 0.7 1.0
        elu 6.0 6.0 1.0
        elu 30.0 30.0 1.0
        gelu -30.0 -1.472014178144456e-196 -4.416031690708495e-195
        gelu -6.0 -5.9195258702261885e-09 -3.5468709453902015e-08
        gelu -0.7 -0.1693745565561511 0.023385898866340155
        gelu -0.001 -0.000499601057786089 0.4992021157051586
        gelu -1e-08 -4.999999960105772e-09 0.4999999920211544
        gelu 1e-08 5.000000039894228e-09 0.5000000079788456
        gelu 0.7 0.5306254434438489 0.9766141011336599
        gelu 6.0 5.999999994080474 1.0000000354687095
        gelu 30.0 30.0 1.0
        gelu(approximate=tanh) -30.0 -0.0 -0.0
        gelu(approximate=tanh) -6.0 -8.439646700762303e-11 -7.709973930953701e-10
        gelu(approximate=tanh) -0.7 -0.16942986529488324 0.023642781343896056
        gelu(approximate=tanh) -0.001 -0.000499601057786418 0.499202115706475
        gelu(approximate=tanh) -1e-08 -4.999999960105772e-09 0.4999999920211544
        gelu(approximate=tanh) 1e-08 5.000000039894228e-09 0.5000000079788456
        gelu(approximate=tanh) 0.7 0.5305701347051167 0.9763572186561039
        gelu(approximate=tanh) 6.0 5.9999999999156035 1.0000000007709975
        gelu(approximate=tanh) 30.0 30.0 1.0
        swish(beta=2) -30.0 -2.6269532288089563e-25 -5.166341349990947e-25
        swish(beta=2) -6.0 -3.6865047613288306e-05 -6.758546761378339e-05
        swish(beta=2) -0.7 -0.13847127800899278 -0.024342745052442237
        swish(beta=2) -0.001 -0.0004995000001666666 0.4990000006666663
        swish(beta=2) -1e-08 -4.99999995e-09 0.49999999
        swish(beta=2) 1e-08 5.00000005e-09 0.50000001
        swish(beta=2) 0.7 0.5615287219910072 1.0243427450524423
        swish(beta=2) 6.0 5.999963134952386 1.0000675854676138
        swish(beta=2) 30.0 30.0 1.0
        mish -30.0 -2.807286890651921e-12 -2.713710660963392e-12
        mish -6.0 -0.014854080479424993 -0.01235996793178131
        mish -0.7 -0.267870234795501 0.18441607325678191
        mish -0.001 -0.0005996799840458663 0.5993599521834647
        mish -1e-08 -5.999999968e-09 0.5999999936
        mish 1e-08 6.000000032e-09 0.6000000064
        mish 0.7 0.5611483776438518 0.9687948682001859
        mish 6.0 5.999926634065253 1.0001341405062099
        mish 30.0 30.0 1.0
        softplus -30.0 9.357622968839737e-14 9.357622968839299e-14
        softplus -6.0 0.0024756851377304495 0.0024726231566347743
        softplus -0.7 0.4031860488854579 0.3318122278318339
        softplus -0.001 0.6926473055599401 0.4997500000208333
        softplus -1e-08 0.6931471755599453 0.4999999975
        softplus 1e-08 0.6931471855599454 0.5000000025
        softplus 0.7 1.103186048885458 0.668187772168166
        softplus 6.0 6.00247568513773 0.9975273768433652
        softplus 30.0 30.0 1.0
        log-sigmoid -30.0 -30.000000000000092 0.9999999999999064
        log-sigmoid -6.0 -6.00247568513773 0.9975273768433652
        log-sigmoid -0.7 -1.103186048885458 0.668187772168166
        log-sigmoid -0.001 -0.6936473055599401 0.5002499999791666
        log-sigmoid -1e-08 -0.6931471855599454 0.5000000025
        log-sigmoid 1e-08 -0.6931471755599453 0.4999999975
        log-sigmoid 0.7 -0.4031860488854579 0.3318122278318339
        log-sigmoid 6.0 -0.0024756851377304495 0.0024726231566347743
        log-sigmoid 30.0 -9.357622968839737e-14 9.357622968839299e-14
        logistic-odd -30.0 -1.9999999999996256 3.743049187535369e-13
        logistic-odd -6.0 -1.990109507373461 0.00986603716544019
        logistic-odd -0.7 -0.6727510886726644 0.8868514931724362
        logistic-odd -0.001 -0.000999999916666675 0.9999997500000417
        logistic-odd -1e-08 -1e-08 1.0
        logistic-odd 1e-08 1e-08 1.0
        logistic-odd 0.7 0.6727510886726644 0.8868514931724362
        logistic-odd 6.0 1.990109507373461 0.00986603716544019
        logistic-odd 30.0 1.9999999999996256 3.743049187535369e-13
        tanh-shrink -1000.0 -999.0 1.0
        tanh-shrink -30.0 -29.0 1.0
        tanh-shrink -6.0 -5.000012288349205 0.9999754234525947
        tanh-shrink -0.7 -0.09563222288283649 0.3652604100175414
        tanh-shrink -0.001 -3.33333200000054e-10 9.999993333337113e-07
        tanh-shrink -1e-08 -3.3333333333333335e-25 1e-16
        tanh-shrink 1e-08 3.3333333333333335e-25 1e-16
        tanh-shrink 0.7 0.09563222288283649 0.3652604100175414
        tanh-shrink 6.0 5.000012288349205 0.9999754234525947
        tanh-shrink 30.0 29.0 1.0
        squareplus -1000.0 0.000999999000002 9.9999700001e-07
        squareplus -30.0 0.03329637837290827 0.001107421071695522
        squareplus -6.0 0.16227766016837933 0.0256583509747431
        squareplus -0.7 0.7094810050208545 0.334824787635947
        squareplus -0.001 0.9995001249999922 0.49975000003125
        squareplus -1e-08 0.999999995 0.4999999975
        squareplus 1e-08 1.000000005 0.5000000025
        squareplus 0.7 1.4094810050208546 0.6651752123640531
        squareplus 6.0 6.162277660168379 0.9743416490252569
        squareplus 30.0 30.03329637837291 0.9988925789283045
        rectified-tanh 1e-08 1e-08 0.9999999999999999
        rectified-tanh 0.7 0.6043677771171635 0.6347395899824586
        rectified-tanh 6.0 0.9999877116507956 2.4576547405332702e-05
        rectified-tanh 30.0 1.0 3.502604305078608e-26
        """)
    void theyKeepTheirDigitsNearZeroAndFarOut(String spec, double z, double value, double derivative) {
        ScalarActivation service = SERVICES.stream()
                .filter(s -> Specs.name(s).equals(spec.replaceFirst("\\(.*", "")))
                .findFirst()
                .orElseThrow();
        ScalarActivation activation = Specs.configure(service, spec);
        assertThat(activation.value(z)).isCloseTo(value, withinPercentage(1e-10));
        assertThat(activation.derivative(z)).isCloseTo(derivative, withinPercentage(1e-10));
    }
}

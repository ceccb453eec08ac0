package rai.studies;

import java.util.Optional;
import rai.api.run.RunRequest;
import rai.api.run.RunRequest.Precision;

/**
 * What all variants of a study are trained on.
 *
 * @param data the training data
 * @param test the test data
 * @param network the layer list
 */
record Problem(String data, String test, String network) {
    RunRequest request(Variant variant, long seed, int threads) {
        return new RunRequest(
                data,
                Optional.of(test),
                network,
                variant.init(),
                Optional.empty(),
                variant.optimizer(),
                variant.phases(),
                seed,
                0,
                threads,
                Precision.FLOAT32,
                false,
                0,
                Optional.empty());
    }
}

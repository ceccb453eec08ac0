package rai.studies;

import rai.api.run.RunRequest;

/**
 * The data and the network of all variants of a study.
 *
 * @param data the training data
 * @param test the test data
 * @param network the layer list
 */
record Problem(String data, String test, String network) {
    RunRequest request(Variant variant, long seed) {
        return RunRequest.builder()
                .train(data)
                .test(test)
                .network(network)
                .init(variant.init())
                .optimizer(variant.optimizer())
                .phases(variant.phases())
                .seed(seed)
                .build();
    }
}

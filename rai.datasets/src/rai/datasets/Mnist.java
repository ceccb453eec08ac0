package rai.datasets;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.data.DatasetSource;
import rai.api.data.Publication;
import rai.api.data.PublishedFile;
import rai.api.data.PublishedFile.Checksum;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * MNIST: 70,000 images [28, 28] of handwritten digits, as X [n, 784] of the values 0 to 255, scaled and shifted; the classes are the
 * digits. The files may be compressed again, since the MD5 of their content is verified, while it is read.
 */
@Component(service = DatasetSource.class)
@Named(Mnist.NAME)
@About(
        value = "MNIST: images of handwritten digits, 60,000 for training and 10,000 for testing.",
        formula = "x = scale v - shift, for every value v of an image, row by row",
        source = "LeCun, Bottou, Bengio, Haffner, 1998, Proceedings of the IEEE 86")
public class Mnist extends PublishedImages {
    static final String NAME = "mnist";

    private static final String MIRROR = "https://storage.googleapis.com/cvdf-datasets/mnist/";

    @Override
    String name() {
        return NAME;
    }

    @Override
    public Publication publication() {
        return new Publication(
                "MNIST",
                NAME,
                "the Common Visual Data Foundation",
                "https://github.com/cvdfoundation/mnist",
                List.of(
                        file("train-images-idx3-ubyte.gz", 9_912_422, "6bbc9ace898e44ae57da46a324031adb"),
                        file("train-labels-idx1-ubyte.gz", 28_881, "a25bea736e30d166cdddb491f175f624"),
                        file("t10k-images-idx3-ubyte.gz", 1_648_877, "2646ac647ad5339dbf082846283269ea"),
                        file("t10k-labels-idx1-ubyte.gz", 4_542, "27ae3e4e09519cfbb04c329615203637")));
    }

    private static PublishedFile file(String name, long bytes, String md5) {
        return new PublishedFile(
                name, Optional.of(URI.create(MIRROR + name)), bytes, Optional.of(new Checksum("MD5", true, md5)));
    }
}

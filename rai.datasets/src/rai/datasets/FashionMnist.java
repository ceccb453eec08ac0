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
 * Fashion-MNIST: 70,000 images [28, 28] of clothes, as X [n, 784] of the values 0 to 255, scaled and shifted. The publisher gives the
 * MD5 of the compressed files, so these must be there as published; {@code idx} reads others.
 */
@Component(service = DatasetSource.class)
@Named(FashionMnist.NAME)
@About(
        value = "Fashion-MNIST: images of ten kinds of clothes, 60,000 for training and 10,000 for testing.",
        formula = "x = scale v - shift, for every value v of an image, row by row",
        source = "Xiao, Rasul, Vollgraf, 2017, arXiv:1708.07747")
public class FashionMnist extends PublishedImages {
    static final String NAME = "fashion-mnist";

    private static final String PUBLISHER = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    @Override
    String name() {
        return NAME;
    }

    @Override
    List<String> classes() {
        return List.of(
                "T-shirt/top",
                "Trouser",
                "Pullover",
                "Dress",
                "Coat",
                "Sandal",
                "Shirt",
                "Sneaker",
                "Bag",
                "Ankle boot");
    }

    @Override
    public Publication publication() {
        return new Publication(
                "Fashion-MNIST",
                NAME,
                "Zalando Research",
                "https://github.com/zalandoresearch/fashion-mnist",
                List.of(
                        file("train-images-idx3-ubyte.gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                        file("train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                        file("t10k-images-idx3-ubyte.gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                        file("t10k-labels-idx1-ubyte.gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310")));
    }

    private static PublishedFile file(String name, long bytes, String md5) {
        return new PublishedFile(
                name, Optional.of(URI.create(PUBLISHER + name)), bytes, Optional.of(new Checksum("MD5", false, md5)));
    }
}

package rai.datasets;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Images and their labels in the idx form of MNIST: two files, each plain or gzip, recognized by its first bytes and
 * not by its name. Elements may be of any type idx knows; labels must be whole numbers.
 *
 * <p>Images [n, rows, columns] become features X [n, rows · columns], {@code scale} times the value in the file, named
 * pixel-1-1, pixel-1-2, ..., pixel-2-1, and so on; images of fewer or more dimensions accordingly.
 *
 * <p>The classes are the distinct labels of the <em>whole</em> file in ascending order, named as they are written there.
 * So labels 0, 1, ..., c - 1 are the class numbers themselves, and any two slices of a file ({@code skip},
 * {@code count}) have the same classes. With {@code mapped=true} the images stay in their file.
 */
@Component
@Named("idx")
@About(
        value = "Images and their labels in the two idx files of MNIST and its kin, plain or gzip.",
        formula = "x = scale v, for every value v of an image, row by row",
        source = "LeCun, Bottou, Bengio, Haffner, 1998, Proceedings of the IEEE 86: MNIST")
public class Idx implements DatasetSource {
    @Setting(value = "The file of the images; a relative path starts at the working directory.", required = true)
    Path images;

    @Setting(value = "The file of the labels; a relative path starts at the working directory.", required = true)
    Path labels;

    @Setting(value = "Examples to leave out at the beginning.", min = 0)
    int skip = 0;

    @Setting(value = "Examples to take after those; 0 means all.", min = 0)
    int count = 0;

    @Setting(value = "Every value of an image is multiplied by it; 1 keeps 0 to 255.", min = 0, open = true)
    double scale = 1;

    @Setting("Whether the images stay in their file, which is not gzip, and are read in mini-batches: for data larger"
            + " than memory.")
    boolean mapped = false;

    @Override
    public Dataset load() {
        try (IdxFile pixels = IdxFile.open(images);
                IdxFile numbers = IdxFile.open(labels)) {
            IdxImages slice = new IdxImages(images, labels, skip, count, scale, 0);
            return mapped ? slice.onDemand(pixels, numbers) : slice.dataset(pixels, numbers);
        }
    }
}

package rai.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.Published;
import rai.api.data.PublishedContent;
import rai.api.data.PublishedFile;
import rai.api.data.Table;
import rai.api.spec.Setting;

/** Published images in the idx form of MNIST: the first two files are for training, the last two for testing, images before labels. */
abstract class PublishedImages implements Published {
    @Setting("The part of the data: the 60,000 images for training, or the 10,000 for testing.")
    Part part = Part.TRAIN;

    @Setting(value = "Examples to leave out at the beginning.", min = 0)
    int skip = 0;

    @Setting(value = "Examples to take after those; 0 means all.", min = 0)
    int count = 0;

    @Setting(value = "Every value of an image is multiplied by it; 1 keeps 0 to 255.", min = 0, open = true)
    double scale = 1;

    @Setting("This is subtracted from every value, after scaling.")
    double shift = 0;

    @Setting(PublishedFiles.HELP)
    String directory = PublishedFiles.ANYWHERE;

    /** The parts of the data. */
    enum Part {
        TRAIN,
        TEST
    }

    /** @return the name of the dataset, by which its files are fetched */
    abstract String name();

    /** @return the names of the classes, in the order of their labels; empty if the labels name them */
    List<String> classes() {
        return List.of();
    }

    @Override
    public Dataset load() {
        return load(DataPlaces.here());
    }

    @Override
    public Table table(DataPlaces places) {
        return Table.of(load(places), publication().title());
    }

    private Dataset load(DataPlaces places) {
        PublishedFiles files = new PublishedFiles(publication(), directory, places);
        int first = part == Part.TRAIN ? 0 : 2;
        PublishedFile images = publication().files().get(first);
        PublishedFile labels = publication().files().get(first + 1);
        Path pixels = files.require(images, Optional.of(name()));
        Path numbers = files.require(labels, Optional.of(name()));
        Path reading = numbers;
        try (PublishedContent ofLabels = PublishedContent.open(numbers, labels)) {
            reading = pixels;
            try (PublishedContent ofImages = PublishedContent.open(pixels, images)) {
                Dataset data = new IdxImages(pixels, numbers, skip, count, scale, shift)
                        .dataset(IdxFile.read(pixels, ofImages.stream()), IdxFile.read(numbers, ofLabels.stream()));
                ofImages.requireSame();
                reading = numbers;
                ofLabels.requireSame();
                return classes().isEmpty()
                        ? data
                        : new Dataset(data.task(), data.features(), data.targets(), data.featureNames(), classes());
            }
        } catch (IOException e) {
            throw DataFile.unreadable(reading, e);
        }
    }
}

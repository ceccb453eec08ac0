package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.spec.Named;
import rai.itest.sound.SoundDataset;

/** Throws. */
@Component(service = DatasetSource.class)
@Named("victim")
public class ThrowingDataset extends SoundDataset {
    @Override
    public Dataset load() {
        throw new IllegalStateException("no data today");
    }
}

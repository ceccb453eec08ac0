package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.Named;
import rai.itest.sound.SoundInitializer;

/** Throws. */
@Component(service = Initializer.class)
@Named("victim")
public class ThrowingInitializer extends SoundInitializer {
    @Override
    public void initialize(DenseStart map) {
        throw new IllegalStateException("no start today");
    }
}

package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.layer.LayerFunction;
import rai.api.spec.Named;
import rai.itest.sound.SoundLayer;

/** Gives another width than the layer that it takes the place of. */
@Component(service = LayerFunction.class)
@Named("victim-layer")
public class WidensItsOutput extends SoundLayer {
    @Override
    public int outputs(int inputs) {
        return inputs + 1;
    }
}

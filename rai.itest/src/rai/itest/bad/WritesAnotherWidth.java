package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.spec.Named;
import rai.itest.sound.SoundLayer;

/** Writes another width than it says. */
@Component(service = LayerFunction.class)
@Named("victim-layer")
public class WritesAnotherWidth extends SoundLayer {
    @Override
    public void forward(Pass pass) {
        pass.output().assign(pass.input().repeat(1, 2));
    }
}

package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.spec.Named;
import rai.itest.sound.SoundLayer;

/** Gives more columns than it says. */
@Component(service = LayerFunction.class)
@Named("victim-layer")
public class WritesAnotherWidth extends SoundLayer {
    @Override
    public void forward(Pass pass) {
        Doubles output = Doubles.of(pass.output());
        for (int i = 0; i < pass.input().size(0) * (pass.input().size(1) + 1); i++) {
            output.put(i, i);
        }
    }
}

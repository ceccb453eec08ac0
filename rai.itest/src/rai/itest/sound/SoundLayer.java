package rai.itest.sound;

import org.osgi.service.component.annotations.Component;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.spec.Named;

/** z / 2. */
@Component(service = LayerFunction.class)
@Named("victim-layer")
public class SoundLayer implements LayerFunction {
    @Override
    public void forward(Pass pass) {
        pass.input().mul(0.5, pass.output());
    }

    @Override
    public void backward(Pass pass) {
        if (pass.downstream() != null) {
            pass.upstream().mul(0.5, pass.downstream());
        }
    }
}

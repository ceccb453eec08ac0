package rai.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.exchange.Destination;
import rai.api.exchange.ModelFormat;
import rai.api.exchange.WeightFormat;
import rai.api.exchange.Weights;
import rai.api.run.Model;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * npz: the tensors of a network in an archive of NumPy, under RAI's names: {@code dense_1.weight} [inputs, outputs],
 * {@code dense_1.bias} [outputs], and so on; {@code feature-mean} and {@code feature-sd} standardise the features. The structure of the
 * network is not in the file.
 */
@Component(service = ModelFormat.class)
@Named("npz")
@About(
        value = "The tensors of a network for numpy.load, under RAI's names.",
        source = "Harris et al., 2020, Nature 585: NumPy; the format is NEP 1")
public class Npz implements WeightFormat {
    @Override
    public List<String> endings() {
        return List.of(".npz");
    }

    @Override
    public List<String> write(Model model, Destination to) throws IOException {
        NpzFile.write(Tensors.of(model), to.path());
        return List.of();
    }

    @Override
    public Weights read(Path file) throws IOException {
        return NpzReader.read(file);
    }
}

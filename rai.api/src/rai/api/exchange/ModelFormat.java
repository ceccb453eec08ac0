package rai.api.exchange;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.run.Model;

/** A format of files that hold trained networks, or their weights. One that can also be read is a {@link WeightFormat}. */
@ConsumerType
public interface ModelFormat {
    /** @return how the names of such files end, such as {@code .onnx}; the usual ending first */
    List<String> endings();

    /**
     * Writes a network.
     *
     * @param model the network
     * @param to the file to write
     * @return sentences about what the file does not hold, or holds differently; empty if there is nothing to say
     * @throws rai.api.spec.SpecException if this format can't hold the network; the message names what has no form in it
     * @throws IOException if the file can't be written
     */
    List<String> write(Model model, Destination to) throws IOException;
}

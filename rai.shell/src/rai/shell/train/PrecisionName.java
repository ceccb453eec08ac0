package rai.shell.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import rai.api.run.Precision;

/** Reads a precision. */
final class PrecisionName implements ITypeConverter<Precision> {
    /** The names of the precisions. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            for (Precision p : Precision.values()) {
                add(p.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Override
    public Precision convert(String text) {
        List<String> names = new Names();
        if (!names.contains(text)) {
            throw new TypeConversionException("'" + text + "' is neither " + String.join(" nor ", names));
        }
        return Precision.values()[names.indexOf(text)];
    }
}

/**
 * Statistics for comparisons over seeds, folds or data sets: {@link rai.statistics.Summary summaries},
 * {@link rai.statistics.Intervals intervals} and {@link rai.statistics.Bootstrap bootstrap}; {@link rai.statistics.Paired
 * paired} and {@link rai.statistics.Unpaired unpaired} tests, {@link rai.statistics.Holm corrected} for their number;
 * {@link rai.statistics.Friedman ranks over data sets} with {@link rai.statistics.Nemenyi critical differences};
 * {@link rai.statistics.Effect effect sizes}, {@link rai.statistics.Power power}, {@link rai.statistics.FewSeeds what fewer
 * seeds would have said}, and the {@link rai.statistics.Verdict verdict} on a comparison.
 * <p>
 * Everything is an immutable value or a pure function: the same numbers and the same seed give the same result to the last
 * bit. Numbers that are not finite are refused, because none of these formulas has a meaning for them: whoever has a run that
 * diverged decides first how it counts.
 */
@Export
@Version("0.1.0")
package rai.statistics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

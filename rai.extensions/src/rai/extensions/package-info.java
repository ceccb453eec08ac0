/** What an extension's jar is, what it would lack here, and why one in the folder of extensions is not used. */
@Export
@Version("0.2.0")
package rai.extensions;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

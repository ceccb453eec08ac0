/** Repositories of extensions: an index as the OSGi Repository specification describes it, and what has to be installed from it. */
@Export
@Version("0.1.0")
package rai.extensions.repository;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The services that one run uses: resolved when it is planned, taken up again when the catalog changes. */
package rai.core.service;

/** The services that one run uses: resolved when it is planned, and again when the catalog changes. */
package rai.core.service;

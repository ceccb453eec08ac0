/** Commands about the services that are available: list, describe, catalogue, check, gain. */
package rai.shell.catalog;

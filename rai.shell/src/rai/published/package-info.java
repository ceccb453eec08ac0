/** What lies in every bundle that the command publish writes; rai.shell carries it as a jar. */
package rai.published;

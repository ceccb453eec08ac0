/** What every published bundle contains; rai.publish carries it as a jar. */
package rai.published;

/** Experiments of the literature and of the reference programs as studies, each with a verdict. */
package rai.experiments;

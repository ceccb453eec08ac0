/** From a request to a plan: every spec resolved, everything that cannot work refused, nothing allocated yet. */
package rai.core.plan;

/** Numerical stability: limits of numbers, the variance of gradients, five starts. */
package rai.experiments.stability;

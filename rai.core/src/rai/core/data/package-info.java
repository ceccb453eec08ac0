/** Data in the form in which a network is trained on them: what is known of them, scaled features, mini-batches. */
package rai.core.data;

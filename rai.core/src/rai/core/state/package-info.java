/** All that changes while a run trains: arrays and numbers, how they are copied, restored and transferred. */
package rai.core.state;

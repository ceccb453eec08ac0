package rai.api.layer;

/** How widely a learnable parameter of an activation is shared. */
public enum Share {
    /** One for each layer. */
    LAYER,
    /** One for each unit of each layer. */
    UNIT,
    /** One for all layers of the network that have the same spec. */
    NETWORK
}

/**
 * What a command of RAI is. A command is a service of type {@link org.apache.felix.service.command.Function} in the Gogo
 * scope {@code rai}; the same service answers at the prompt, in a script, and for {@code ./rai <command>}. Other bundles may
 * add commands to the scope, as Gogo functions or as methods.
 */
package rai.shell.command;

/**
 * What actions do to the world, held against the original: which programs they call, with which
 * words and input, and what that comes to in a kernel.
 */
package fail2ban.conformance.actions;

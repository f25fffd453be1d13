/**
 * The reference pages of {@code docs/reference}, made from {@code config/}: in, configuration files
 * with their head comments; out, Markdown. {@code -Dreference.update=true} writes it.
 */
package fail2ban.conformance.reference;

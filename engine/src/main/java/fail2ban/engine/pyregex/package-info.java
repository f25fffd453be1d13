/**
 * Python regular expressions: parsed to a syntax tree, from which come a Java pattern, literals and
 * lint.
 */
package fail2ban.engine.pyregex;

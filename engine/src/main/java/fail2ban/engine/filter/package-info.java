/** A line in, a verdict out: failregex, prefregex and their tags, connection ids. */
package fail2ban.engine.filter;

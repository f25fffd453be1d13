/**
 * All regexes of all jails on one source, as one pass over the raw bytes of a line.
 *
 * <p>In: the literals that each regex requires, once; then lines, as bytes, possibly with the date
 * cut out. Out: which regexes could match, so that only these are tried, and lines that interest
 * nobody are not even decoded. Thread: a {@link fail2ban.engine.prefilter.Prefilter} is immutable
 * and may be shared; the result goes into a set that the caller owns.
 */
package fail2ban.engine.prefilter;

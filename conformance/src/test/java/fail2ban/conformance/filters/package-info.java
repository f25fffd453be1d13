/**
 * Filters held against sample logs, whose comments say what each line means (the form is that of
 * fail2ban's own samples).
 *
 * <p>In: a {@link fail2ban.conformance.filters.SampleFile} and filters as configured, either ours
 * ({@link fail2ban.conformance.library.Library}) or those of an installed fail2ban ({@link
 * fail2ban.conformance.filters.InstalledFilters}). Out: what does not come out as the sample says.
 */
package fail2ban.conformance.filters;

/**
 * What can be asked over HTTP, and its answers: described in {@code docs/api/openapi.yaml}.
 *
 * <p>In: requests that have passed all checks. Out: JSON. Runs on the requests' threads; jails are
 * asked piece by piece through their mailboxes, so that none of them is kept, however many bans
 * there are.
 */
package fail2ban.server.page.api;

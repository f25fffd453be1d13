/**
 * What happens in the jails, in order, for whoever watches.
 *
 * <p>In: what an onlooker hears. Out: server-sent events. The jails only write to a ring that never
 * waits; watchers read it at their own pace on their requests' threads, and miss what they are too
 * slow for.
 */
package fail2ban.server.page.live;

/**
 * Sample logs: what a filter is to find in lines that somebody wrote down, and whether it does.
 *
 * <p>In: files in the format that CONTRIBUTING describes, and a {@link
 * fail2ban.client.samples.FilterSource} that knows filters by name. Out: the cases that come out
 * wrong, and the expressions of which no case makes use. Each case goes through a fresh filter, on
 * the road that a jail's lines take. Everything happens on the thread that calls.
 */
package fail2ban.client.samples;

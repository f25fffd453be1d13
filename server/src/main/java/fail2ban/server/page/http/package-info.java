/**
 * HTTP: the JDK's server, with limits. Requests come in and are checked, handlers are asked,
 * answers go out.
 *
 * <p>In: connections. Out: answers, always with the headers that keep a browser from doing what we
 * did not ask it to. Threads: a virtual one for each request; whoever takes too long, to send a
 * request or to take its answer, is interrupted, which closes his connection.
 */
package fail2ban.server.page.http;

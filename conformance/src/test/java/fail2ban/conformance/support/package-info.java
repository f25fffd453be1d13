/** What tests of the whole program need: a checkout of their own, network namespaces, patience. */
package fail2ban.conformance.support;

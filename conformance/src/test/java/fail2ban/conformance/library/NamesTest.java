package fail2ban.conformance.library;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.client.samples.SampleFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that a jail.local of another machine may name is there, under that name. */
final class NamesTest {

  private static final Path CONFIGURATION = Path.of("..", "config");
  private static final Path ACTIONS = CONFIGURATION.resolve("action.d");

  private static final String FILTERS =
      """
      3proxy apache-auth apache-badbots apache-botsearch apache-fakegooglebot apache-modsecurity
      apache-nohome apache-noscript apache-overflows apache-pass apache-shellshock assp asterisk
      bitwarden centreon counter-strike courier-auth courier-smtp cowrie cyrus-imap dante
      directadmin domino-smtp dovecot dropbear drupal-auth ejabberd-auth exim exim-spam freeswitch
      froxlor-auth gitlab grafana groupoffice gssftpd guacamole haproxy-http-auth horde kerio
      lighttpd-auth mongodb-auth monit monitorix mssql-auth murmur mysqld-auth nagios
      named-refused nginx-bad-request nginx-botsearch nginx-forbidden nginx-http-auth
      nginx-limit-req nsd openhab openvpn openwebmail oracleims pam-generic perdition
      php-url-fopen phpmyadmin-syslog portsentry postfix proftpd proxmox pure-ftpd qmail recidive
      roundcube-auth routeros-auth scanlogd screensharingd selinux-ssh sendmail-auth
      sendmail-reject sieve slapd softethervpn sogo-auth solid-pop3d squid squirrelmail sshd
      stunnel suhosin tine20 traefik-auth uwimap-auth vaultwarden vsftpd webmin-auth wuftpd
      xinetd-fail xrdp znc-adminlog zoneminder
      """;

  private static final String INCLUDED =
      "common apache-common nginx-error-common exim-common selinux-common botsearch-common";

  /** Not what is called as the filter that it uses, which are most. */
  private static final String OTHER_JAILS =
      "openhab-auth postfix-rbl postfix-sasl qmail-rbl pass2allow-ftp";

  private static final Set<String> WITHOUT_A_JAIL_OF_THEIR_NAME =
      Set.of("apache-pass", "openhab", "qmail");

  private static final Set<String> WITH_JOURNAL_MATCH =
      Set.of(
          "asterisk",
          "dante",
          "dovecot",
          "dropbear",
          "murmur",
          "nginx-bad-request",
          "nginx-botsearch",
          "nginx-forbidden",
          "nginx-http-auth",
          "nginx-limit-req",
          "postfix",
          "proftpd",
          "pure-ftpd",
          "recidive",
          "roundcube-auth",
          "sendmail-auth",
          "sendmail-reject",
          "sshd",
          "znc-adminlog");

  private static final Pattern INCLUDE =
      Pattern.compile("(?m)^(?:before|after)\\s*=(.*\\n(?:[ \\t]+\\S.*\\n)*)");

  @Test
  void everyFilterIsThere() throws IOException {
    assertThat(Library.names()).containsExactlyInAnyOrderElementsOf(words(FILTERS));
    assertThat(words(INCLUDED))
        .allSatisfy(name -> assertThat(file("filter.d", name)).isRegularFile());
    assertThat(CONFIGURATION.resolve("filter.d/ignorecommands/apache-fakegooglebot"))
        .isExecutable();
  }

  @ParameterizedTest
  @CsvSource({
    "apache-auth, mode, normal aggressive",
    "cowrie, mode, all login",
    "dovecot, mode, normal aggressive",
    "exim, mode, normal more aggressive",
    "freeswitch, mode, normal ddos extra",
    "guacamole, logging, catalina webapp",
    "nginx-http-auth, mode, normal auth fallback aggressive",
    "postfix, mode, more normal auth rbl ddos extra aggressive errors",
    "sendmail-reject, mode, normal extra aggressive",
    "sshd, mode, normal ddos extra aggressive",
    "sshd, publickey, nofail invalid any ignore",
    "traefik-auth, mode, normal ddos aggressive",
  })
  void everyModeIsThere(String filter, String parameter, String values) throws Exception {
    for (String value : words(values)) {
      SampleFilter read = Library.filters().read(filter + "[" + parameter + "=" + value + "]");
      assertThat(read.failregexes()).describedAs(value).isNotEmpty();
      assertThat(read.rules().failregexTexts())
          .describedAs(value)
          .noneMatch(text -> text.contains("<") && text.contains(parameter + "-"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apache-auth[logging=syslog]",
        "apache-auth[logging=all]",
        "apache-auth[logtype=short]",
        "apache-pass[knocking_url=/elsewhere/]",
        "nginx-limit-req[ngx_limit_req_zones=one]",
        "nginx-botsearch[block=one]",
        "recidive[_jailname=other]",
        "sshd[logtype=journal]",
        "sshd[logtype=short]",
        "sshd[logtype=rfc5424]",
        "sshd[__prefix_line=^]",
        "sshd[_daemon=other]",
      })
  void everyParameterMakesADifference(String reference) throws Exception {
    String name = reference.replaceFirst("\\[.*", "");
    SampleFilter plain = Library.filters().read(name);
    SampleFilter changed = Library.filters().read(reference);
    assertThat(expressions(changed)).isNotEqualTo(expressions(plain));
  }

  @Test
  void filtersThatReadTheJournalSayWhatOfIt() throws IOException {
    for (String name : WITH_JOURNAL_MATCH) {
      assertThat(file("filter.d", name)).content().contains("\njournalmatch = ");
    }
  }

  @Test
  void everyJailIsThere() throws IOException {
    Set<String> jails = words(FILTERS);
    jails.removeAll(WITHOUT_A_JAIL_OF_THEIR_NAME);
    jails.addAll(words(OTHER_JAILS));
    String text = Files.readString(CONFIGURATION.resolve("jail.conf"));
    assertThat(
            Pattern.compile("(?m)^\\[([\\w-]+)]")
                .matcher(text)
                .results()
                .map(found -> found.group(1)))
        .containsAll(jails);
    assertThat(jails).hasSize(99);
  }

  @ParameterizedTest
  @CsvSource({
    "iptables, name port protocol chain type blocktype returntype lockingopt",
    "iptables-multiport, name port protocol chain blocktype",
    "iptables-allports, name protocol chain blocktype",
    "iptables-new, name port protocol chain blocktype",
    "iptables-multiport-log, name port protocol chain blocktype",
    "iptables-ipset, name port protocol chain blocktype default-ipsettime ipsettime maxelem",
    "iptables-ipset-proto4, name port protocol chain blocktype",
    "iptables-ipset-proto6, name port protocol chain blocktype default-ipsettime ipsettime",
    "iptables-ipset-proto6-allports, name chain blocktype default-ipsettime ipsettime",
    "iptables-xt_recent-echo, name chain blocktype",
    "symbiosis-blacklist-allports, chain blocktype",
    "nftables, type name port protocol blocktype table table_family chain chain_hook chain_priority",
    "nftables-multiport, name port protocol blocktype",
    "nftables-allports, name protocol blocktype",
    "firewallcmd-common, name port protocol zone chain rejecttype blocktype",
    "firewallcmd-new, name port protocol zone chain",
    "firewallcmd-multiport, name port protocol chain",
    "firewallcmd-allports, name chain",
    "firewallcmd-ipset, name port ipsetbackend actiontype ipsettime default-ipsettime",
    "firewallcmd-rich-rules, port protocol zone rejecttype",
    "firewallcmd-rich-logging, port protocol zone level rate",
    "ufw, application destination add comment kill-mode blocktype",
    "shorewall, blocktype",
    "shorewall-ipset-proto6, name default-ipsettime ipsettime",
    "apf, name",
    "csf, name",
    "ipfw, port localhost blocktype",
    "bsd-ipfw, port table startstatefile block blocktype",
    "osx-ipfw, port blocktype setnum",
    "osx-afctl, bantime",
    "ipfilter, blocktype",
    "npf, tablename",
    "pf, name port protocol actiontype",
    "route, blocktype",
    "mikrotik, user port keyfile host list",
    "netscaler, ns_host",
    "nginx-block-map, blck_lst_file blck_lst_reload",
    "hostsdeny, file daemon_list ip_value",
    "nsupdate, domain ttl rdata keyfile",
    "abuseipdb, abuseipdb_apikey abuseipdb_category",
    "blocklist_de, email apikey service",
    "cloudflare, cfuser cftoken",
    "cloudflare-token, cfzone cftoken cfmode notes",
    "ipthreat, ipthreat_apikey ipthreat_flags ipthreat_system",
    "apprise, config",
    "dshield, port userid lines dest mailcmd mailargs tmpfile minreportinterval maxbufferage",
    "mynetwatchman, port mnwlogin mnwpass mnwurl",
    "mail, name dest",
    "mail-whois, name dest",
    "mail-whois-lines, name dest logpath grepmax grepopts",
    "mail-buffered, name dest lines tmpfile",
    "mail-whois-common, whois",
    "sendmail-common, name dest sender sendername mailcmd",
    "sendmail, name dest sender sendername mailcmd",
    "sendmail-whois, name dest sender sendername mailcmd",
    "sendmail-whois-lines, name dest sender sendername mailcmd logpath grepmax grepopts",
    "sendmail-whois-matches, name dest sender sendername mailcmd",
    "sendmail-whois-ipmatches, name dest sender sendername mailcmd",
    "sendmail-whois-ipjailmatches, name dest sender sendername mailcmd",
    "sendmail-geoip-lines, name dest sender sendername mailcmd logpath grepmax grepopts",
    "sendmail-buffered, name dest sender sendername lines tmpfile",
    "complain, logpath grepmax grepopts mailcmd mailargs message",
    "xarf-login-attack, port service mailcmd mailargs sender",
    "helpers-common, grepmax greplimit",
    "dummy, init target",
  })
  void everyActionIsThereWithItsParameters(String action, String parameters) throws IOException {
    String text = withIncluded(file("action.d", action));
    assertThat(words(parameters))
        .allSatisfy(name ->
            assertThat(text)
                .describedAs(name)
                .containsPattern(
                    "(?m)^" + Pattern.quote(name) + "(\\?\\S*)?\\s*=|<" + name + "[>_]"));
  }

  private static String expressions(SampleFilter filter) {
    return filter.rules().prefregex()
        + " "
        + filter.rules().failregexTexts()
        + " "
        + filter.journal()
        + filter.rules().ignoreregex();
  }

  private static Set<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Path file(String folder, String name) {
    return CONFIGURATION.resolve(folder).resolve(name + ".conf");
  }

  private static String withIncluded(Path file) throws IOException {
    String text = Files.readString(file);
    var all = new StringBuilder(text);
    Matcher include = INCLUDE.matcher(text);
    while (include.find()) {
      for (String name : words(include.group(1))) {
        Path included = ACTIONS.resolve(name);
        all.append('\n').append(Files.exists(included) ? withIncluded(included) : "");
      }
    }
    return all.toString();
  }
}

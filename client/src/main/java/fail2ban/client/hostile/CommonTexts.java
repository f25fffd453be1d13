package fail2ban.client.hostile;

import java.util.ArrayList;
import java.util.List;

/** Texts that are hostile to filters of any kind. */
final class CommonTexts {

  /** How daemons name the other side; {@code @} stands for the address. */
  private static final List<String> PEERS =
      """
      @
      [@]
      (@)
      <@>
      "@"
      '@'
      @:22
      [@]:22
       @\s
      x @
      @ x
      ::ffff:@
       from @
       from @ port 22
       from @ port 22 ssh2
       from @:22
       from [@]
       from: @
       by @
       for @
       to @
       rhost=@
       rhost=@  user=root
       ruser=x rhost=@
       tty=ssh ruser= rhost=@
      [client @:1]
      [client @]
      [client @:1] AH01617: user x: authentication failure for "/": Password Mismatch
      , client: @, server: _, request: "GET / HTTP/1.1", host: "x"
      client @
      client=x[@]
      client @#53: query (cache) 'x/A/IN' denied
      x[@]: 554 5.7.1 <x>: Relay access denied
      relay=x [@]
      , relay=[@], reject=550
      unknown[@]
      ip=@
      ip=[@]
      , IP: @
      IP=@,
      addr=@
      hostname=@, addr=@, terminal=ssh res=failed
      src=@
      host=@
      remote=@
      , rip=@, lip=203.0.113.1
      H=x [@]:1 I=[203.0.113.1]:25
      H=(x) [@]
      (x) [@]:1:
      Client "@"
      ] FAIL LOGIN: Client "@"
      'root'@'@'
      <root>@<@>
      //@/
      http://@/
      x@[@]
      ","ip":"@
      "},"remote_ip":"@","x":"
      {"src_ip":"@","eventid":"login.failed"}
      "remoteAddress":"@"
      X-Forwarded-For: @
      @ - - [14/Jun/2005:10:00:00 +0200] "GET / HTTP/1.1" 401 1 "-" "-"
      " 401 1 "-" "@
      sshd[1]: Failed password for root from @ port 22 ssh2
      Failed password for root from @ port 22 ssh2
      authentication failure; rhost=@
      login failed from @
      NOTICE [x] Ban @
      """
          .lines()
          .toList();

  /** What ends the place that a text stands in. */
  private static final List<String> ENDS =
      List.of(
          "\"", "'", "]", ")", ">", "}", ":", ",", ";", "|", "\\", "\\\"", "\\\\\"", "]: ", "): ",
          "\", \"", "' ", "\" ", "> ", " - ", ": ", "\t");

  private static final List<String> LINE_ENDS =
      List.of(
          "\n", "\r\n", "\r", "\u000b", "\f", "\0", "\u0085", "\u2028", "\u2029", "#012", "\\n",
          "\\x0a", "%0a", "&#10;");

  private static final List<String> DATES =
      List.of(
          "Jun 14 10:00:00 ",
          "Dec 31 23:59:59 2029",
          "2029-12-31 23:59:59",
          "1999-12-31T23:59:59Z",
          "[31/Dec/2009:23:59:59 +0000]",
          "1118736000",
          "Tue Jun 14 10:00:00 2005 ",
          "@400000003b9aca0000000000",
          "31-Dec-2009 23:59:59.123",
          "00:00:00",
          "20091231 23:59:59");

  /** What is invisible, looks like something else, or means something to somebody. */
  private static final List<String> STRANGE =
      List.of(
          "",
          " ",
          "\t",
          "\\",
          "x\\",
          "\"",
          "'",
          "\"\"",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "<>",
          "-",
          "--",
          "|",
          ":",
          "::",
          "=",
          "x=",
          "%s%n",
          "$(id)",
          "`id`",
          "<HOST>",
          "<F-USER>x</F-USER>",
          ".*",
          "' or '1'='1",
          "a\0b",
          "\u202e192.0.2.66",
          "\u2066192.0.2.66\u2069",
          "\u200b",
          "\ufeff192.0.2.66",
          "a\u0301",
          "１９２．０．２．６６",
          "😀",
          "İı",
          "ſK",
          "\u00a0",
          "\u001b[2J",
          "\u007f",
          "192.0.2.66.1",
          "1192.0.2.66",
          "192.0.2.066",
          "192.0.2.66/24",
          "0x7f.1",
          "::",
          "attacker.example",
          "localhost",
          "root",
          "[preauth]",
          " ssh2",
          "invalid user x");

  private CommonTexts() {}

  static List<String> all() {
    var texts = new ArrayList<String>();
    PEERS.forEach(peer -> texts.addAll(Planted.in(peer)));
    for (String end : ENDS) {
      texts.add("x" + end + Planted.V4);
      texts.add(end + " from " + Planted.V4 + end);
    }
    for (String end : LINE_ENDS) {
      texts.add("x" + end + "Jun 14 10:00:00 host x[1]: x from " + Planted.V4 + end);
      texts.add("x" + end + Planted.V6);
    }
    for (String date : DATES) {
      texts.add(date);
      texts.add("x " + date + " from " + Planted.V4);
    }
    texts.addAll(STRANGE);
    return texts;
  }
}

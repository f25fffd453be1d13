package fail2ban.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailTagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<F-ID/> ~ (?P<fid>\\S+)",
        "p<F-ID>u</F-ID> <F-PORT/> ~ p(?P<fid>u) (?P<fport>\\w+)",
        "<F-PORT>8</F-PORT> ~ (?P<fport>8)",
        "<F-ALT_USER_1>a</F-ALT_USER_1> ~ (?P<alt_user_1>a)",
        "<F-USER>a</F-USER></F-USER></F-X> ~ (?P<user>a)</F-USER></F-X>",
        "<F-OPEN>a ~ (?P<open>a",
        "<host> <FOO> <F-X/> ~ <host> <FOO> <F-X/>",
        "<CIDR> ~ (?P<cidr>\\d+)",
        "<F-DNS/> ~ (?P<dns>[\\w\\-.^_]*\\w)",
        "((?i)a) (?:(?i)b|c) ~ (?i:a) (?i:b|c)",
        "\\((?i)a ~ \\((?i)a",
        "(x(?i)a) ~ (x(?i)a)",
      })
  void tagsBecomeGroups(String expression, String expanded) {
    assertThat(FailTags.expand(expression, UseDns.WARN)).isEqualTo(expanded);
  }

  @Test
  void hostAcceptsANameOnlyWhereNamesAreWanted() {
    assertThat(FailTags.expand("<HOST>", UseDns.YES)).contains("ip4", "ip6", "dns");
    assertThat(FailTags.expand("<HOST>", UseDns.RAW)).contains("ip4", "ip6", "dns");
    assertThat(FailTags.expand("<HOST>", UseDns.NO))
        .isEqualTo(FailTags.expand("<ADDR>", UseDns.YES))
        .doesNotContain("dns");
  }

  @Test
  void skippedLinesAreNumbered() {
    assertThat(FailTags.expand("<SKIPLINES>a<SKIPLINES>", UseDns.WARN))
        .contains("(?P<skiplines0>")
        .contains("(?P<skiplines1>");
  }
}
